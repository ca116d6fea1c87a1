// Questions in a <dialog>: a reason for a return, for an exception; a comment; the list of keys.
import { Refusal, Unreachable } from "./api.ts";
import { button, element, type Child } from "./dom.ts";
import { isMac, keyList } from "./keys.ts";
import { say } from "./words.ts";

let count = 0;

/** What is wrong with the answers, or why they could not be used; nothing when all is well. */
type Use = (answers: FormData) => string | Promise<string>;

/**
 * Asks; the answers by name, or null when the person turns back. Focus returns to where it was.
 * The question stays, with all that was written, until the answers were of use.
 */
export async function ask(
  title: string,
  fields: readonly Child[],
  act: string,
  use: Use = () => "",
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
      event.preventDefault();
      if (form.ariaBusy !== "true") void used(form, wrong, use).then((said) => said !== null && resolve(said));
    });
    dialog.addEventListener("close", () => resolve(null));
  });
  dialog.remove();
  if (before instanceof HTMLElement) before.focus();
  return given;
}

async function used(form: HTMLFormElement, wrong: HTMLElement, use: Use): Promise<FormData | null> {
  const said = new FormData(form);
  form.ariaBusy = "true";
  wrong.textContent = await Promise.resolve(use(said)).catch(failure);
  form.ariaBusy = null;
  return wrong.textContent === "" ? said : null;
}

/** Why something could not be done, in words for the person who asked for it. */
export function failure(error: unknown): string {
  if (error instanceof Unreachable || (error instanceof Refusal && error.passing)) return say("unanswered");
  if (error instanceof Refusal) return error.signedOut ? say("signed-out-here") : error.message;
  throw error;
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

export interface Reason {
  readonly category: string;
  readonly weight: string;
  readonly reason: string;
}

export async function askReturn(use: (reason: Reason) => Promise<string>): Promise<void> {
  const categories = ["meaning", "term", "style", "grammar", "completeness", "other"];
  const weights = ["minor", "major", "neutral"];
  await ask(
    say("return-with-reason"),
    [
      selectField("category", say("reason"), categories.map((word) => [word, say(`reason-${word}`)] as const)),
      selectField("weight", say("weight"), weights.map((word) => [word, say(`weight-${word}`)] as const)),
      textField("reason", say("in-your-words"), true),
    ],
    say("return"),
    (said) => use({ category: word(said, "category"), weight: word(said, "weight"), reason: word(said, "reason") }),
  );
}

type Scope = "occurrence" | "document" | "speaker";

export async function askWaiver(
  message: string,
  wide: boolean,
  speaker: boolean,
  use: (scope: Scope, reason: string) => Promise<string>,
): Promise<void> {
  const scopes: Scope[] = ["occurrence", ...(wide ? (["document"] as const) : []), ...(wide && speaker ? (["speaker"] as const) : [])];
  await ask(
    say("waive-title"),
    [
      element("p", {}, message),
      textField("reason", say("waive-why")),
      selectField("scope", say("waive-scope"), scopes.map((scope) => [scope, say(`scope-${scope}`)] as const)),
      element("p", { class: "hint" }, say("waive-lapses")),
    ],
    say("waive"),
    (said) => {
      if (word(said, "reason") === "") return say("needs-text");
      return use(scopes.find((scope) => scope === word(said, "scope")) ?? "occurrence", word(said, "reason"));
    },
  );
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
