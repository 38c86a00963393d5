/** What a check says about one text: an error blocks, a warning is read, each may offer repairs. */
export interface Finding {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** UTF-16 offsets into the text. */
  readonly range?: readonly [start: number, end: number];
  /** The text as it would be after the repair. */
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly text: string }[];
}

/** An error without a repair. */
export function error(id: string, message: string, range?: readonly [number, number]): Finding {
  return { id, severity: 'error', message, fixes: [], ...(range ? { range } : {}) };
}
