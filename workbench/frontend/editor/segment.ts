// The open segment: its field, its saving, its checks, and what may be done with it.
import type { EditorView } from "@codemirror/view";
import { Refusal, type Action, type CheckedText, type Finding, type Fix, type Saved, type SourceTerm, type Target, type View } from "./api.ts";
import { card } from "./cards.ts";
import { Checker } from "./checking.ts";
import { codeCharacter, shown } from "./chips.ts";
import type { Desk } from "./desk.ts";
import { askReturn, askWaiver } from "./dialogs.ts";
import { button, drawing, element } from "./dom.ts";
import type { Draft } from "./drafts.ts";
import { insertPlain, insertWords, mountField, replaceAll } from "./field.ts";
import { applyFix, findingAt, findingsOf, openOnes, putFindings } from "./findings.ts";
import { findingLine } from "./finding-line.ts";
import { conflict, keptText, notice, returned } from "./notices.ts";
import { differs, Saver, type Inserted } from "./saving.ts";
import { openTermMenu } from "./term-menu.ts";
import { showTerms } from "./terms.ts";
import { say } from "./words.ts";

/** Savers of rows that were left before everything was answered. */
const unfinished = new Map<number, Saver>();

export class OpenSegment {
  view: View;
  readonly editor: EditorView;
  private readonly saver: Saver;
  private readonly checker: Checker;
  private readonly notices = element("div", { class: "seg-notices" });
  private readonly message = element("div", { class: "seg-message", id: "seg-message" });
  private readonly actions = element("div", { class: "seg-actions" });
  private readonly cell = element("div", { class: "seg-target seg-live" });
  private collision: { box: HTMLElement; update: (mine: string) => void } | undefined;

  constructor(
    private readonly desk: Desk,
    readonly row: HTMLElement,
    view: View,
    private readonly act: { readonly done: () => void },
  ) {
    this.view = view;
    unfinished.get(view.segment_id)?.stop();
    const draft = this.waiting();
    this.saver = this.makeSaver(draft);
    this.checker = new Checker(desk.api, view.segment_id, () => this.saver.text, (checked) => this.checked(checked));
    const place = element("div", { class: "seg-field" });
    this.cell.append(this.notices, place, this.actions, this.message);
    row.querySelector(".seg-target")?.replaceWith(this.cell);
    row.classList.add("seg-open");
    this.editor = mountField(place, {
      text: draft?.base ?? view.target.text,
      codes: view.source.codes,
      language: desk.language,
      direction: desk.direction,
      label: say("translation"),
      describedBy: "seg-message",
      readOnly: !this.may("draft") && !this.may("approve"),
      changed: (text) => this.changed(text),
      moved: () => this.showMessage(),
    });
    putFindings(this.editor, view.findings);
    this.hold();
    this.showActions();
    this.showMessage();
    showTerms(this.row, true);
    if (view.returned !== null) this.notices.append(returned(view.returned));
    this.offerKept();
    if (draft !== undefined) this.restore(draft);
  }

  get id(): number {
    return this.view.segment_id;
  }

  get findings(): readonly Finding[] {
    return findingsOf(this.editor);
  }

  get text(): string {
    return this.saver.text;
  }

  may(action: Action): boolean {
    return this.view.actions.includes(action);
  }

  /** Gives the row back; what is not stored yet is sent, and stays on this computer until it is. */
  close(): void {
    this.checker.stop();
    card.hide();
    showTerms(this.row, false);
    this.settle();
    this.row.classList.remove("seg-open");
    this.editor.destroy();
    const { language, direction } = this.desk;
    const plain = element("div", { class: "seg-target", lang: language, dir: direction });
    plain.append(shown(this.text, this.view.source.codes));
    if (this.text === "") plain.append(element("span", { class: "seg-empty" }, say("nothing")));
    this.cell.replaceWith(plain);
    unfinished.set(this.id, this.saver);
    void this.saver.flush().then((stored) => {
      if (stored) this.desk.rows.refresh(this.id);
      else plain.append(element("p", { class: "seg-unsaved" }, drawing("cloud-off"), say("not-saved")));
    });
  }

  /** The page goes: what is not stored yet is sent while it still can be. */
  readonly flush = (): void => void this.saver.flush(true);
  readonly hurry = (): void => this.saver.hurry();

  async confirm(): Promise<void> {
    if (this.may("confirm") && (await this.deliberate(() => this.saver.confirm()))) {
      this.desk.announce(say("confirmed"));
      this.act.done();
    }
  }

  async approve(): Promise<void> {
    if (await this.review("approve", "approved")) this.act.done();
  }

  async signOff(): Promise<void> {
    await this.review("sign-off", "signed-off");
  }

  async reopen(): Promise<void> {
    await this.review("reopen", "reopened");
  }

  async giveBack(): Promise<void> {
    if (!this.may("return")) return;
    const reason = await askReturn();
    if (reason !== null) await this.review("return", "returned", reason);
    this.editor.focus();
  }

