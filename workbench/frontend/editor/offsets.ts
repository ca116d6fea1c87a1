// The server counts code points, the browser UTF-16 units. They differ behind every astral character.

export type Span = readonly [number, number];

const ASTRAL = /[\u{10000}-\u{10ffff}]/u;

/** Converts places of one text; a text without astral characters costs nothing. */
export class Offsets {
  private readonly units: readonly number[] | null;

  constructor(text: string) {
    this.units = ASTRAL.test(text) ? unitsOf(text) : null;
  }

  toUnits([start, end]: Span): Span {
    return [this.unit(start), this.unit(end)];
  }

  toPoints([start, end]: Span): Span {
    return [this.point(start), this.point(end)];
  }

  private unit(point: number): number {
    return this.units === null ? point : (this.units[point] ?? this.units[this.units.length - 1] ?? 0);
  }

  /** A place inside of a surrogate pair is the place before the character. */
  private point(unit: number): number {
    if (this.units === null) return unit;
    let [low, high] = [0, this.units.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.units[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Where each code point begins, and where the last one ends. */
function unitsOf(text: string): readonly number[] {
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  units.push(unit);
  return units;
}

/** A lone half of a character cannot be sent: it is what a broken clipboard left. */
export function wellFormed(text: string): string {
  return Array.from(text, (character) => (isLoneHalf(character) ? "\ufffd" : character)).join("");
}

function isLoneHalf(character: string): boolean {
  const unit = character.charCodeAt(0);
  return character.length === 1 && unit >= 0xd800 && unit <= 0xdfff;
}
