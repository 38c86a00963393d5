import { diffPins } from './pins.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/** A commit with the lines that it brought, as bytes in Latin-1. */
export interface Brought {
  readonly commit: string;
  readonly subject: string;
  readonly lines: ReadonlySet<string>;
}

/** Where to look: what `to` has and `from` has not. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** The newest commits of a file are looked at, so many. */
const mostCommits = 300;

/**
 * The commits of a stretch that changed some paths, newest first, with what they added. A file that came new brought
 * nothing: its lines may have stood elsewhere. Reads as many file contents as there are commits, so not where
 * contents are lacking.
 */
export async function broughtBetween(
  git: Git,
  scratch: Scratch,
  { from, to }: Stretch,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Brought[]> {
  if (!scratch.borrows || paths.length === 0) return [];
  const bytes = await git.bytes(
    scratch.path,
    [
      ...['log', '--no-merges', '--no-show-signature', `--max-count=${mostCommits}`],
      ...['--format=%x00commit %H %s', '-p', '-U0', '--no-renames', ...diffPins, '--stdin'],
    ],
    // By standard input: which files a fix changes is nobody else's business. The names are no patterns.
    {
      input: `${to}\n^${from}\n--\n${paths.map(path => `:(literal,top)${path}\n`).join('')}`,
      signal,
      patient: true,
    },
  );
  return Buffer.from(bytes)
    .toString('latin1')
    .split(/(?:^|\n)\0commit /)
    .slice(1)
    .map(text => {
      const [head = '', ...rest] = text.split('\n');
      const at = head.indexOf(' ');
      return { commit: head.slice(0, at), subject: head.slice(at + 1), lines: addedLines(rest.join('\n')) };
    });
}

function addedLines(patch: string): Set<string> {
  const sections = patch.split(/(?:^|\n)diff --git /).filter(section => !/\nnew file mode /.test(section));
  return new Set(
    sections.flatMap(section =>
      section
        .split(/\n@@ [^\n]*/)
        .slice(1)
        .flatMap(hunk => hunk.split('\n').flatMap(line => (line.startsWith('+') ? [line.slice(1)] : []))),
    ),
  );
}

/** First lines of the messages of a stretch's commits. */
export async function subjectsBetween(
  git: Git,
  scratch: Scratch,
  { from, to }: Stretch,
  signal?: AbortSignal,
): Promise<string[]> {
  const args = ['log', '--no-show-signature', '--format=%s', `${from}..${to}`, '--'];
  const { out } = await git.run({ cwd: scratch.path, args, signal, patient: true });
  return out.split('\n');
}