  /** Excepts a finding for a reason; spans are counted in the stored text, so that comes first. */
  async waive(finding: Finding | undefined = findingAt(this.editor) ?? openOnes(this.findings)[0]): Promise<void> {
    if (finding === undefined || !this.desk.permissions.has("waive")) {
      this.desk.announce(say("no-finding"));
      return;
    }
    const wide = this.desk.permissions.has("waive-widely");
    const given = await askWaiver(finding.message, wide, this.view.source.speaker !== "");
    if (given === null || !(await this.saver.flush())) return;
    const { check, kind, concept, source, target } = finding;
    const scope = given.scope === "document" || given.scope === "speaker" ? given.scope : "occurrence";
    await this.deliberate(() =>
      this.saver.act(() => {
        const body = { version: this.saver.version, check, kind, concept, source, target, scope, reason: given.reason } as const;
        return this.desk.api.waive(this.id, body, this.saver.stored);
      }),
    );
    this.editor.focus();
  }

  async endWaiver(id: number): Promise<void> {
    await this.desk.api.endWaiver(id);
    this.checker.later();
  }

  copySource(): void {
    insertPlain(this.editor, this.view.source.text);
  }

  /** What is put in next is a match of the memory; the save that stores it says so. */
  takeFrom(inserted: Inserted): void {
    this.saver.from = inserted;
  }

  insertTerm(text: string): void {
    if (!this.editor.state.readOnly) insertWords(this.editor, text);
  }

  insertCode(number: number): void {
    if (!this.editor.state.readOnly) insertPlain(this.editor, codeCharacter(number));
  }

  termMenu(): void {
    openTermMenu({
      terms: this.view.occurrences,
      language: this.desk.language,
      anchor: this.cell,
      insert: (text) => this.insertTerm(text),
      closed: () => this.editor.focus(),
    });
  }

  fix(fix: Fix | undefined = (findingAt(this.editor) ?? openOnes(this.findings).find((one) => one.fixes.length > 0))?.fixes[0]): void {
    if (fix !== undefined && !this.editor.state.readOnly) applyFix(this.editor, fix);
  }

  term(mark: number): SourceTerm | undefined {
    return this.view.occurrences.find((term) => term.mark === mark && !term.nested);
  }

  /** Somebody else saved this segment while it is open: what is typed stays, and what stands is offered. */
  async overtaken(version: number | null): Promise<void> {
    if (version === null || version <= this.saver.version || this.collision !== undefined) return;
    const view = await this.desk.api.segment(this.id);
    const { target } = view;
    if (target.version <= this.saver.version) return;
    const name = target.author?.name;
    const told = name === undefined ? say("colleague-saved-unnamed") : say("colleague-saved", { name });
    const take = button(say("show-theirs"), () => {
      this.notices.replaceChildren();
      this.takeTheirs(target);
    });
    this.notices.replaceChildren(notice("amber", "users", element("p", { role: "alert" }, told), take));
  }

  /** The glossary or a neighbour changed: what holds now is asked for, the text stays. */
  recheck(): void {
    this.checker.later();
  }

  private waiting(): Draft | undefined {
    const draft = this.desk.drafts.newest(this.view.segment_id);
    if (draft === undefined) return undefined;
    if (draft.text !== this.view.target.text && (this.may("draft") || this.may("approve"))) return draft;
    return void this.desk.drafts.forgetAll(this.view.segment_id);
  }

  private makeSaver(draft: Draft | undefined): Saver {
    const base = draft === undefined ? this.view.target : { text: draft.base, version: draft.version };
    return new Saver(this.desk.api, this.desk.drafts, this.view.segment_id, base, {
      standing: (standing, reason) => this.desk.tell(standing, reason),
      saved: (saved) => this.saved(saved),
      conflict: (theirs) => this.collide(theirs),
    });
  }

  /** The text that waited on this computer: over what it was typed over, else beside what stands now. */
  private restore(draft: Draft): void {
    replaceAll(this.editor, draft.text);
    if (draft.version === this.view.target.version) {
      this.notices.append(notice("accent", "history", element("p", { role: "status" }, say("recovered"))));
    } else {
      this.saver.standing = "conflict";
      this.desk.tell("conflict", "");
      this.collide(this.view.target);
    }
  }

  private offerKept(): void {
    const { kept } = this.view;
    if (kept === null || kept.text === this.view.target.text || this.view.actions.length === 0) return;
    const use = () => replaceAll(this.editor, kept.text);
    const forget = () => this.desk.api.forgetKept(this.id);
    this.notices.append(keptText(this.desk, kept.text, this.view.source.codes, use, forget));
  }

  private changed(text: string): void {
    this.saver.edit(text);
    this.checker.later();
    this.collision?.update(text);
    this.showMessage();
  }

  private checked({ findings }: CheckedText): void {
    putFindings(this.editor, findings);
    this.showMessage();
    this.desk.panel.update(this);
  }

