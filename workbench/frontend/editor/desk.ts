// What every part of the editor shares: the edition, its people's permissions, the server, the rows.
import type { Api } from "./api.ts";
import type { Drafts } from "./drafts.ts";
import type { Panel } from "./panel.ts";
import type { Rows } from "./rows.ts";
import type { Standing } from "./saving.ts";

export interface Desk {
  readonly api: Api;
  readonly drafts: Drafts;
  readonly rows: Rows;
  readonly panel: Panel;
  readonly person: number;
  readonly language: string;
  readonly sourceLanguage: string;
  readonly direction: string;
  readonly sourceDirection: string;
  readonly permissions: ReadonlySet<string>;
  readonly signIn: string;
  readonly proposals: string; // the address of the form; empty where there is none
  readonly tell: (standing: Standing, reason: string) => void;
  readonly announce: (words: string) => void;
}
