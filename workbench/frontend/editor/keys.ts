// The keys of the editor. Letters are matched by their place on the keyboard, so that they work on Cyrillic,
// Greek and Hebrew layouts; nothing is on AltGr, which types ą, ć, €.

export type Command =
  | "confirm"
  | "approve"
  | "return"
  | "next"
  | "previous"
  | "copy"
  | "terms"
  | "fix"
  | "sense"
  | "propose"
  | "comment"
  | "waive"
  | "match"
  | "concordance"
  | "split"
  | "join"
  | "leave";

type Modifier = "ctrl" | "ctrl-shift" | "alt" | "none";

interface Key {
  readonly command: Command;
  readonly modifier: Modifier;
  readonly codes: readonly string[];
  readonly shown: string;
}

const enter = ["Enter", "NumpadEnter"];

const KEYS: readonly Key[] = [
  { command: "confirm", modifier: "ctrl", codes: enter, shown: "Enter" },
  { command: "approve", modifier: "ctrl-shift", codes: enter, shown: "Enter" },
  { command: "return", modifier: "alt", codes: ["KeyR"], shown: "R" },
  { command: "next", modifier: "alt", codes: ["ArrowDown"], shown: "↓" },
  { command: "previous", modifier: "alt", codes: ["ArrowUp"], shown: "↑" },
  { command: "copy", modifier: "ctrl", codes: ["Insert"], shown: "Insert" },
  { command: "terms", modifier: "alt", codes: ["KeyG"], shown: "G" },
  { command: "fix", modifier: "alt", codes: enter, shown: "Enter" },
  { command: "sense", modifier: "alt", codes: ["KeyS"], shown: "S" },
  { command: "propose", modifier: "alt", codes: ["KeyP"], shown: "P" },
  { command: "comment", modifier: "alt", codes: ["KeyC"], shown: "C" },
  { command: "waive", modifier: "alt", codes: ["KeyW"], shown: "W" },
  { command: "match", modifier: "ctrl", codes: ["Digit1", "Digit2", "Digit3", "Digit4", "Digit5"], shown: "1…5" },
  { command: "concordance", modifier: "alt", codes: ["KeyK"], shown: "K" },
  { command: "split", modifier: "ctrl", codes: ["KeyE"], shown: "E" },
  { command: "join", modifier: "ctrl", codes: ["KeyJ"], shown: "J" },
  { command: "leave", modifier: "none", codes: ["F2", "Escape"], shown: "F2" },
];

export type Pressed = Pick<KeyboardEvent, "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey"> & {
  getModifierState(key: string): boolean;
};

export function commandOf(pressed: Pressed, mac: boolean): Command | undefined {
  const held = modifierOf(pressed, mac);
  return KEYS.find((key) => key.modifier === held && key.codes.includes(pressed.code))?.command;
}

function modifierOf(pressed: Pressed, mac: boolean): Modifier | undefined {
  const { altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (pressed.getModifierState("AltGraph")) return undefined;
  if (mac ? ctrlKey && altKey && !metaKey : altKey && !ctrlKey && !metaKey) return shiftKey ? undefined : "alt";
  if (altKey) return undefined;
  if (ctrlKey || (mac && metaKey)) return shiftKey ? "ctrl-shift" : "ctrl";
  return shiftKey || metaKey ? undefined : "none";
}

/** What the list of keys shows: the keys to press together, and the word for what they do. */
export function keyList(mac: boolean): ReadonlyArray<readonly [readonly string[], string]> {
  const [ctrl, alt, shift] = mac ? [["⌃"], ["⌃", "⌥"], "⇧"] : [["Ctrl"], ["Alt"], "Shift"];
  const held: Record<Modifier, readonly string[]> = { ctrl, alt, "ctrl-shift": [...ctrl, shift], none: [] };
  return [
    ...KEYS.map((key) => [[...held[key.modifier], key.shown], `key-${key.command}`] as const),
    [[shift, "Enter"], "key-break"],
    [mac ? ["⌘", "Z"] : ["Ctrl", "Z"], "key-undo"],
    [mac ? ["⌘", "⇧", "Z"] : ["Ctrl", "Y"], "key-redo"],
    [["?"], "key-keys"],
  ];
}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.platform);
}
