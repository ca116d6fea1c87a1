// The editor: one article, one live field at a time.
import { Api, Refusal, Unreachable, type Happened, type View } from "./api.ts";
import { join, offerUndo, outdated, split } from "./cutting.ts";
import { propose } from "./proposing.ts";
import { askSense } from "./senses.ts";
import { card } from "./cards.ts";
import type { Desk } from "./desk.ts";
import { showKeys } from "./dialogs.ts";
import { button, element, find, isTyping } from "./dom.ts";
import { Drafts } from "./drafts.ts";
import { insertPlain } from "./field.ts";
import { findingAt, findingsOf } from "./findings.ts";
import { findingLine } from "./finding-line.ts";
import { commandOf, isMac, type Command } from "./keys.ts";
import { Live } from "./live.ts";
import { concordance, offerRepeats } from "./memory.ts";
import { notice } from "./notices.ts";
import { panelOf } from "./panel.ts";
import { Rows } from "./rows.ts";
import { OpenSegment } from "./segment.ts";
import { Status } from "./status.ts";
import { openTermMenu } from "./term-menu.ts";
import { renderings, termBody } from "./terms.ts";
import { waive } from "./waiving.ts";
import { say } from "./words.ts";

/** A little longer than a claim lasts on the server: then nobody is shown to write there any more. */
const CLAIM_LASTS = 125_000;
/** After so long a person should be told that the segment is on its way. */
const SLOW = 300;
const root = find("#editor");
const facts = root.dataset;
const edition = Number(facts["edition"]);
const api = new Api(edition, facts["person"] ?? "");
const panel = panelOf();
const status = new Status(find("#status"), facts["signIn"] ?? "");
const rows = new Rows(find("#rows"), facts["rows"] ?? "");
const views = new Map<string, Promise<View>>();
const mac = isMac();
let current: OpenSegment | null = null;
let opening = 0;
/** The row that is being fetched, to be opened. */
let asked: HTMLElement | null = null;
/** What was typed while a confirmation was under way: the beginning of the next translation. */
let ahead = "";

const desk: Desk = {
  api,
  rows,
  panel,
  drafts: new Drafts(localStorage, facts["person"] ?? "", edition),
  person: Number(facts["person"]),
  language: facts["language"] ?? "",
  sourceLanguage: facts["sourceLanguage"] ?? "",
  direction: facts["direction"] ?? "ltr",
  sourceDirection: facts["sourceDirection"] ?? "ltr",
  permissions: new Set(facts["permissions"]?.split(" ")),
  signIn: facts["signIn"] ?? "",
  proposals: facts["propose"] ?? "",
  tell: (standing, reason) => status.show(standing, reason),
  announce: (words) => status.announce(words),
};

async function open(row: HTMLElement, at?: { x: number; y: number }): Promise<void> {
  const id = Number(row.dataset["segment"]);
  if (current?.id === id) {
    current.editor.focus();
    return;
  }
  const turn = (opening += 1);
  const slow = setTimeout(() => turn === opening && status.show("opening"), SLOW);
  asked = row;
  current?.leave();
  try {
    const view = await api.segment(id);
    if (turn !== opening) return;
    close();
    begin(row, view, at);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
    if (turn !== opening) return;
    stay();
    status.show(error instanceof Refusal && error.signedOut ? "signed-out" : "load-failed");
  } finally {
    clearTimeout(slow);
    if (turn === opening) asked = null;
  }
}

/** Nothing else was opened: what is typed belongs where it was typed. */
function stay(): void {
  current?.stay();
  typeAhead();
}

function begin(wanted: HTMLElement, view: View, at?: { x: number; y: number }): void {
  const row = rows.row(view.segment_id) ?? wanted; // it may have been fetched again meanwhile
  rows.edited = view.segment_id;
  status.clear();
  // Who went elsewhere while a confirmation was under way is not led on from there.
  const opened: OpenSegment = new OpenSegment(desk, row, view, { done: (done) => void (current === opened && (done ? goOn() : typeAhead())) });
  current = opened;
  panel.update(current);
  const place = at === undefined ? null : current.editor.posAtCoords(at, false);
  if (place !== null) current.editor.dispatch({ selection: { anchor: place } });
  current.editor.focus();
  typeAhead();
  row.scrollIntoView({ block: "nearest" });
  const address = new URL(location.href);
  address.searchParams.delete("place");
  address.searchParams.set("segment", String(view.segment_id));
  address.hash = `s${view.segment_id}`;
  history.replaceState(null, "", address);
}

document.addEventListener(
  "beforeinput",
  (event) => {
    if (current?.leads !== true || event.data === null || !current.row.contains(event.target as Node)) return;
    ahead += event.data;
    event.preventDefault();
  },
  { capture: true },
);

function typeAhead(): void {
  const typed = ahead;
  ahead = "";
  if (typed !== "" && current !== null) insertPlain(current.editor, typed);
}

