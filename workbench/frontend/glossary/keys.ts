// j and k move in the list of concepts, / goes to its search field.

export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const act = keys[event.key === "/" ? "Slash" : event.code];
    if (act?.()) event.preventDefault();
  });
}

// Keys by their place, so that they work on every layout; each says whether it did anything.
const keys: Record<string, (() => boolean) | undefined> = {
  KeyJ: () => move(1),
  KeyK: () => move(-1),
  Slash: search,
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function move(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>("[data-row]")];
  const here = rows.findIndex((row) => row === document.activeElement);
  const next = rows[here === -1 && step === -1 ? rows.length - 1 : here + step];
  next?.focus();
  return next !== undefined;
}

function search(): boolean {
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}
