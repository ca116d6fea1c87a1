// Every word of the script comes with the page, in its language (workbench/web/editor_words.py).

let known: Readonly<Record<string, string>> | undefined;

export function say(word: string, facts: Readonly<Record<string, string | number>> = {}): string {
  known ??= JSON.parse(document.querySelector("#words")?.textContent ?? "{}") as Record<string, string>;
  const text = known[word] ?? word;
  return text.replace(/%\(([a-z_]+)\)s/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** When something was, in the reader's zone and language. */
export function moment(at: string): string {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(at));
}

/** A language's name in the language of the page. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([document.documentElement.lang], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
