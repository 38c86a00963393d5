import { GitError } from './errors.ts';
import type { Git } from './run.ts';

/** A commit as git keeps it. Dates are `<seconds> <zone>`. */
export interface RawCommit {
  readonly tree: string;
  readonly parent: string;
  readonly message: string;
  readonly author: RawIdentity;
  readonly committer: RawIdentity;
}

interface RawIdentity {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/**
 * Makes a commit of which everything goes through standard input. `git commit-tree` is told names and addresses by its
 * environment, which other programs of the same person can read.
 * @throws GitError where its message holds a NUL
 */
export async function writeRawCommit(
  git: Git,
  cwd: string,
  { tree, parent, message, author, committer }: RawCommit,
  signal?: AbortSignal,
): Promise<string> {
  if (message.includes('\0'))
    throw new GitError('failed', 'A commit message holds no NUL. Take it out, then try again.');
  const input = [
    ...[`tree ${tree}`, `parent ${parent}`],
    ...[`author ${identity(author)}`, `committer ${identity(committer)}`],
    ...['', `${message.trimEnd()}\n`],
  ].join('\n');
  const args = ['hash-object', '-t', 'commit', '-w', '--stdin'];
  return (await git.run({ cwd, args, input, signal })).out.trim();
}

const identity = ({ name, email, date }: RawIdentity) => `${plain(name)} <${plain(email)}> ${date}`;

/** As git writes names: without what would end them, and without what stands around them (`ident.c`, "crud"). */
const plain = (text: string) =>
  text.replace(/^[\0- .,:;<>"\\']+|[\0- .,:;<>"\\']+$/g, '').replace(/[<>\n]/g, '');
