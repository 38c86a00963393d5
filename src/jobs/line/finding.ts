import { fixesFor, type LeakFinding, type Overruled } from '../../embargo/index.ts';
import type { Finding } from '../../findings/index.ts';

/** Something that speaks against making a text public: where it stands, how to mend it, whether it may be kept. */
export interface LineFinding<Field extends string> {
  readonly id: string;
  readonly field: Field;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly range: readonly [number, number] | null;
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  /** May it be kept, with a reason? */
  readonly overrulable: boolean;
  /** The reason it was kept for; null while it is open. */
  readonly kept: string | null;
  /** Is it a leak (embargo) rather than a slip of form? */
  readonly leak: boolean;
}

/** A slip of form in a text. */
export function formFinding<Field extends string>(field: Field): (finding: Finding) => LineFinding<Field> {
  return ({ id, severity, message, range, fixes }) => ({
    id: `${field}:${id}`,
    field,
    severity,
    message,
    range: range ?? null,
    fixes,
    overrulable: false,
    kept: null,
    leak: false,
  });
}

/** A leak in `text`, with its place and its repairs in the text that the coordinator edits. */
export function leakFinding<Field extends string>(
  field: Field,
  leak: LeakFinding,
  text: string,
  own: string,
): LineFinding<Field> {
  const shown = own.slice(leak.start, leak.end) === text.slice(leak.start, leak.end);
  return {
    id: `${field}:${leak.id}`,
    field,
    severity: leak.severity === 'refused' ? 'error' : 'warning',
    message: leak.message,
    range: shown ? [leak.start, leak.end] : null,
    fixes: shown ? fixesFor(leak, own) : [],
    overrulable: true,
    kept: null,
    leak: true,
  };
}

/** A word at the start of a sentence. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The finding with the reason it was kept for, where it was. */
export function withReason<F extends LineFinding<string>>(finding: F, overruled: readonly Overruled[]): F {
  const reason = overruled.find(({ id }) => id === finding.id)?.reason;
  return reason === undefined || !finding.overrulable ? finding : { ...finding, kept: reason };
}

/** What blocks the button. */
export function toSettle<F extends LineFinding<string>>(findings: readonly F[]): F[] {
  return findings.filter(({ severity, kept }) => severity === 'error' && kept === null);
}

/** "1 file", "3 files" */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
