// The typed client of /api/v1. It alone knows that the server counts code points: what it gives and takes
// has spans in UTF-16 units, as strings and the field have them.
import type * as shapes from "./api-types.ts";
import { Offsets, wellFormed, type Span } from "./offsets.ts";

export type { Span } from "./offsets.ts";
export type * from "./api-types.ts";

/** A term of the source; `mark` is the number by which the row's markup names it. */
export type SourceTerm = shapes.Occurrence & { readonly mark: number };
export type View = Omit<shapes.Segment, "occurrences"> & { readonly occurrences: readonly SourceTerm[] };

const SOMEBODY_ELSE = "SomebodyElse";

/** The server refuses, and says why. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Partial<shapes.Problem>,
  ) {
    super(problem.detail ?? `${status}`);
  }

  get signedOut(): boolean {
    return this.status === 401;
  }

  /** This browser has the session of another person now. */
  get somebodyElse(): boolean {
    return this.problem.error === SOMEBODY_ELSE;
  }

  /** Worth another try without anybody doing anything. */
  get passing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }

  /** What stands where somebody else saved first. */
  get current(): shapes.Target | null {
    return this.problem.error === "StaleVersion" ? ((this.problem.current ?? null) as shapes.Target | null) : null;
  }
}

/** No answer came. */
export class Unreachable extends Error {}

export class Api {
  private readonly sources = new Map<number, Offsets>();

  constructor(
    private readonly edition: number,
    private readonly person: string,
  ) {}

  async segment(id: number): Promise<View> {
    const view = (await this.ask("GET", this.path(id))) as shapes.Segment;
    const source = new Offsets(view.source.text);
    this.sources.set(id, source);
    return viewIn(view, source);
  }

  async save(id: number, body: shapes.SaveBody, leaving = false): Promise<shapes.Saved> {
    const sent = { ...body, text: wellFormed(body.text) };
    return this.saved(id, await this.ask("PUT", this.path(id), sent, { keepalive: leaving }));
  }

  async review(id: number, body: shapes.ReviewBody): Promise<shapes.Saved> {
    return this.saved(id, await this.ask("POST", `${this.path(id)}/review`, body));
  }

  async check(id: number, text: string, signal: AbortSignal): Promise<shapes.CheckedText> {
    const sent = { text: wellFormed(text) };
    const checked = (await this.ask("POST", `${this.path(id)}/check`, sent, { signal })) as shapes.CheckedText;
    return { ...checked, findings: findingsIn(checked.findings, this.source(id), new Offsets(sent.text)) };
  }

  /** Tells the others that one writes here; answers who was here before. */
  async claim(id: number): Promise<shapes.Writer | null> {
    return ((await this.ask("POST", `${this.path(id)}/claim`)) as shapes.Claimed).writer;
  }

  async history(id: number): Promise<readonly shapes.HistoryEntry[]> {
    return ((await this.ask("GET", `${this.path(id)}/history`)) as shapes.History).versions;
  }

  async comments(id: number): Promise<readonly shapes.Comment[]> {
    return ((await this.ask("GET", `${this.path(id)}/comments`)) as shapes.Comments).comments;
  }

  async comment(id: number, body: shapes.CommentBody): Promise<void> {
    await this.ask("POST", `${this.path(id)}/comments`, body);
  }

  async resolve(comment: shapes.Comment, resolved: boolean): Promise<void> {
    const path = `/api/v1/editions/${this.edition}/comments/${comment.id}/resolve`;
    await this.ask("POST", path, { version: comment.version, resolved });
  }

  /** `text` is the stored one, in which the finding's spans are counted. */
  async waive(id: number, body: shapes.WaiverBody, text: string): Promise<shapes.Saved> {
    const points = {
      source: body.source ? this.source(id).toPoints(body.source) : null,
      target: body.target ? new Offsets(text).toPoints(body.target) : null,
    };
    return this.saved(id, await this.ask("POST", `${this.path(id)}/waivers`, { ...body, ...points }));
  }

  async endWaiver(id: number): Promise<void> {
    await this.ask("DELETE", `/api/v1/editions/${this.edition}/waivers/${id}`);
  }

  /** What was said of the words of a source and still holds. */
  async senses(id: number): Promise<readonly shapes.Sense[]> {
    const { senses } = (await this.ask("GET", `/api/v1/segments/${id}/senses`)) as shapes.Senses;
    return senses.filter((sense) => sense.ended_at === null).map((sense) => ({ ...sense, span: this.source(id).toUnits(sense.span) }));
  }

  async setSense(id: number, body: shapes.SenseBody): Promise<void> {
    await this.ask("POST", `/api/v1/segments/${id}/senses`, { ...body, span: this.source(id).toPoints(body.span) });
  }

  async dropSense(id: number, sense: number): Promise<void> {
    await this.ask("DELETE", `/api/v1/segments/${id}/senses/${sense}`);
  }

