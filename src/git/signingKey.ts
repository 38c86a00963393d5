import { execFile } from 'node:child_process';
import { childEnvironment } from './environment.ts';
import { GitError } from './errors.ts';
import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';
import type { Signing } from './signing.ts';

/** An id or a fingerprint, as gpg takes it. */
const exact = /^(?:0x)?(?:[0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})!?$/i;

/**
 * The key to sign with, by no name or address: gpg writes the address of a key that it found by one into the signature,
 * which becomes public, whoever the author is.
 * @throws GitError `signing` when it is not clear which key is meant.
 */
export async function keyWithoutName(
  git: Git,
  scratch: Scratch,
  { key, format }: Signing,
  signal?: AbortSignal,
): Promise<string> {
  if (format !== 'openpgp') return key;
  const bare = key.replace(/\s/g, '');
  if (exact.test(bare)) return bare;
  const listed = await secretKeys(git, scratch, signal);
  if (signal?.aborted) throw new GitError('cancelled', 'Cancelled.');
  const [only, ...more] = keysOf(listed).filter(({ uids }) => isMeant(uids, key));
  if (only && more.length === 0) return only.fingerprint;
  throw new GitError(
    'signing',
    listed.trim() === ''
      ? 'gpg listed no key of yours, so it may write your address into the public signature. Try again, or go on without a signature.'
      : 'gpg would write the address of your key into the public signature. Go on without a signature; or, before you confirm anything, set user.signingKey to the fingerprint of the key and open this page anew.',
  );
}

/** All secret keys as gpg lists them, so that no address stands in its arguments; nothing where it cannot. */
async function secretKeys(git: Git, scratch: Scratch, signal?: AbortSignal): Promise<string> {
  // As git reads it where it signs.
  const { out } = await git.run({
    cwd: scratch.path,
    args: ['config', '-z', '--type=path', '--get-regexp', '^gpg\\.(openpgp\\.)?program$'],
    ok: [0, 1],
    signal,
  });
  const program = out.split('\0').at(-2)?.replace(/^.*\n/, '') || 'gpg';
  const args = ['--batch', '--no-tty', '--with-colons', '--fixed-list-mode', '--fingerprint'];
  const how = { env: childEnvironment({}), maxBuffer: 2 ** 24, ...(signal ? { signal } : {}) };
  return new Promise(done => {
    const child = execFile(program, [...args, '--list-secret-keys'], how, (error, stdout) =>
      done(error ? '' : stdout),
    );
    child.stdin?.on('error', () => undefined).end();
  });
}

interface SecretKey {
  readonly fingerprint: string;
  readonly uids: readonly string[];
}

/** The keys that can sign, out of `--with-colons` (GnuPG, doc/DETAILS). */
function keysOf(listed: string): SecretKey[] {
  const keys: { usable: boolean; fingerprint: string; uids: string[] }[] = [];
  for (const line of listed.split(/\r?\n/)) {
    const fields = line.split(':');
    const [kind, validity = ''] = fields;
    const gone = /^[eridn]$/.test(validity);
    const last = keys.at(-1);
    if (kind === 'sec') keys.push({ usable: !gone && /S/.test(fields[11] ?? ''), fingerprint: '', uids: [] });
    // The first is the key's own; those of its subkeys follow.
    else if (kind === 'fpr' && last) last.fingerprint ||= fields[9] ?? '';
    else if (kind === 'uid' && last && !gone) last.uids.push(unescaped(fields[9] ?? ''));
  }
  return keys.filter(({ usable, fingerprint }) => usable && exact.test(fingerprint));
}

const unescaped = (text: string) =>
  text.replace(/\\x([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** Is it this key: by its address, or by a part of its owner's name, as gpg looks for it? */
function isMeant(uids: readonly string[], key: string): boolean {
  const wanted = key.trim().toLowerCase();
  const address = /^<?([^\s<>]+@[^\s<>]+)>?$/.exec(wanted)?.[1];
  return uids
    .map(uid => uid.toLowerCase())
    .some(uid =>
      address === undefined
        ? wanted !== '' && uid.includes(wanted.replace(/^[=*]/, ''))
        : (/<([^<>]*)>\s*$/.exec(uid)?.[1] ?? uid) === address,
    );
}