function close(): void {
  const closing = current;
  current = null;
  rows.edited = null;
  closing?.close();
  if (closing !== null) panel.update(null);
}

function leave(): void {
  const row = current?.row;
  close();
  row?.querySelector<HTMLElement>(".seg-link")?.focus();
}

async function step(by: 1 | -1): Promise<void> {
  const here = asked ?? current?.row;
  const row = here ?? rows.all().find((one) => one.getBoundingClientRect().top >= 0);
  if (row === undefined) return;
  const next = here === undefined ? row : await rows.neighbour(row, by);
  if (next !== null) await open(next);
}

/** After a confirmation: the next segment that wants a translation, wherever it is. */
async function goOn(): Promise<void> {
  if (current === null) return;
  void offerRepeats(desk, current.id);
  const address = (facts["next"] ?? "").replace("/segments/0/", `/segments/${current.id}/`);
  const next = await api.next(address).catch(() => null);
  if (next === null) {
    status.announce(say("last-open"));
    stay();
    return;
  }
  const row = rows.row(next);
  if (row !== null) await open(row);
  else goTo(next);
}

function goTo(segment: number): void {
  const address = new URL(location.href);
  address.searchParams.set("segment", String(segment));
  address.hash = `s${segment}`;
  location.assign(address);
}

const commands: Record<Command, (event: KeyboardEvent) => unknown> = {
  confirm: () => current?.confirm(),
  approve: () => current?.approve(),
  return: () => current?.giveBack(),
  next: () => step(1),
  previous: () => step(-1),
  copy: () => current?.copySource(),
  terms: () => current && openTermMenu(current, desk.language),
  fix: () => current?.fix(),
  sense: () => current && askSense(current, desk),
  propose: () => current && propose(current, facts["propose"] ?? ""),
  comment: () => panel.addComment(),
  waive: () => current && waive(current, desk),
  match: ({ code }) => panel.insertMatch(Number(code.slice(-1))),
  concordance: () => concordance(current, facts["concordance"] ?? ""),
  split: () => current && split(current, desk),
  join: () => current && join(current, desk),
  leave,
};

document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || document.querySelector("dialog[open]") !== null) return;
    if (event.key === "?" && !isTyping(event.target)) {
      void showKeys();
      event.preventDefault();
      return;
    }
    const command = commandOf(event, mac);
    if (command === undefined || !concerns(command, event)) return;
    event.preventDefault();
    event.stopPropagation();
    void commands[command](event);
  },
  { capture: true },
);

/** Keys belong to the open segment; outside of it only those that lead into one. */
function concerns(command: Command, event: KeyboardEvent): boolean {
  if (command === "leave" && card.open) {
    card.hide();
    return false;
  }
  if (event.target instanceof Element && event.target.closest(".term-menu") !== null) return false;
  const anywhere = command === "next" || command === "previous" || command === "concordance";
  if (current === null) return anywhere && !isTyping(event.target);
  if (command === "leave") return current.row.contains(event.target as Node);
  return !isTyping(event.target) || current.row.contains(event.target as Node);
}

function segmentOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".seg") : null;
}

function termOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".seg-source .term") : null;
}

find("#rows").addEventListener("click", (event) => {
  const row = segmentOf(event.target);
  if (row === null || !(event.target instanceof Element)) return;
  if (event.target.closest(".seg-link") !== null) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open(row);
  } else if (current !== null && row === current.row) {
    useInSource(event);
  } else if (event.target.closest(".seg-target") !== null && row.dataset["leftOut"] === undefined) {
    if (document.getSelection()?.isCollapsed ?? true) void open(row, { x: event.clientX, y: event.clientY });
  }
});

function useInSource(event: Event): void {
  const mark = termOf(event.target);
  const code = event.target instanceof Element ? event.target.closest<HTMLElement>(".seg-source .code") : null;
  if (mark !== null) insertPreferred(mark);
  else if (code?.dataset["code"] !== undefined) current?.insertCode(Number(code.dataset["code"]));
}

