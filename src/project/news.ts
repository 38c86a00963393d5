import type { TextProblem } from './problem.ts';

/** How a project writes what its users read of a change: CPython's blurbs, pip's news fragments. */
export interface NewsEntry {
  /** What people there call one, inside of a sentence: `blurb`. */
  readonly noun: string;
  /** The section or type of ours: `Security`, `bugfix`. */
  readonly kind: string;
  /** "Section", "Type": what `kind` is. */
  readonly kindWord: string;
  /** Where the entries that wait are. */
  readonly folder: string;
  /** "76 columns": how it is written, in few words. */
  form(body: string): string;
  /** Is this the path of an entry, waiting for its release, that ours takes the place of? */
  isPath(path: string): boolean;
  path(entry: { readonly issue: number | string; readonly date: Date; readonly body: string }): string;
  /** The issue that an entry's name carries; null: none, or a placeholder. */
  issueOf(path: string): number | null;
  /** Is it an entry of our kind? */
  isOurs(path: string): boolean;
  /** The text as it will be written, with one line end. */
  finish(body: string): string;
  /** For issue and pull request. */
  plainWords(body: string): string;
  problems(body: string): readonly TextProblem[];
}
