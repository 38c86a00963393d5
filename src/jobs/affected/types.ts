/** What the fix's files say of a branch. */
export interface BranchEvidence {
  readonly branch: string;
  readonly verdict: 'affected' | 'not-affected' | 'unsure';
  /** "the fix applies", "Lib/spam/parser.py is not in 3.11" */
  readonly evidence: string;
  /** Does the public repository have the branch? */
  readonly there: boolean;
}

/** A file that the fix changes, as a branch has it. */
export interface TouchedFile {
  readonly path: string;
  /** Where the branch has it: the same path, or another that git found; null: nowhere. */
  readonly at: string | null;
  /** Lines that the fix changes or takes away (where it only adds: the ones around it), and how many are there. */
  readonly lines: number;
  readonly found: number;
}

/** What a look at one branch found. */
export interface BranchFacts {
  readonly branch: string;
  /** The code that the fix changes; its tests and its documentation tell nothing. */
  readonly files: readonly TouchedFile[];
  /** `code`: the code itself conflicts; `rest`: only tests or documentation do. */
  readonly conflicts: 'none' | 'rest' | 'code';
  /** Would the fix change the code there at all? */
  readonly changes: boolean;
  /** Another file that has code of one that is missing, where it was looked for. */
  readonly elsewhere: string | null;
  /** Does the fix take nothing away? Then the lines around it were counted. */
  readonly onlyAdds: boolean;
  /** The commit of main that brought what is not there, where the code conflicts; null: not known. */
  readonly cameWith: CameWith | null;
}

export interface CameWith {
  /** `gh-210421` */
  readonly commit: string;
  /** Does the branch have it, as a backport? */
  readonly there: boolean;
}
