// The open segment: its field, its saving, its checks, and what may be done with it.
import type { EditorView } from "@codemirror/view";
import { actionRow } from "./actions.ts";
import { type Action, type CheckedText, type Finding, type Fix, type Happened, type Saved, type SourceTerm, type Target, type View } from "./api.ts";
import { card } from "./cards.ts";
import { Checker } from "./checking.ts";
import { codeCharacter } from "./chips.ts";
import { Claim } from "./claim.ts";
import { Collision } from "./collision.ts";
import type { Desk } from "./desk.ts";
import { askReturn, failure, type Reason } from "./dialogs.ts";
import { drawing, element } from "./dom.ts";
import type { Draft } from "./drafts.ts";
import { closedField, insertPlain, insertWords, mountField, replaceAll, setReadOnly } from "./field.ts";
import { applyFix, findingAt, findingsOf, openOnes, putFindings } from "./findings.ts";
import { messageLine } from "./message.ts";
import { Notices } from "./notices.ts";
import { differs, Saver } from "./saving.ts";
import { showTerms } from "./terms.ts";
import { say } from "./words.ts";

/** Savers of rows that were left before everything was answered. */
const unfinished = new Map<number, Saver>();

export class OpenSegment {
  view: View;
  readonly editor: EditorView;
  /** Somebody is on the way to another segment: what is typed meanwhile belongs there. */
  leads = false;
  readonly saver: Saver;
  private readonly checker: Checker;
  private readonly notices = new Notices();
  private readonly message = element("div", { class: "seg-message", id: "seg-message" });
  private readonly actions = element("div", { class: "seg-actions" });
  readonly cell = element("div", { class: "seg-target seg-live" });
  private readonly collision: Collision;
  private readonly claim: Claim;
  private refusal = "";

  constructor(
    private readonly desk: Desk,
    readonly row: HTMLElement,
    view: View,
    private readonly act: { readonly done: (done: boolean) => void },
  ) {
    this.view = view;
    this.collision = new Collision(desk, row, view.source.codes);
    this.claim = new Claim(desk.api, view.segment_id, (writer) => this.notices.writer(writer));
    unfinished.get(view.segment_id)?.stop();
    const draft = this.waiting();
    this.saver = this.makeSaver(draft);
    this.checker = new Checker(desk.api, view.segment_id, () => this.saver.text, (checked) => this.checked(checked));
    const place = element("div", { class: "seg-field" });
    this.cell.append(this.notices.box, place, this.actions, this.message);
    row.querySelector(".seg-target")?.replaceWith(this.cell);
    row.classList.add("seg-open");
    this.editor = mountField(place, {
      text: draft?.base ?? view.target.text,
      codes: view.source.codes,
      language: desk.language,
      direction: desk.direction,
      label: say("translation"),
      describedBy: "seg-message",
      readOnly: !this.writable,
      changed: (text, byFix) => this.changed(text, byFix),
      moved: () => this.showMessage(),
    });
    if (draft === undefined) putFindings(this.editor, view.findings); // they stand in the stored text
    this.hold();
    this.showActions();
    this.showMessage();
    showTerms(this.row, true);
    this.notices.returned(view.returned);
    this.notices.sourceChanged(desk, view.source);
    this.notices.writer(view.writer);
    this.offerKept(draft);
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

  get writable(): boolean {
    return this.may("draft") || this.may("approve");
  }

  /** Gives the row back; what is not stored yet is sent, and stays on this computer until it is. */
  close(): void {
    this.checker.stop();
    card.hide();
    showTerms(this.row, false);
    this.collision.settle();
    this.row.classList.remove("seg-open");
    this.editor.destroy();
    const plain = closedField(this.desk, this.text, this.view.source.codes);
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
    if (!this.may("confirm")) return;
    await this.lead(async () => {
      const confirmed = await this.deliberate(() => this.saver.confirm());
      if (confirmed) this.desk.announce(say("confirmed"));
      return confirmed;
    });
  }

  async approve(): Promise<void> {
    await this.lead(() => this.review("approve", "approved"));
  }

  /** Another segment is being opened, or this one confirmed: from now on what is typed belongs there. */
  leave(): void {
    this.leads = true;
    setReadOnly(this.editor, true);
  }

  /** No other segment follows, or the act was refused: the person stays here. */
  stay(): void {
    this.leads = false;
    setReadOnly(this.editor, !this.writable);
  }

  async signOff(): Promise<void> {
    await this.review("sign-off", "signed-off");
  }

  async reopen(): Promise<void> {
    await this.review("reopen", "reopened");
  }

  async giveBack(): Promise<void> {
    if (!this.may("return")) return;
    await askReturn((reason) => this.toldWhy(() => this.review("return", "returned", reason)));
    this.editor.focus();
  }

  /** Does something about the stored text: what is typed is stored first. Says why not, where it was not done. */
  async about(act: (version: number, stored: string) => Promise<Saved>): Promise<string> {
    if (!(await this.saver.flush())) return say("not-saved");
    return this.toldWhy(() => this.deliberate(() => this.saver.act(() => act(this.saver.version, this.saver.stored))));
  }

  copySource(): void {
    insertPlain(this.editor, this.view.source.text);
  }

  insertTerm(text: string): void {
    insertWords(this.editor, text);
  }

  /** Puts another text in the place of all; undo brings back what stood there. */
  use(text: string): void {
    if (this.editor.state.readOnly) return;
    replaceAll(this.editor, text);
    this.editor.focus();
  }

  insertCode(number: number): void {
    insertPlain(this.editor, codeCharacter(number));
  }

  fix(fix: Fix | undefined = (findingAt(this.editor) ?? openOnes(this.findings).find((one) => one.fixes.length > 0))?.fixes[0]): void {
    if (fix !== undefined) applyFix(this.editor, fix);
  }

  term(mark: number): SourceTerm | undefined {
    return this.view.occurrences.find((term) => term.mark === mark && !term.nested);
  }

  /** Somebody else was at this segment while it is open: what is typed stays, what stands there is offered. */
  async overtaken(change: Happened): Promise<void> {
    if (change.version === null || change.version <= this.saver.version || this.collision.open) return;
    const view = await this.desk.api.segment(this.id);
    const { target } = view;
    if (target.version <= this.saver.version) return;
    const same = target.text === this.saver.text;
    const take = () => {
      this.notices.clear();
      this.takeTheirs(target);
    };
    this.notices.overtaken(change, target, same ? null : take);
    if (!same) return;
    this.saver.adopt(target);
    this.show(view);
    this.notices.returned(view.returned);
  }

  /** Somebody else began to write here. */
  async joined(): Promise<void> {
    const { writer } = await this.desk.api.segment(this.id);
    this.notices.writer(writer);
  }

  /** The glossary or a neighbour changed: what holds now is asked for, the text stays. */
  recheck(): void {
    this.checker.later();
  }

  private waiting(): Draft | undefined {
    const draft = this.desk.drafts.newest(this.view.segment_id);
    if (draft === undefined) return undefined;
    if (draft.text === this.view.target.text) return void this.desk.drafts.forgetAll(this.view.segment_id);
    if (this.writable) return draft;
    const forget = async () => this.desk.drafts.forgetAll(this.view.segment_id);
    return void this.notices.kept(this.desk, say("recovered"), draft.text, this.view.source.codes, forget);
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
      this.notices.recovered();
    } else {
      this.saver.standing = "conflict";
      this.desk.tell("conflict", "");
      this.collide(this.view.target);
    }
  }

