/** How a project brings a fix to its maintenance branches. */
export interface BackportRules {
  /** Its maintenance branches, newest first; null: those of CPython's release cycle. */
  readonly branches: readonly string[] | null;
  /** Do bots make backports, link them and copy labels (CPython's bedevere and miss-islington)? */
  readonly bots: boolean;
  /** The label on the main pull request that asks for one: `needs backport to 3.14`. */
  label(branch: string): string;
  /** The branch that a label asks for; null: it is no such label. */
  branchOf(label: string): string | null;
  /** Labels that every backport's pull request needs. */
  readonly pullLabels: readonly string[];
  /** Its title, from any that the original or the backport has: `[3.14] gh-210501: Check the length (GH-210502)`. */
  title(branch: string, title: string, pull: number): string;
  /** What a title says of the backport that it names; null: it is no backport's. */
  readTitle(title: string): BackportTitle | null;
  /** The words of a title, without its branch and its numbers. */
  plainTitle(title: string): string;
  /** The original, as the title ends with it: `(GH-210502)`. */
  pullMark(pull: number): string;
  /** The commit message. */
  message(branch: string, picked: PickedCommit): string;
  /** The commit and the branch that a head branch names (`backport-0123abc-3.14`); null: it names none. */
  readHead(name: string): { readonly sha: string; readonly branch: string } | null;
}

export interface BackportTitle {
  readonly branch: string;
  /** Number of the original pull request; null: the title lacks it, so no bot links it. */
  readonly pull: number | null;
}

/** What a backport's commit is made from. */
export interface PickedCommit {
  readonly sha: string;
  /** Of the squash commit on main; its subject ends in `(#N)`. */
  readonly message: string;
  /** `Name <e-mail>` of its author. */
  readonly author: string;
}
