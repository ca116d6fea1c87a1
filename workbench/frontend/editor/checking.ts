// Checks as one types: after a pause, never in the way, and only the newest answer counts.
import type { Api, CheckedText } from "./api.ts";

const PAUSE = 250;

export class Checker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  constructor(
    private readonly api: Pick<Api, "check">,
    private readonly segment: number,
    private readonly current: () => string,
    private readonly found: (checked: CheckedText) => void,
    private readonly pause: number = PAUSE,
  ) {}

  later(): void {
    this.stop();
    this.timer = setTimeout(() => void this.now(), this.pause);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.running?.abort();
  }

  private async now(): Promise<void> {
    const text = this.current();
    this.running = new AbortController();
    try {
      const checked = await this.api.check(this.segment, text, this.running.signal);
      if (text === this.current()) this.found(checked);
    } catch {
      // No answer: the marks that still hold stay, and saving says that the server is not there.
    }
  }
}
