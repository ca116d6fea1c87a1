// What a form may ask for in its markup.

/** `data-confirm` on a form or a button: the question to answer before anything is sent. */
export function askBeforeSubmit(page: Document): void {
  page.addEventListener("submit", (event) => {
    const question = questionOf(event.submitter) ?? questionOf(event.target);
    if (question !== undefined && !window.confirm(question)) event.preventDefault();
  });
}

function questionOf(asker: EventTarget | null): string | undefined {
  return asker instanceof HTMLElement ? asker.dataset["confirm"] : undefined;
}

/** A second click while a form is under way sends nothing twice. */
export function submitOnce(page: Document): void {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === "get") return;
    if (form.ariaBusy === "true") event.preventDefault();
    else form.ariaBusy = "true";
  });
  // A page that comes back from the browser's own cache is ready to send again.
  window.addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll<HTMLFormElement>("form[aria-busy=true]")) form.ariaBusy = null;
  });
}

/** `data-submit-on-change` on a field: choosing is enough, the button is for those without script. */
export function submitOnChange(page: Document): void {
  page.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) return;
    if ("submitOnChange" in field.dataset) field.form?.requestSubmit();
  });
}
