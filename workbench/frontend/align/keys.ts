// The keys of the alignment page: letters by their place on the keyboard, on every layout. The help
// page lists them, and a test compares.

export type Key = { readonly code: string; readonly shift: boolean; readonly shown: string; readonly does: string };

export const keys: readonly Key[] = [
  { code: "KeyJ", shift: false, shown: "J", does: "next" },
  { code: "KeyK", shift: false, shown: "K", does: "previous" },
  { code: "KeyN", shift: false, shown: "N", does: "doubt" },
  { code: "KeyN", shift: true, shown: "N", does: "doubt-back" },
  { code: "KeyP", shift: false, shown: "P", does: "pin" },
  { code: "KeyM", shift: false, shown: "M", does: "merge" },
  { code: "KeyM", shift: true, shown: "M", does: "merge-back" },
  { code: "KeyC", shift: false, shown: "C", does: "split" },
  { code: "KeyU", shift: false, shown: "U", does: "unlink" },
  { code: "KeyQ", shift: false, shown: "Q", does: "source-back" },
  { code: "KeyA", shift: false, shown: "A", does: "source-on" },
  { code: "KeyE", shift: false, shown: "E", does: "target-back" },
  { code: "KeyD", shift: false, shown: "D", does: "target-on" },
  { code: "KeyX", shift: false, shown: "X", does: "mark" },
  { code: "KeyL", shift: false, shown: "L", does: "link" },
  { code: "KeyR", shift: false, shown: "R", does: "realign" },
  { code: "KeyZ", shift: false, shown: "Z", does: "undo" },
  { code: "KeyZ", shift: true, shown: "Z", does: "redo" },
];

export type Pressed = Pick<KeyboardEvent, "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

/** What a key press asks for; nothing with a modifier that belongs to the browser. */
export function wanted(event: Pressed): string | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return keys.find((key) => key.code === event.code && key.shift === event.shiftKey)?.does;
}
