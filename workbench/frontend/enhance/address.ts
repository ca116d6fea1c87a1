// Filters live in the address, so that a link shows what its sender sees. A form sends every field,
// filled or not; empty ones only make such links long.

/** Removes the fields that say nothing; a field with several values keeps those that say something. */
export function dropEmpty(fields: FormData): void {
  for (const name of new Set(fields.keys())) {
    const filled = fields.getAll(name).filter((value) => typeof value !== "string" || value !== "");
    fields.delete(name);
    for (const value of filled) fields.append(name, value);
  }
}

export function clearAddresses(page: Document): void {
  page.addEventListener("formdata", (event) => {
    if (event.target instanceof HTMLFormElement && event.target.method === "get") dropEmpty(event.formData);
  });
}
