// What others do, as it happens: a stream while the page is looked at, questions every few seconds where no
// stream is to be had.
import type { Api, Happened } from "./api.ts";

const ASK_EVERY = 3000;
const STREAM_AGAIN = 60000;

export class Live {
  private stream: EventSource | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly api: Pick<Api, "changes">,
    private readonly project: number,
    private since: number,
    private readonly happened: (change: Happened) => void,
  ) {}

  /** A tab that nobody looks at holds no place in the stream; it catches up when it is seen again. */
  start(): void {
    const follow = () => (document.hidden ? this.stop() : this.listen());
    document.addEventListener("visibilitychange", follow);
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", follow);
    follow();
  }

  private listen(): void {
    this.stop();
    this.stream = new EventSource(`/api/v1/projects/${this.project}/stream?since=${this.since}`);
    this.stream.addEventListener("change", (event: MessageEvent<string>) => {
      this.take(JSON.parse(event.data) as Happened);
    });
    this.stream.addEventListener("error", () => {
      if (this.stream?.readyState === EventSource.CLOSED) this.poll();
    });
  }

  private poll(): void {
    this.stop();
    const until = Date.now() + STREAM_AGAIN;
    this.timer = setInterval(() => {
      if (Date.now() > until) this.listen();
      else void this.ask();
    }, ASK_EVERY);
  }

  private async ask(): Promise<void> {
    const { changes } = await this.api.changes(this.project, this.since).catch(() => ({ changes: [] }));
    for (const change of changes) this.take(change);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.stream?.close();
    this.stream = undefined;
  }

  private take(change: Happened): void {
    if (change.number <= this.since) return;
    this.since = change.number;
    this.happened(change);
  }
}
