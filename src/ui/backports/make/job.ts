import type { FileChange } from '../../../git/index.ts';
import type { BackportDraft } from '../../../jobs/backport/make/index.ts';
import type { Ended } from '../../../jobs/job.ts';
import type { RunHooks } from '../../port/behind.ts';
import type { BackportState, BackportView } from '../../port/protocol.ts';

/** The texts of a backport's page. */
export type BackportFieldId = keyof BackportView['fields'];

/**
 * What one backport is made of, for its page: a public one, or one into the private fork. Before it is confirmed it
 * holds a draft, and `state` is made from that.
 */
export interface BackportJob {
  readonly key: string;
  /** Number of what is backported: the public pull request into main, or the private one. */
  readonly source: { readonly fullName: string; readonly pull: number };
  /** What the page shows: of the draft, or of what was confirmed before. */
  readonly state: BackportState;
  /** Does it outlive its page: was it confirmed, and is that written down? */
  readonly isKept: boolean;
  /** Was it confirmed? Nothing changes any more. */
  readonly isConfirmed: boolean;
  /** The scratch repository and the files in it, for diffs; null: nothing to show any more. */
  readonly change: { readonly scratch: string; readonly files: readonly FileChange[] } | null;
  edit(field: BackportFieldId, value: string): void;
  setLabel(name: string, on: boolean): void;
  /** Tries to sign first: what the key needs is asked for on this side of the line. */
  setSigned(on: boolean, signal?: AbortSignal): Promise<void>;
  fix(finding: string, fix: string): void;
  keep(finding: string, reason: string): void;
  unkeep(finding: string): void;
  /** What was edited and holds whatever the change is taken from. */
  readonly edited: Partial<BackportDraft>;
  /** Could it end here, with nothing made that it must finish? */
  readonly mayDiscard: boolean;
  /** Its record and its scratch repository go; what was pushed to one's own fork stays there. */
  discard(): Promise<void>;
  /** Once, by the press of the one button. */
  confirm(): Promise<void>;
  run(hooks: RunHooks, show: (change: Partial<BackportState>) => void): Promise<Ended>;
}
