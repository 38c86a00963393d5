import type { Git } from './run.ts';

/** How the user's git signs commits. */
export interface Signing {
  /** `user.signingKey`, or their address, by which gpg finds a key. */
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
