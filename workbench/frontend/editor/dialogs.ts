// Questions in a <dialog>: a reason for a return, for an exception; a comment; the list of keys.
import { button, element, type Child } from "./dom.ts";
import { isMac, keyList } from "./keys.ts";
import { say } from "./words.ts";

let count = 0;

/** Asks; the answers by name, or null when the person turns back. Focus returns to where it was. */
export async function ask(
  title: string,
  fields: readonly Child[],
  act: string,
  check: (answers: FormData) => string = () => "",
  turnBack = true,
): Promise<FormData | null> {
  const before = document.activeElement;
  const id = `dialog-${(count += 1)}`;
  const wrong = element("p", { class: "field-error", role: "alert" });
  const form = element("form", { method: "dialog", class: "form" }, ...fields, wrong, answers(act, turnBack && (() => dialog.close(""))));
  const dialog = element(
    "dialog",
    { class: "dialog editor-dialog", "aria-labelledby": id },
    element("h2", { id }, title),
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  const given = await new Promise<FormData | null>((resolve) => {
    form.addEventListener("submit", (event) => {
      const said = new FormData(form);
      wrong.textContent = check(said);
      if (wrong.textContent === "") resolve(said);
      else event.preventDefault();
    });
    dialog.addEventListener("close", () => resolve(null));
  });
  dialog.remove();
  if (before instanceof HTMLElement) before.focus();
  return given;
}

function answers(act: string, cancel: (() => void) | false): HTMLElement {
  const submit = element("button", { class: "button button-primary" }, act);
  return element("div", { class: "button-row" }, submit, cancel && button(say("cancel"), cancel, ""));
}

export function selectField(name: string, label: string, options: ReadonlyArray<readonly [string, string]>): HTMLElement {
  const id = `ask-${name}`;
  const made = options.map(([value, text]) => element("option", { value }, text));
  return element("div", { class: "field" }, element("label", { for: id }, label), element("select", { id, name }, ...made));
}

export function textField(name: string, label: string, optional = false): HTMLElement {
  const id = `ask-${name}`;
  const area = element("textarea", { id, name, rows: "3", autofocus: !optional, required: !optional });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) area.form?.requestSubmit();
  });
  return element("div", { class: "field" }, element("label", { for: id }, label), area);
}

export async function askReturn(): Promise<{ category: string; weight: string; reason: string } | null> {
  const categories = ["meaning", "term", "style", "grammar", "completeness", "other"];
  const weights = ["minor", "major", "neutral"];
  const said = await ask(
    say("return-with-reason"),
    [
      selectField("category", say("reason"), categories.map((word) => [word, say(`reason-${word}`)] as const)),
      selectField("weight", say("weight"), weights.map((word) => [word, say(`weight-${word}`)] as const)),
      textField("reason", say("in-your-words"), true),
    ],
    say("return"),
  );
  return said && { category: word(said, "category"), weight: word(said, "weight"), reason: word(said, "reason") };
}

export async function askWaiver(message: string, wide: boolean, speaker: boolean): Promise<{ scope: string; reason: string } | null> {
  const scopes = ["occurrence", ...(wide ? ["document", ...(speaker ? ["speaker"] : [])] : [])];
  const said = await ask(
    say("waive-title"),
    [
      element("p", {}, message),
      textField("reason", say("waive-why")),
      selectField("scope", say("waive-scope"), scopes.map((scope) => [scope, say(`scope-${scope}`)] as const)),
      element("p", { class: "hint" }, say("waive-lapses")),
    ],
    say("waive"),
    (answers) => (word(answers, "reason") === "" ? say("needs-text") : ""),
  );
  return said && { scope: word(said, "scope"), reason: word(said, "reason") };
}

export async function showKeys(): Promise<void> {
  const rows = keyList(isMac()).map(([pressed, what]) => [
    element("dt", {}, ...pressed.map((key) => element("kbd", {}, key))),
    element("dd", {}, say(what)),
  ]);
  await ask(say("keys"), [element("dl", { class: "key-list" }, ...rows.flat())], say("close"), () => "", false);
}

function word(answers: FormData, name: string): string {
  const value = answers.get(name);
  return typeof value === "string" ? value.trim() : "";
}