  /** Splits a source before a place in it. */
  async split(id: number, at: number, version: number): Promise<shapes.Restructured> {
    const [offset] = this.source(id).toPoints([at, at]);
    const body: shapes.SplitBody = { offset, version, edition_id: this.edition };
    return (await this.ask("POST", `/api/v1/segments/${id}/split`, body)) as shapes.Restructured;
  }

  async join(id: number, body: shapes.JoinBody): Promise<shapes.Restructured> {
    return (await this.ask("POST", `/api/v1/segments/${id}/join`, { ...body, edition_id: this.edition })) as shapes.Restructured;
  }

  async undoCut(id: number, lineage: number): Promise<void> {
    await this.ask("POST", `/api/v1/segments/${id}/cuts/${lineage}/undo`);
  }

  /** What the memories have; the spans of findings are counted in the text of each match. */
  async matches(id: number): Promise<readonly shapes.Match[]> {
    const { matches } = (await this.ask("GET", `${this.path(id)}/matches`)) as shapes.Matches;
    return matches.map((match) => ({ ...match, findings: findingsIn(match.findings, this.source(id), new Offsets(match.text)) }));
  }

  /** How many empty segments say the same as this one. */
  async repeats(id: number): Promise<number> {
    return ((await this.ask("GET", `${this.path(id)}/repeats`)) as shapes.Repeats).segments.length;
  }

  async fillRepeats(id: number): Promise<number> {
    return ((await this.ask("POST", `${this.path(id)}/repeats`, {})) as shapes.Filled).filled;
  }

  async others(id: number): Promise<readonly shapes.OtherEdition[]> {
    return ((await this.ask("GET", `${this.path(id)}/others`)) as shapes.Others).others;
  }

  async forgetKept(id: number): Promise<void> {
    await this.ask("DELETE", `${this.path(id)}/draft`);
  }

  async changes(project: number, since: number): Promise<shapes.Changes> {
    return (await this.ask("GET", `/api/v1/projects/${project}/changes?since=${since}`)) as shapes.Changes;
  }

  /** The next segment that wants a translation. */
  async next(address: string): Promise<number | null> {
    return ((await this.ask("GET", address)) as { segment_id: number | null }).segment_id;
  }

  private saved(id: number, answered: unknown): shapes.Saved {
    const saved = answered as shapes.Saved;
    return { ...saved, findings: findingsIn(saved.findings, this.source(id), new Offsets(saved.target.text)) };
  }

  private source(id: number): Offsets {
    return this.sources.get(id) ?? new Offsets("");
  }

  private path(segment: number): string {
    return `/api/v1/editions/${this.edition}/segments/${segment}`;
  }

  private async ask(method: string, path: string, body?: unknown, more: RequestInit = {}): Promise<unknown> {
    const response = await send(method, path, body, more);
    if (response.status === 400 && method !== "GET" && (await refreshToken(this.person))) {
      return answer(await send(method, path, body, more));
    }
    return answer(response);
  }
}

/** A fragment of a page: rows as the server writes them. */
export async function html(address: string): Promise<string> {
  const response = await reach(address, { headers: { Accept: "text/html" } });
  if (response.redirected) throw new Refusal(401, {});
  if (!response.ok) throw new Refusal(response.status, {});
  return response.text();
}

async function send(method: string, path: string, body: unknown, more: RequestInit): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = token().content;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return reach(path, { ...more, ...sent, method, headers });
}

async function reach(address: string, asked: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { credentials: "same-origin", ...asked });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Unreachable(String(error));
  }
}

async function answer(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  const read: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, read as Partial<shapes.Problem>);
  return read;
}

function token(): HTMLMetaElement {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]');
  if (meta === null) throw new Error("The page has no token");
  return meta;
}

/** Who signed in again in another tab has a new token; this page takes it over, but never that of another person. */
async function refreshToken(person: string): Promise<boolean> {
  const page = new DOMParser().parseFromString(await html(location.href).catch(unseen), "text/html");
  const now = page.querySelector<HTMLElement>("#editor")?.dataset["person"];
  if (now !== person) throw new Refusal(401, { error: SOMEBODY_ELSE });
  const fresh = page.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const changed = fresh !== "" && fresh !== token().content;
  if (changed) token().content = fresh;
  return changed;
}

/** Who may not see the page is not the person who opened it. */
function unseen(error: unknown): string {
  if (error instanceof Refusal && (error.status === 403 || error.status === 404)) return "";
  throw error;
}

function viewIn(view: shapes.Segment, source: Offsets): View {
  return {
    ...view,
    findings: findingsIn(view.findings, source, new Offsets(view.target.text)),
    occurrences: view.occurrences.map((one) => ({ ...one, mark: one.span[0], span: source.toUnits(one.span) })),
  };
}

function findingsIn(
  findings: readonly shapes.Finding[],
  source: Offsets,
  target: Offsets,
): readonly shapes.Finding[] {
  const place = (offsets: Offsets, span: Span | null) => (span === null ? null : offsets.toUnits(span));
  return findings.map((finding) => ({
    ...finding,
    source: place(source, finding.source),
    target: place(target, finding.target),
    fixes: finding.fixes.map((fix) => ({ ...fix, span: target.toUnits(fix.span) })),
  }));
}
