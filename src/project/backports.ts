/** How a project brings a fix to its maintenance branches. */
export interface BackportRules {
  /** Its maintenance branches, newest first; null: those of CPython's release cycle. */
  readonly branches: readonly string[] | null;
  /** The label on the main pull request that asks for one: `needs backport to 3.14`. */
  label(branch: string): string;
  /** The branch that a label asks for; null: it is no such label. */
  branchOf(label: string): string | null;
  /** Labels that every backport's pull request needs. */
  readonly pullLabels: readonly string[];
  /** Its title: `[3.14] gh-210501: Check the length (GH-210502)`. */
  title(branch: string, title: string, pull: number): string;
}
