// Written by `python -m workbench.api.typescript` from the OpenAPI file; do not edit.

export type Action = "draft" | "confirm" | "approve" | "return" | "sign-off" | "reopen";

export type Adaptation = "numbers" | "codes" | "codes-lost";

export interface Advice {
  readonly concept: string;
  readonly preferred: readonly string[];
  readonly allowed: readonly string[];
  readonly first_mention: string;
  readonly deprecated: readonly string[];
  readonly banned: readonly string[];
  readonly not_here: readonly string[];
  readonly rationale: string;
  readonly notes: Readonly<Record<string, string>>;
}

export type Change = "same" | "removed" | "added";

export interface Changes {
  readonly changes: readonly Happened[];
  readonly last: number;
}

export interface CheckBody {
  readonly text: string;
}

export interface CheckedText {
  readonly findings: readonly Finding[];
  readonly occurrences: readonly TargetOccurrence[];
  readonly counts: Counts;
}

export interface Claimed {
  readonly writer: Writer | null;
}

export interface Code {
  readonly id: string;
  readonly kind: CodeKind;
  readonly original: string;
  readonly display: string;
  readonly can_delete: boolean;
  readonly can_reorder: boolean;
  readonly href: string;
}

export type CodeKind = "sc" | "ec" | "ph";

export interface Comment {
  readonly id: number;
  readonly text: string;
  readonly by: Person;
  readonly at: string;
  readonly on_source: boolean;
  readonly resolved: boolean;
  readonly resolved_by: Person | null;
  readonly resolved_at: string | null;
  readonly version: number;
}

export interface CommentBody {
  readonly text: string;
  readonly on_source?: boolean;
}

export interface Comments {
  readonly comments: readonly Comment[];
}

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export interface Cut {
  readonly version: number;
  readonly next_id: number | null;
  readonly next_version: number | null;
}

export interface Filled {
  readonly filled: number;
}

export interface Finding {
  readonly check: string;
  readonly kind: string;
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  readonly concept: string;
  readonly source: readonly [number, number] | null;
  readonly target: readonly [number, number] | null;
  readonly fixes: readonly Fix[];
  readonly waiver: Waiver | null;
}

export interface Fix {
  readonly span: readonly [number, number];
  readonly text: string;
  readonly label: string;
}

