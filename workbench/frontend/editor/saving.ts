// Saving one segment: kept on this computer at once, sent after a pause, one request at a time, tried again
// until it is answered. What it says of itself is true at every moment.
import { Refusal, Unreachable, type Api, type Saved, type Target } from "./api.ts";
import type { Drafts } from "./drafts.ts";

export type Standing =
  | "saved"
  | "unsaved"
  | "saving"
  | "retrying"
  | "signed-out"
  | "somebody-else"
  | "refused"
  | "conflict"
  | "unkept";

export interface Listener {
  readonly standing: (standing: Standing, reason: string) => void;
  readonly saved: (saved: Saved) => void;
  readonly conflict: (theirs: Target) => void;
}

/** A match of the memory, as a save names it. */
export interface Inserted {
  readonly match: number;
  readonly score: number;
}

export interface Timing {
  readonly pause: number;
  readonly retry: readonly number[];
}

interface Failure {
  readonly refused: (refusal: Refusal) => void;
  readonly unanswered: (error: unknown) => void;
}

const USUAL: Timing = { pause: 800, retry: [1000, 2000, 4000, 8000, 15000, 30000] };
/** Of a text that stands as it is stored none of these is true. */
const TYPED_BACK: ReadonlySet<Standing> = new Set(["unsaved", "refused", "retrying"]);
const WAITING: ReadonlySet<Standing> = new Set(["retrying", "signed-out", "somebody-else"]);
/** What a browser without room for the text may say as it is. */
const TRUE_ANYWAY: ReadonlySet<Standing> = new Set(["saved", "saving", "conflict"]);

