// At the first keystroke the others are told that somebody writes here; while one goes on writing, again.
import type { Api, Writer } from "./api.ts";

const AGAIN = 60_000;

export class Claim {
  private last = -AGAIN;

  constructor(
    private readonly api: Pick<Api, "claim">,
    private readonly segment: number,
    private readonly told: (writer: Writer | null) => void,
  ) {}

  typed(now: number = performance.now()): void {
    if (now - this.last < AGAIN) return;
    this.last = now;
    // Without an answer nobody is told; what is typed is safe all the same.
    void this.api.claim(this.segment).then(this.told).catch(() => undefined);
  }
}