  private saved(saved: Saved): void {
    const before = this.view.target;
    this.view = { ...this.view, target: saved.target };
    this.row.dataset["version"] = String(saved.target.version);
    this.desk.rows.refresh(...saved.neighbours.map((neighbour) => neighbour.segment_id));
    if (!this.editor.dom.isConnected) {
      unfinished.delete(this.id);
      this.desk.rows.refresh(this.id);
      return;
    }
    if (saved.target.text === this.saver.text) putFindings(this.editor, saved.findings);
    this.showMessage();
    this.desk.panel.update(this);
    if (differs(before, saved.target)) {
      this.desk.rows.refresh(this.id);
      void this.renew();
    }
  }

  /** What may be done depends on the state. */
  private async renew(): Promise<void> {
    const view = await this.desk.api.segment(this.id).catch(() => null);
    if (view === null || view.target.version !== this.saver.version || !this.editor.dom.isConnected) return;
    this.view = view;
    this.hold();
    this.showActions();
    this.desk.panel.update(this);
  }

  /** Corrections of a reviewer belong to the approval; a draft would take the translation back. */
  private hold(): void {
    this.saver.held = this.may("approve") && this.view.target.author?.id !== this.desk.person;
  }

  private collide(theirs: Target): void {
    this.collision?.box.remove();
    this.collision = conflict(this.desk, {
      base: this.saver.stored,
      theirs,
      mine: this.saver.text,
      codes: this.view.source.codes,
      keepMine: () => {
        this.settle();
        this.saver.adopt(theirs);
        void this.saver.flush();
        this.editor.focus();
      },
      takeTheirs: () => {
        this.settle();
        this.takeTheirs(theirs);
      },
    });
    this.row.append(this.collision.box); // below, as wide as the row: three texts side by side
    this.collision.box.scrollIntoView({ block: "nearest" });
  }

  private settle(): void {
    this.collision?.box.remove();
    this.collision = undefined;
  }

  private takeTheirs(theirs: Target): void {
    this.saver.adopt(theirs);
    replaceAll(this.editor, theirs.text);
    this.view = { ...this.view, target: theirs };
    void this.renew();
    this.editor.focus();
  }

  private async review(
    action: "approve" | "return" | "sign-off" | "reopen",
    done: string,
    reason: { category?: string; weight?: string; reason?: string } = {},
  ): Promise<boolean> {
    if (!this.may(action)) return false;
    const correction = this.saver.held && this.saver.dirty && action === "approve" ? this.saver.text : null;
    if (!this.saver.held && !(await this.saver.flush())) return false;
    const { api } = this.desk;
    const reviewed = await this.deliberate(() =>
      this.saver.act(() => api.review(this.id, { action, version: this.saver.version, text: correction, ...reason })),
    );
    if (reviewed) this.desk.announce(say(done));
    return reviewed;
  }

  /** Does what was asked for; a refusal is shown where the person looks. */
  private async deliberate(act: () => Promise<Saved | null>): Promise<boolean> {
    this.notices.querySelector(".refused")?.remove();
    try {
      return (await act()) !== null;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const told = notice("red", "circle-alert", element("p", { role: "alert" }, error.message));
      told.classList.add("refused");
      this.notices.append(told);
      return false;
    }
  }

  private showActions(): void {
    const key = (shown: string) => element("kbd", { "aria-hidden": "true" }, shown);
    this.actions.replaceChildren();
    for (const made of [
      this.action("confirm", "check", () => this.confirm(), "button-primary", key("Ctrl ↵")),
      this.action("approve", "check-check", () => this.approve(), this.may("confirm") ? "" : "button-primary"),
      this.action("sign-off", "star", () => this.signOff()),
      this.action("return", "undo-2", () => this.giveBack()),
      this.action("reopen", "rotate-ccw", () => this.reopen()),
    ]) if (made !== null) this.actions.append(made);
    const why = this.view.target.state === "final" ? say("read-only-final") : say("read-only");
    if (this.editor.state.readOnly) this.actions.append(element("span", { class: "soft small" }, why));
  }

  private action(action: Action, icon: string, act: () => Promise<void>, look = "", key: Node | null = null): HTMLElement | null {
    if (!this.may(action)) return null;
    const made = button(say(action), () => void act(), `button-small ${look}`, icon);
    if (key !== null) made.append(key);
    return made;
  }

  /** The finding at the caret, else the gravest: one line that is always there, so that nothing jumps. */
  private showMessage(): void {
    const open = openOnes(this.findings);
    const told = findingAt(this.editor) ?? open[0];
    if (told === undefined) {
      this.message.replaceChildren(element("span", { class: "seg-quiet" }, say("no-findings")));
      return;
    }
    const line = findingLine(told, this.desk.language, { fix: (fix) => this.fix(fix), most: 2 });
    const rest = open.length - 1;
    const more = button(say("more-findings", { count: rest }), () => this.desk.panel.open("findings"), "button-small button-quiet");
    this.message.replaceChildren(line, ...(rest > 0 ? [more] : []));
  }
}
