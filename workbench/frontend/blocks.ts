// Choosing blocks of a source: shift-click takes the whole range, and the bar says how many are chosen.
// Without this script the boxes are ticked one by one, or a range is given by its numbers.

const article = document.querySelector<HTMLElement>("[data-choose]");
const bar = document.querySelector<HTMLElement>("[data-choose-bar]");
if (article !== null && bar !== null) chooseRanges(article, bar);

function chooseRanges(article: HTMLElement, bar: HTMLElement): void {
  const boxes = [...article.querySelectorAll<HTMLInputElement>("input[name=chosen]")];
  const none = bar.querySelector<HTMLButtonElement>("[data-choose-none]");
  let last: HTMLInputElement | undefined;

  article.addEventListener("click", (event) => {
    const box = boxOf(event.target);
    if (box === undefined) return;
    if (event.shiftKey && last !== undefined && last !== box) {
      for (const each of between(boxes, last, box)) each.checked = box.checked;
      window.getSelection()?.removeAllRanges(); // shift-click also marks the text between
    }
    last = box;
    tell(boxes, bar);
  });
  none?.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    tell(boxes, bar);
  });
  bar.addEventListener("input", () => tell(boxes, bar));
  article.closest("form")?.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement) comeBackTo(event.target, boxes);
  });
  tell(boxes, bar);
}

/** The page that answers opens where the first chosen block stands. */
function comeBackTo(form: HTMLFormElement, boxes: readonly HTMLInputElement[]): void {
  const place = boxes.find((box) => box.checked)?.closest("[id]")?.id;
  if (place === undefined) return;
  const address = new URL(form.action);
  address.hash = place;
  form.action = address.href;
}

/** A click on the label comes back as a click on its box. */
function boxOf(target: EventTarget | null): HTMLInputElement | undefined {
  return target instanceof HTMLInputElement && target.name === "chosen" ? target : undefined;
}

function between(
  boxes: readonly HTMLInputElement[],
  one: HTMLInputElement,
  other: HTMLInputElement,
): readonly HTMLInputElement[] {
  const places = [boxes.indexOf(one), boxes.indexOf(other)];
  return boxes.slice(Math.min(...places), Math.max(...places) + 1);
}

function tell(boxes: readonly HTMLInputElement[], bar: HTMLElement): void {
  const chosen = boxes.filter((box) => box.checked).length;
  const count = bar.querySelector<HTMLElement>("[data-chosen-count]");
  const hint = bar.querySelector<HTMLElement>("[data-chosen-hint]");
  const none = bar.querySelector<HTMLElement>("[data-choose-none]");
  if (count === null || hint === null || none === null) return;
  count.textContent = (bar.dataset["countLabel"] ?? "{n}").replace("{n}", String(chosen));
  count.hidden = none.hidden = chosen === 0;
  hint.hidden = chosen > 0;
  const range = bar.querySelector<HTMLInputElement>("input[name=from]")?.value ?? "";
  const wrong = bar.querySelector(".field-error") !== null;
  bar.toggleAttribute("data-idle", chosen === 0 && range === "" && !wrong); // one line, out of the way
}
