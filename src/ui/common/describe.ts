import { gitWords } from '../../embargo/gitWords.ts';

/**
 * For the log: kind, status or exit code, what git said without names, and place. Messages stay on the screen: our own may
 * name files, and V8's quote what could not be read, which may be a report.
 */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return `A thrown ${typeof error}`;
  const { kind, status, exitCode, detail } = error as Ours;
  if (kind !== undefined)
    return [error.name, kind, status ?? exitCode, gitWords(detail ?? '')]
      .filter(part => part != null && part !== '' && part !== -1)
      .join(' ');
  return [error.name, ...placesOf(error)].join('\n');
}

type Ours = Error & {
  readonly kind?: string;
  readonly status?: number | null;
  /** Of git; -1 where it had none. */
  readonly exitCode?: number;
  readonly detail?: string;
};

/** The lines of a stack behind the message, which may hold anything, lines like these too. */
function placesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  const behind = at < 0 ? '' : stack.slice(at + message.length);
  return behind.split('\n').filter(line => /^ +at /.test(line));
}
