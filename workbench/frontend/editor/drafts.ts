// What was typed and not yet acknowledged, kept on this computer by person, edition, segment and base version.

export interface Draft {
  readonly text: string;
  readonly base: string; // the stored text that it was typed over
  readonly version: number;
  readonly at: string;
}

export class Drafts {
  constructor(
    private readonly storage: Storage,
    person: string,
    edition: number,
    private readonly prefix: string = `workbench:draft:${person}:${edition}:`,
  ) {}

  /** Says whether it could be kept: a browser may have no room, or forbid it. */
  keep(segment: number, version: number, base: string, text: string): boolean {
    const draft: Draft = { text, base, version, at: new Date().toISOString() };
    try {
      this.storage.setItem(this.key(segment, version), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  forget(segment: number, version: number): void {
    this.storage.removeItem(this.key(segment, version));
  }

  forgetAll(segment: number): void {
    for (const key of this.keys(segment)) this.storage.removeItem(key);
  }

  /** The newest text of a segment that was never acknowledged. */
  newest(segment: number): Draft | undefined {
    return this.keys(segment)
      .flatMap((key) => parsed(this.storage.getItem(key)))
      .sort((one, other) => one.at.localeCompare(other.at))
      .at(-1);
  }

  /** Segments with a text that waits. */
  waiting(): number[] {
    const numbers = this.keys().map((key) => Number(key.slice(this.prefix.length).split(":")[0]));
    return [...new Set(numbers)];
  }

  private keys(segment?: number): string[] {
    const prefix = segment === undefined ? this.prefix : `${this.prefix}${segment}:`;
    const all = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index) ?? "");
    return all.filter((key) => key.startsWith(prefix));
  }

  private key(segment: number, version: number): string {
    return `${this.prefix}${segment}:${version}`;
  }
}

function parsed(value: string | null): Draft[] {
  try {
    const draft = JSON.parse(value ?? "") as Draft;
    return typeof draft.text === "string" ? [draft] : [];
  } catch {
    return [];
  }
}
