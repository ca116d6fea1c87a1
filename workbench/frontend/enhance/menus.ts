// <details data-menu> opens without script; with it, it also closes the way a menu does.

export function closeMenus(page: Document): void {
  page.addEventListener("click", (event) => {
    for (const menu of openMenus(page)) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    }
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of openMenus(page)) closeAndReturn(page, menu);
  });
}

function openMenus(page: Document): NodeListOf<HTMLDetailsElement> {
  return page.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");
}

/** Focus goes back to the menu's button only if it was inside the menu. */
function closeAndReturn(page: Document, menu: HTMLDetailsElement): void {
  const within = menu.contains(page.activeElement);
  menu.open = false;
  if (within) menu.querySelector("summary")?.focus();
}
