// Alt+G: the terms of the segment with their renderings, to insert by digit, by arrows and Enter, or by click.
import { element } from "./dom.ts";
import type { OpenSegment } from "./segment.ts";
import { insertable, otherForms, renderings } from "./terms.ts";
import { say } from "./words.ts";

export function openTermMenu(segment: OpenSegment, language: string): void {
  const choices = insertable(segment.view.occurrences).slice(0, 9);
  const items = choices.flatMap((term, place) =>
    renderings(term).flatMap(({ text, status }, rank) => [
      item(text, rank === 0 ? `${place + 1}` : "", rank === 0 ? `← ${term.form}` : say(status)),
      ...otherForms(term, text).map((form) => item(form, "", "", "term-form")),
    ]),
  );
  const empty = element("p", { class: "soft", tabindex: "-1", role: "menuitem" }, say("no-terms"));
  const menu = element("div", { class: "term-menu", role: "menu", "aria-label": say("insert-term") }, ...(items.length > 0 ? items : [empty]));
  let open = true;

  function item(text: string, digit: string, remark: string, more = ""): HTMLButtonElement {
    return element(
      "button",
      { type: "button", role: "menuitem", tabindex: "-1", class: `term-choice ${more}`, onclick: () => choose(text) },
      element("kbd", { "aria-hidden": digit === "" ? "true" : undefined }, digit),
      element("span", { lang: language, dir: "auto", class: "rendering-text" }, text),
      element("span", { class: "rendering-status" }, remark),
    );
  }

  function close(): void {
    if (!open) return;
    open = false;
    menu.remove();
  }

  function choose(text: string): void {
    close();
    segment.insertTerm(text);
  }

  menu.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) close();
  });
  menu.addEventListener("keydown", (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const term = digit === undefined ? undefined : choices[Number(digit) - 1];
    const place = items.indexOf(document.activeElement as HTMLButtonElement);
    if (term !== undefined) choose(renderings(term)[0]?.text ?? "");
    else if (event.key === "ArrowDown") items[(place + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(place - 1 + items.length) % items.length]?.focus();
    else if (event.key === "Home") items[0]?.focus();
    else if (event.key === "End") items.at(-1)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      segment.editor.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  segment.cell.append(menu);
  (items[0] ?? empty).focus();
  menu.scrollIntoView({ block: "nearest" });
}
