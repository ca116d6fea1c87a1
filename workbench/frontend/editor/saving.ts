// Saving one segment: kept on this computer at once, sent after a pause, one request at a time, tried again
// until it is answered. What it says of itself is true at every moment.
import { Refusal, Unreachable, type Api, type Saved, type Target } from "./api.ts";
import type { Drafts } from "./drafts.ts";

export type Standing = "saved" | "unsaved" | "saving" | "retrying" | "signed-out" | "refused" | "conflict";

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

const USUAL: Timing = { pause: 800, retry: [1000, 2000, 4000, 8000, 15000, 30000] };

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
  private attempts = 0;
  private stopped = false;
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

  edit(text: string): void {
    this.text = text;
    if (!this.dirty) {
      this.drafts.forget(this.segment, this.version);
      if (this.standing === "unsaved") this.stand("saved");
    } else {
      this.drafts.keep(this.segment, this.version, this.stored, text);
      if (this.standing === "saved") this.stand("unsaved");
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
    return this.enqueue(() => this.attempt(act, (refusal) => this.decline(refusal)));
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
    if (this.standing === "retrying" || this.standing === "signed-out") void this.flush();
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
    await this.attempt(
      () => this.save("draft", leaving),
      (refusal) => this.stand("refused", refusal.message),
    );
  }

  private async save(action: "draft" | "confirm", leaving = false): Promise<Saved> {
    const { text, version, from } = this;
    const origin = from === null ? {} : ({ origin: "memory", ...from } as const);
    const saved = await this.api.save(this.segment, { text, version, action, ...origin }, leaving);
    if (this.from === from) this.from = null;
    return saved;
  }

  private async attempt(act: () => Promise<Saved>, refused: (refusal: Refusal) => void): Promise<Saved | null> {
    const { text, version } = this;
    this.stand("saving");
    try {
      const saved = await act();
      this.acknowledge(saved, version);
      return saved;
    } catch (error) {
      this.fail(error, text, refused);
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
    if (this.dirty) this.edit(this.text); // typed while it was under way
  }

  /** What was asked for may not be done; the text itself is another matter. */
  private decline(refusal: Refusal): never {
    this.stand(this.dirty ? "unsaved" : "saved");
    if (this.dirty && !this.held) this.plan(this.timing.pause);
    throw refusal;
  }

  private fail(error: unknown, text: string, refused: (refusal: Refusal) => void): void {
    if (error instanceof Unreachable || (error instanceof Refusal && error.passing)) {
      this.stand("retrying", error.message);
      this.again();
    } else if (error instanceof Refusal && error.signedOut) {
      this.stand("signed-out");
      this.again();
    } else if (error instanceof Refusal && error.current !== null) {
      this.collide(error.current, text);
    } else if (error instanceof Refusal) {
      refused(error);
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
    this.listener.standing(standing, reason);
  }
}

/** Whether a save changed more than the text: what may be done, or what a row shows beside it. */
export function differs(one: Target, other: Target): boolean {
  const facts = ({ state, marks, counts }: Target) => JSON.stringify([state, marks, counts]);
  return facts(one) !== facts(other);
}
