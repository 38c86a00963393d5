/**
 * For the log: kind, status and place. Messages stay on the screen: our own may name files, and V8's quote what could not
 * be read, which may be a report.
 */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return `A thrown ${typeof error}`;
  const { kind, status, detail } = error as Error & { kind?: string; status?: number; detail?: string };
  if (kind !== undefined)
    return [error.name, kind, status, detail].filter(part => part != null && part !== '').join(' ');
  return [error.name, ...placesOf(error)].join('\n');
}

/** The lines of a stack behind the message, which may hold anything, lines like these too. */
function placesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  const behind = at < 0 ? '' : stack.slice(at + message.length);
  return behind.split('\n').filter(line => /^ +at /.test(line));
}