export interface Happened {
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly by: number | null;
  readonly document_id: number | null;
  readonly edition_id: number | null;
  readonly segment_id: number | null;
  readonly version: number | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface History {
  readonly versions: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly version: number;
  readonly text: string;
  readonly state: State;
  readonly marks: readonly Mark[];
  readonly action: string;
  readonly origin: Origin;
  readonly by: Person | null;
  readonly at: string;
  readonly note: string;
  readonly difference: readonly Stretch[];
  readonly review: Outcome | null;
}

export interface JoinBlocksBody {
  readonly next_id: number;
  readonly seen: number;
}

export interface JoinBody {
  readonly version: number;
  readonly next_id: number;
  readonly next_version: number;
  readonly edition_id?: number | null;
}

export interface Kept {
  readonly text: string;
  readonly base_version: number;
  readonly at: string;
}

export type Mark = "returned" | "outdated" | "needs-look" | "self-reviewed" | "accepted-with-edits" | "typographic" | "imported";

export interface Match {
  readonly unit: number;
  readonly kind: "context" | "exact" | "fuzzy";
  readonly score: number;
  readonly similarity: number;
  readonly text: string;
  readonly source: string;
  readonly difference: readonly Stretch[];
  readonly adapted: readonly Adaptation[];
  readonly state: UnitState;
  readonly origin: Origin;
  readonly memory: string;
  readonly author: string;
  readonly at: string | null;
  readonly place: UnitPlace | null;
  readonly check_term: boolean;
  readonly findings: readonly Finding[];
  readonly counts: Counts;
}

export interface Matches {
  readonly matches: readonly Match[];
}

export interface Meaning {
  readonly concept: string;
  readonly definition: string;
  readonly examples: readonly string[];
}

export interface MoveBody {
  readonly to: number;
  readonly seen: number;
}

export interface Neighbour {
  readonly segment_id: number;
  readonly version: number;
  readonly counts: Counts;
  readonly findings: readonly Finding[];
}

export interface Occurrence {
  readonly span: readonly [number, number];
  readonly concept: string;
  readonly subject: string;
  readonly definition: string;
  readonly contested: boolean;
  readonly why_contested: string;
  readonly term: string;
  readonly form: string;
  readonly reason: string;
  readonly evidence: "lexicon" | "ending" | "guess";
  readonly quoted: boolean;
  readonly nested: boolean;
  readonly ambiguous: boolean;
  readonly voice: Voice;
  readonly voice_told: boolean;
  readonly advice: Advice | null;
  readonly forms: Readonly<Record<string, readonly string[]>>;
  readonly meanings: readonly Meaning[];
}

export interface Ordered {
  readonly number: number;
}

export type Origin = "person" | "memory" | "aligned" | "imported";

export interface OtherEdition {
  readonly edition_id: number;
  readonly language: string;
  readonly policy: string;
  readonly target: Target;
}

export interface Others {
  readonly others: readonly OtherEdition[];
}

export interface Outcome {
  readonly outcome: string;
  readonly category: string;
  readonly weight: string;
  readonly reason: string;
}

export interface Person {
  readonly id: number;
  readonly name: string;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly error?: string;
  readonly field?: string | null;
  readonly seen?: number | null;
  readonly current?: Readonly<Record<string, unknown>> | null;
  readonly objections?: readonly string[] | null;
}

export interface Repeats {
  readonly segments: readonly number[];
}

export interface ResolveBody {
  readonly version: number;
  readonly resolved?: boolean;
}

export interface Restructured {
  readonly lineage_id: number;
  readonly first: number;
  readonly second: number;
}

export interface Returned {
  readonly category: string;
  readonly weight: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface ReviewBody {
  readonly action: "approve" | "return" | "sign-off" | "reopen";
  readonly version: number;
  readonly text?: string | null;
  readonly category?: string;
  readonly weight?: string;
  readonly reason?: string;
}

export interface SaveBody {
  readonly text: string;
  readonly version: number;
  readonly action?: "draft" | "confirm";
  readonly origin?: "person" | "memory";
  readonly score?: number | null;
  readonly typographic?: boolean;
  readonly match?: number | null;
}

export interface Saved {
  readonly edition_id: number;
  readonly segment_id: number;
  readonly changed: boolean;
  readonly target: Target;
  readonly findings: readonly Finding[];
  readonly occurrences: readonly TargetOccurrence[];
  readonly neighbours: readonly Neighbour[];
  readonly number: number | null;
}

export type Scope = "occurrence" | "document" | "speaker";

export interface Segment {
  readonly edition_id: number;
  readonly segment_id: number;
  readonly document_id: number;
  readonly block_id: number;
  readonly language: string;
  readonly source_language: string;
  readonly source: Source;
  readonly target: Target;
  readonly findings: readonly Finding[];
  readonly lapsed: readonly Waiver[];
  readonly occurrences: readonly Occurrence[];
  readonly target_occurrences: readonly TargetOccurrence[];
  readonly history: number;
  readonly comments: number;
  readonly open_comments: number;
  readonly kept: Kept | null;
  readonly returned: Returned | null;
  readonly writer: Writer | null;
  readonly actions: readonly Action[];
}

export interface Sense {
  readonly id: number;
  readonly span: readonly [number, number];
  readonly words: string;
  readonly concept: string;
  readonly voice: Voice | null;
  readonly scope: Scope;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly ended_at: string | null;
  readonly ended_why: string;
}

export interface SenseBody {
  readonly text_id: number;
  readonly span: readonly [number, number];
  readonly concept?: string;
  readonly voice?: Voice | null;
  readonly scope?: Scope;
  readonly reason?: string;
}

export interface SenseTold {
  readonly id: number;
  readonly concerned: number;
}

export interface Senses {
  readonly senses: readonly Sense[];
}

export interface Source {
  readonly text: string;
  readonly text_id: number;
  readonly codes: readonly Code[];
  readonly voice: Voice;
  readonly speaker: string;
  readonly after: string;
  readonly cut: Cut | null;
  readonly changed: readonly Stretch[];
}

export interface SplitBlockBody {
  readonly before: number;
  readonly seen: number;
}

export interface SplitBody {
  readonly offset: number;
  readonly version: number;
  readonly edition_id?: number | null;
}

export type State = "initial" | "translated" | "reviewed" | "final";

export interface Stretch {
  readonly kind: Change;
  readonly text: string;
}

export interface Target {
  readonly text: string;
  readonly state: State;
  readonly marks: readonly Mark[];
  readonly version: number;
  readonly counts: Counts;
  readonly origin: Origin;
  readonly score: number | null;
  readonly author: Person | null;
  readonly reviewer: Person | null;
  readonly updated_at: string | null;
  readonly checked_revision: number;
  readonly approved_text: string | null;
}

export interface TargetOccurrence {
  readonly span: readonly [number, number];
  readonly concept: string;
  readonly term: string;
  readonly form: string;
  readonly reason: string;
  readonly nested: boolean;
  readonly renders: readonly [number, number] | null;
}

export interface UnitPlace {
  readonly edition_id: number;
  readonly segment_id: number;
  readonly document_id: number;
  readonly title: string;
}

export type UnitState = "final" | "reviewed" | "translated" | "abandoned" | "returned";

export interface ValidationErrorModel {
  readonly type: string;
  readonly loc: readonly unknown[];
  readonly msg: string;
  readonly input: unknown;
  readonly url?: string | null;
  readonly ctx?: Readonly<Record<string, unknown>> | null;
}

export type Voice = "narration" | "question" | "answer" | "quotation";

export interface Waiver {
  readonly id: number;
  readonly scope: Scope;
  readonly reason: string;
  readonly by: Person;
  readonly at: string;
}

export interface WaiverBody {
  readonly version: number;
  readonly check: string;
  readonly kind: string;
  readonly concept?: string;
  readonly source?: readonly [number, number] | null;
  readonly target?: readonly [number, number] | null;
  readonly scope?: Scope;
  readonly reason: string;
}

export interface WaiverEnded {
  readonly id: number;
  readonly ended_at: string | null;
  readonly segments: number;
}

export interface Writer {
  readonly by: Person;
  readonly at: string;
}
