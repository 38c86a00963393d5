import { GitError } from './errors.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';
import { keyWithoutName } from './signingKey.ts';

/** How the user's git signs commits. */
export interface Signing {
  /** `user.signingKey`, or their address, by which a key is found (`signingKey.ts`). */
  readonly key: string;
  /** `gpg.format`: openpgp, ssh, x509. */
  readonly format: string;
}

/**
 * Does the user's git sign commits (`commit.gpgSign`)? Read where they work, because a clone may have its own key.
 * Our pin of the same name comes from the command line and is not counted. Null: it does not.
 */
export async function signingOf(git: Git, cwd: string, signal?: AbortSignal): Promise<Signing | null> {
  const { out } = await git.run({
    cwd,
    args: [
      'config',
      '--show-scope',
      '-z',
      '--get-regexp',
      '^(commit\\.gpgsign|user\\.(signingkey|email)|gpg\\.format)$',
    ],
    ok: [0, 1],
    signal,
  });
  // `<scope>\0<key>\n<value>\0`, the strongest last.
  const parts = out.split('\0');
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    if (parts[at] === 'command') continue;
    const [key = '', value = 'true'] = parts[at + 1]!.split(/\n(.*)/s);
    values.set(key.toLowerCase(), value);
  }
  if (!/^(true|yes|on|1)$/i.test(values.get('commit.gpgsign') ?? 'no')) return null;
  const key = values.get('user.signingkey') ?? values.get('user.email');
  return key === undefined ? null : { key, format: values.get('gpg.format') ?? 'openpgp' };
}

/** How long a signing program may take: it may wait for a key to be touched (milliseconds). */
const longest = 120_000;

/**
 * Runs something that signs, never longer than `patience`.
 * @throws GitError `signing` when the program does not end.
 */
export async function patiently<T>(
  work: (limit: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
  patience = longest,
): Promise<T> {
  const limit = AbortSignal.timeout(patience);
  try {
    return await work(signal ? AbortSignal.any([signal, limit]) : limit);
  } catch (error) {
    if (!limit.aborted || signal?.aborted) throw error;
    throw new GitError(
      'signing',
      'Your signing program did not answer. Unlock your key, then try again; or go on without a signature.',
    );
  }
}

/**
 * Signs something of no meaning in scratch, so that what a signature needs (a passphrase, a touch) is asked for before
 * the line. Nothing names it, and nothing pushes it.
 * @throws GitError `signing`
 */
export async function trySigning(
  git: Git,
  scratch: Scratch,
  signing: Signing,
  { signal, patience }: { readonly signal?: AbortSignal; readonly patience?: number } = {},
): Promise<void> {
  const nobody = { NAME: 'nobody', EMAIL: 'nobody@localhost' };
  const tree = await git.run({ cwd: scratch.path, args: ['mktree'], input: '' });
  await patiently(
    async limit =>
      git.run({
        cwd: scratch.path,
        args: [
          'commit-tree',
          `-S${await keyWithoutName(git, scratch, signing, limit)}`,
          ...['-m', 'signing check', tree.out.trim()],
        ],
        config: [`gpg.format=${signing.format}`],
        env: {
          GIT_AUTHOR_NAME: nobody.NAME,
          GIT_AUTHOR_EMAIL: nobody.EMAIL,
          GIT_COMMITTER_NAME: nobody.NAME,
          GIT_COMMITTER_EMAIL: nobody.EMAIL,
        },
        signal: limit,
      }),
    signal,
    patience,
  );
}
