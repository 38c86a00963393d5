import type { PortField } from '../types.ts';

/** A finding of the port: where it stands, how to mend it, whether it may be kept with a reason. */
export interface PortIssue {
  readonly id: string;
  readonly field: PortField | 'files' | 'author';
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly range: readonly [number, number] | null;
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly overrulable: boolean;
  readonly kept: string | null;
  /** Is it a leak (embargo) rather than a slip of form? */
  readonly leak: boolean;
}

/** "1 file", "3 files" */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