find("#rows").addEventListener("keydown", (event) => {
  const mark = termOf(event.target);
  if (mark === null || (event.key !== "Enter" && event.key !== " ") || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  insertPreferred(mark);
});

function insertPreferred(mark: HTMLElement): void {
  const term = current?.term(markOf(mark));
  const best = term && renderings(term)[0];
  card.hide();
  if (best !== undefined) current?.insertTerm(best.text);
}

function markOf(mark: HTMLElement): number {
  return Number.parseInt(mark.dataset["term"] ?? "", 10);
}

async function termCard(mark: HTMLElement): Promise<ReturnType<typeof termBody>> {
  const row = segmentOf(mark);
  if (row === null) return [];
  const view = current?.row === row ? current.view : await viewOf(row);
  const term = view?.occurrences.find((one) => one.mark === markOf(mark) && !one.nested);
  return view && term ? termBody(term, desk.language, view.source.voice) : [];
}

/** Rows that are not open are asked about once for each of their versions. */
async function viewOf(row: HTMLElement): Promise<View | null> {
  const key = `${row.dataset["segment"]}:${row.dataset["version"]}`;
  const asked = views.get(key) ?? api.segment(Number(row.dataset["segment"]));
  views.set(key, asked);
  return asked.catch(() => (views.delete(key), null));
}

function findingCard(mark: HTMLElement): ReturnType<typeof termBody> {
  if (current === null || !current.editor.dom.contains(mark)) return [];
  const finding = findingAt(current.editor, current.editor.posAtDOM(mark)) ?? findingsOf(current.editor).find((one) => one.message === mark.dataset["finding"]);
  if (finding === undefined) return [];
  const segment = current;
  const except = desk.permissions.has("waive") ? { waive: () => void waive(segment, desk, finding) } : {};
  const fix = segment.editor.state.readOnly ? {} : { fix: segment.fix.bind(segment) };
  return [findingLine(finding, desk.language, { ...except, ...fix })];
}

function showCard(event: Event, wait?: number): void {
  const mark = termOf(event.target);
  const finding = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-finding]") : null;
  if (mark !== null) card.soon(mark, () => termCard(mark), wait);
  else if (finding !== null) card.soon(finding, () => Promise.resolve(findingCard(finding)), wait);
}

const article = find("#rows");
let pointer = "";
article.addEventListener("pointermove", ({ clientX, clientY }) => (pointer = `${clientX} ${clientY}`));
article.addEventListener("pointerover", (event) => {
  // A word that came under a pointer that rests was typed there: nobody asks about it.
  if (pointer !== `${event.clientX} ${event.clientY}`) showCard(event);
});
article.addEventListener("input", () => card.hide());
article.addEventListener("pointerout", (event) => {
  if (event.target instanceof Element && event.target.closest(".term, [data-finding]") !== null) card.hideSoon();
});
article.addEventListener("focusin", (event) => {
  if (event.target instanceof Element && event.target.matches(".term")) showCard(event, 0);
});
article.addEventListener("focusout", (event) => {
  if (event.target instanceof Element && event.target.matches(".term")) card.hideSoon();
});

function happened(change: Happened): void {
  if (change.edition_id !== null && change.edition_id !== edition) return;
  const listed = [change.facts["rechecked"], change.facts["segments"]].flatMap((ids) => (Array.isArray(ids) ? (ids as number[]) : []));
  const ids = [...new Set([...(change.segment_id === null ? [] : [change.segment_id]), ...listed])];
  const own = change.by === desk.person;
  if (change.document_id === Number(facts["document"]) && outdated(change.kind)) return;
  rows.refresh(...ids.filter((id) => id !== current?.id || !own));
  if (change.kind === "target.claimed" && !own) setTimeout(() => rows.refresh(...ids), CLAIM_LASTS);
  if (current === null || !ids.includes(current.id)) return;
  if (change.kind.startsWith("comment.")) panel.renew("comments");
  else if (change.segment_id !== current.id || change.kind === "target.rechecked" || change.kind.startsWith("waiver.")) current.recheck();
  else if (!own && change.kind === "target.claimed") void current.joined().catch(() => undefined);
  else if (!own) void current.overtaken(change).catch(() => undefined);
}

/** Texts that wait on this computer for segments which are not open. */
function offerWaiting(): void {
  const waiting = desk.drafts.waiting().filter((id) => id !== Number(facts["active"]));
  if (waiting.length === 0) return;
  const links = waiting.slice(0, 5).map((id) => button(say("use-kept"), () => void openAnywhere(id), "button-small"));
  const box = notice("amber", "history", element("p", { role: "status" }, say("recovered")), element("div", { class: "button-row" }, ...links));
  box.classList.add("editor-waiting");
  article.prepend(box);
  links.forEach((link) => link.addEventListener("click", () => (link.remove(), box.querySelector("button") ?? box.remove())));
}

async function openAnywhere(id: number): Promise<void> {
  const row = rows.row(id);
  if (row === null) goTo(id);
  else await open(row);
}

/** What is sticky below the toolbar knows how high it is. */
function measureToolbar(): void {
  const head = find(".editor-head");
  new ResizeObserver(() => document.documentElement.style.setProperty("--toolbar", `${head.offsetHeight}px`)).observe(head);
}

function start(): void {
  document.documentElement.classList.add("with-script");
  for (const hidden of document.querySelectorAll<HTMLElement>("[data-needs-script]")) hidden.hidden = false;
  find("[data-show-keys]").addEventListener("click", () => void showKeys());
  measureToolbar();
  panel.attach(desk);
  panel.update(null);
  document.addEventListener("visibilitychange", () => (document.hidden ? current?.flush() : current?.hurry()));
  addEventListener("online", () => current?.hurry());
  addEventListener("pagehide", () => current?.flush());
  new Live(api, Number(facts["project"]), Number(facts["feed"]), happened).start();
  offerWaiting();
  offerUndo(desk);
  const active = rows.row(Number(facts["active"]));
  if (active !== null) void open(active);
}

start();