export class Saver {
  text: string;
  stored: string;
  version: number;
  /** A reviewer's correction is not sent before the approval: it would take the translation back to a draft. */
  held = false;
  /** The match that the text came from, until it is stored. */
  from: Inserted | null = null;
  standing: Standing = "saved";
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** All that is not stored yet came of fixes. */
  private fixes = false;
  private attempts = 0;
  private stopped = false;
  private kept = true;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly api: Pick<Api, "save">,
    private readonly drafts: Pick<Drafts, "keep" | "forget">,
    readonly segment: number,
    target: Pick<Target, "text" | "version">,
    private readonly listener: Listener,
    private readonly timing: Timing = USUAL,
  ) {
    this.text = this.stored = target.text;
    this.version = target.version;
  }

  get dirty(): boolean {
    return this.text !== this.stored;
  }

  edit(text: string, byFix = false): void {
    this.fixes = byFix && (this.fixes || !this.dirty);
    this.text = text;
    if (!this.dirty) {
      this.drafts.forget(this.segment, this.version);
      if (TYPED_BACK.has(this.standing)) this.stand("saved");
    } else {
      this.kept = this.drafts.keep(this.segment, this.version, this.stored, text);
      if (this.standing === "saved" || !this.kept) this.stand("unsaved");
    }
    if (this.standing !== "conflict" && !this.held) this.plan(this.timing.pause);
  }

  /** Sends what is not stored yet; true when everything is. */
  async flush(leaving = false): Promise<boolean> {
    clearTimeout(this.timer);
    await this.enqueue(() => this.draft(leaving));
    return !this.dirty;
  }

  /** Stores the text as confirmed; null where it could not be sent, a `Refusal` where it may not be. */
  async confirm(): Promise<Saved | null> {
    return this.act(() => this.save("confirm"));
  }

  /** A deliberate act, in its turn behind what is being sent; its answer is what is stored from now on. */
  async act(act: () => Promise<Saved>): Promise<Saved | null> {
    clearTimeout(this.timer);
    return this.enqueue(() => this.attempt(act, { refused: (refusal) => this.decline(refusal), unanswered: (error) => this.giveUp(error) }));
  }

  /** Goes on from what somebody else saved; the own text stays. */
  adopt(theirs: Pick<Target, "text" | "version">): void {
    this.drafts.forget(this.segment, this.version);
    this.stored = theirs.text;
    this.version = theirs.version;
    this.stand("saved");
    this.edit(this.text);
  }

  /** The network is back, or somebody signed in: no need to wait any longer. */
  hurry(): void {
    if (WAITING.has(this.standing)) void this.flush();
  }

  /** Another one takes over, from what is kept on this computer. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private plan(delay: number): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private async enqueue<Answer>(step: () => Promise<Answer>): Promise<Answer> {
    const answered = this.queue.then(step);
    this.queue = answered.catch(() => undefined);
    return answered;
  }

  private async draft(leaving: boolean): Promise<void> {
    if (!this.dirty || this.held || this.standing === "conflict") return;
    await this.attempt(() => this.save("draft", leaving), {
      refused: (refusal) => this.stand("refused", refusal.message),
      unanswered: () => this.again(),
    });
  }

  private async save(action: "draft" | "confirm", leaving = false): Promise<Saved> {
    const { text, version, fixes, from } = this;
    const origin = from === null ? {} : ({ origin: "memory", ...from } as const);
    const saved = await this.api.save(this.segment, { text, version, action, typographic: fixes, ...origin }, leaving);
    if (this.from === from) this.from = null;
    return saved;
  }

  private async attempt(act: () => Promise<Saved>, failure: Failure): Promise<Saved | null> {
    const { text, version } = this;
    this.stand("saving");
    try {
      const saved = await act();
      this.acknowledge(saved, version);
      return saved;
    } catch (error) {
      this.fail(error, text, failure);
      return null;
    }
  }

  private acknowledge(saved: Saved, version: number): void {
    this.attempts = 0;
    this.drafts.forget(this.segment, version);
    this.stored = saved.target.text;
    this.version = saved.target.version;
    this.listener.saved(saved);
    this.stand("saved");
    if (this.dirty) this.edit(this.text, this.fixes); // typed while it was under way
  }

  /** What was asked for may not be done; the text itself is another matter. */
  private decline(refusal: Refusal): never {
    this.stand(this.dirty ? "unsaved" : "saved");
    if (this.dirty && !this.held) this.plan(this.timing.pause);
    throw refusal;
  }

  /** What was asked for had no answer: it is not done behind anybody's back later; the text is sent again. */
  private giveUp(error: unknown): never {
    if (!this.dirty || this.held) this.stand(this.dirty ? "unsaved" : "saved");
    else this.again();
    throw error;
  }

  private fail(error: unknown, text: string, failure: Failure): void {
    if (error instanceof Unreachable || (error instanceof Refusal && error.passing)) {
      this.stand("retrying", error.message);
      failure.unanswered(error);
    } else if (error instanceof Refusal && error.signedOut) {
      this.stand(error.somebodyElse ? "somebody-else" : "signed-out");
      this.again();
    } else if (error instanceof Refusal && error.current !== null) {
      this.collide(error.current, text);
    } else if (error instanceof Refusal) {
      failure.refused(error);
    } else {
      throw error;
    }
  }

  /** An answer may be lost on its way: what stands there is then what was sent. */
  private collide(theirs: Target, text: string): void {
    if (theirs.text === text) {
      this.adopt(theirs);
      return;
    }
    this.stand("conflict");
    this.listener.conflict(theirs);
  }

  private again(): void {
    const delays = this.timing.retry;
    const delay = delays[Math.min(this.attempts, delays.length - 1)] ?? 30000;
    this.attempts += 1;
    this.plan(delay);
  }

  private stand(standing: Standing, reason = ""): void {
    this.standing = standing;
    this.listener.standing(this.kept || TRUE_ANYWAY.has(standing) ? standing : "unkept", reason);
  }
}

/** Whether a save changed more than the text: what may be done, or what a row shows beside it. */
export function differs(one: Target, other: Target): boolean {
  const facts = ({ state, marks, counts }: Target) => JSON.stringify([state, marks, counts]);
  return facts(one) !== facts(other);
}
