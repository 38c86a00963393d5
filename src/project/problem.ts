/** What speaks against a text, by the rules of its project; an error blocks. */
export interface TextProblem {
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** UTF-16 offsets into the text. */
  readonly range?: readonly [start: number, end: number];
  /** The text as it would be after the repair. */
  readonly fix?: { readonly id: string; readonly title: string; readonly text: string };
}
