// Building pages: elements from words, never from markup.

type Listener = (event: Event) => void;
type Attribute = string | boolean | Listener | undefined;
export type Child = Node | string | null | false | undefined;

/** `on…` attributes are listeners; true stands alone, false and undefined are left away. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (typeof value === "string") made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child instanceof Node || typeof child === "string"));
  return made;
}

export function button(label: string, onclick: () => void, look = "button-small", icon = ""): HTMLButtonElement {
  return element("button", { type: "button", class: `button ${look}`, onclick }, icon !== "" && drawing(icon), label);
}

/** An icon that the page brought with it. */
export function drawing(name: string): Node | null {
  const icons = document.querySelector<HTMLTemplateElement>("#icons");
  const icon = icons?.content.querySelector(`[data-icon="${name}"] > svg`);
  return icon?.cloneNode(true) ?? null;
}

export function find<Found extends Element = HTMLElement>(selector: string, within: ParentNode = document): Found {
  const found = within.querySelector<Found>(selector);
  if (found === null) throw new Error(`The page has no ${selector}`);
  return found;
}

export function fragment(html: string): DocumentFragment {
  // Parsed, never run: rows come from our own server, with every word escaped there.
  const page = new DOMParser().parseFromString(html, "text/html");
  const made = document.createDocumentFragment();
  made.append(...page.body.childNodes, ...page.head.childNodes);
  return made;
}

/** What a person does in fields and dialogs is no command to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}
