// The form of a concept: another term is added in place.

export function addTermsInPlace(): void {
  const rows = document.querySelector<HTMLElement>("[data-term-rows]");
  const template = document.querySelector<HTMLTemplateElement>("[data-term-template]");
  const count = document.querySelector<HTMLInputElement>("[data-row-count]");
  if (rows === null || template === null || count === null) return;
  document.querySelector("[data-add-term]")?.addEventListener("click", (event) => {
    event.preventDefault();
    const added = numbered(template, Number(count.value));
    count.value = String(Number(count.value) + 1);
    rows.append(added);
    rows.lastElementChild?.querySelector<HTMLInputElement>(".term-language input")?.focus();
  });
}

/** The template's fields are named for the row "N"; the copy is named for its number. */
function numbered(template: HTMLTemplateElement, number: number): DocumentFragment {
  const copy = document.importNode(template.content, true);
  for (const field of copy.querySelectorAll("[name]")) {
    field.setAttribute("name", (field.getAttribute("name") ?? "").replace("term-N-", `term-${number}-`));
  }
  return copy;
}