  private offerKept(draft: Draft | undefined): void {
    const { kept } = this.view;
    if (kept === null || kept.text === this.view.target.text || this.view.actions.length === 0) return;
    if (kept.text === draft?.text) return; // the very text is put back, or stands beside theirs
    const forget = () => this.desk.api.forgetKept(this.id);
    this.notices.kept(this.desk, say("kept-on-server"), kept.text, this.view.source.codes, forget, () => this.use(kept.text));
  }

  private changed(text: string, byFix: boolean): void {
    this.saver.edit(text, byFix);
    this.claim.typed();
    this.checker.later();
    this.collision.update(text);
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
    this.show(view);
  }

  private show(view: View): void {
    this.view = view;
    this.hold();
    if (!this.leads) setReadOnly(this.editor, !this.writable);
    this.showActions();
    this.desk.panel.update(this);
  }

  /** Corrections of a reviewer belong to the approval; a draft would take the translation back. */
  private hold(): void {
    this.saver.held = this.may("approve") && this.view.target.author?.id !== this.desk.person;
  }

  private collide(theirs: Target): void {
    if (!this.saver.dirty) {
      this.takeTheirs(theirs); // nothing of one's own is at stake: what was asked for was meant for other words
      this.notices.stale();
      return;
    }
    const settled = (act: () => void) => () => {
      this.collision.settle();
      act();
      this.editor.focus();
    };
    this.notices.collided();
    this.collision.show({
      base: this.saver.stored,
      theirs,
      mine: this.saver.text,
      keepMine: settled(() => {
        this.saver.adopt(theirs);
        void this.renew().then(() => this.saver.flush());
      }),
      takeTheirs: settled(() => this.takeTheirs(theirs)),
    });
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
    reason: Partial<Reason> = {},
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

  /** Acts and goes on to the next segment; until then nothing is typed into this one. */
  private async lead(act: () => Promise<boolean>): Promise<void> {
    if (this.leads) return;
    this.leave();
    const done = await act().catch((error: unknown) => {
      this.stay();
      throw error;
    });
    if (!done) this.stay();
    this.act.done(done);
  }

  /** Does what was asked for; a refusal is shown where the person looks. */
  private async deliberate(act: () => Promise<Saved | null>): Promise<boolean> {
    this.notices.settled();
    try {
      const done = (await act()) !== null;
      if (!done) this.refusal = say(this.saver.standing); // signed out, or somebody was first
      return done;
    } catch (error) {
      this.refusal = failure(error);
      this.notices.refused(this.refusal);
      return false;
    }
  }

  private async toldWhy(act: () => Promise<boolean>): Promise<string> {
    this.refusal = say("not-saved");
    return (await act()) ? "" : this.refusal;
  }

  private showActions(): void {
    this.actions.replaceChildren(...actionRow(this, this.desk));
  }

  private showMessage(): void {
    this.message.replaceChildren(...messageLine(this, this.desk));
  }
}
