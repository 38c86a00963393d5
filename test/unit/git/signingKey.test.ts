import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commitTree } from '../../../src/git/objects.ts';
import { Git, trySigning, type GitError, type Scratch, type Signing } from '../../../src/git/index.ts';
import { publicForTests } from '../github/publicText.ts';

const run = promisify(execFile);
const address = 'oregano@home.example';
const fingerprint = '0123456789ABCDEF0123456789ABCDEF01234567';
const other = 'FEDCBA9876543210FEDCBA9876543210FEDCBA98';

/** A key as gpg lists it with colons. */
const listed = (id: string, uid: string, is = 'u', may = 'scSC') =>
  [
    `sec:${is}:255:22:${id.slice(-16)}:1795361926:::u:::${may}:::+::ed25519:::0:`,
    `fpr:::::::::${id}:`,
    `uid:${is}::::1795361926::E219::${uid}::::::::::0:`,
    `ssb:${is}:255:22:1111111111111111:1795361926::::::s:::+::ed25519::`,
    'fpr:::::::::1111111111111111111111111111111111111111:',
  ].join('\n');

describe('the key of a signature', () => {
  let folder: string;
  let scratch: Scratch;
  const [home, ring] = [process.env['HOME'], process.env['GNUPGHOME']];
  const git = new Git();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghsa-key-'));
    process.env['HOME'] = folder;
    await git.run({ cwd: folder, args: ['init', '--quiet', '--bare', 'scratch.git'] });
    scratch = { path: join(folder, 'scratch.git'), borrows: false };
  });
  afterEach(async () => {
    process.env['HOME'] = home;
    if (ring === undefined) delete process.env['GNUPGHOME'];
    else process.env['GNUPGHOME'] = ring;
    await rm(folder, { recursive: true, force: true });
  });

  const signed = async (signing: Signing) => {
    const tree = (await git.run({ cwd: scratch.path, args: ['mktree'], input: '' })).out.trim();
    const who = {
      name: publicForTests('Octo Coordinator'),
      email: publicForTests('octo-coordinator'),
      date: '1795361926 +0000',
    };
    const bare = { tree, message: publicForTests('Spam parser'), author: who, committer: who };
    const args = ['commit-tree', '-m', 'main', tree];
    const env = Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap(kind => [
        [`GIT_${kind}_NAME`, 'Octo'],
        [`GIT_${kind}_EMAIL`, 'octo@localhost'],
      ]),
    );
    const parent = (await git.run({ cwd: scratch.path, args, env })).out.trim();
    const id = await commitTree(git, scratch, { ...bare, parent, signing });
    return (await git.run({ cwd: scratch.path, args: ['cat-file', 'commit', id] })).out;
  };

  /** A gpg that knows these keys, signs anything, and writes down what it was called with. */
  async function gpg(keys: string): Promise<void> {
    const program = join(folder, 'gpg');
    await writeFile(
      program,
      `#!/bin/sh
echo "$*" >>'${folder}/called'
case "$*" in *list-secret-keys*) cat <<'KEYS'
${keys}
KEYS
exit;; esac
cat >/dev/null; echo "[GNUPG:] SIG_CREATED " >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nc3BhbQ==\\n-----END PGP SIGNATURE-----\\n'
`,
    );
    await chmod(program, 0o755);
    await writeFile(join(folder, '.gitconfig'), `[gpg]\n\tprogram = ${program}\n`);
  }
  const called = async () => (await readFile(join(folder, 'called'), 'utf8').catch(() => '')).trim();

  it('is named by its fingerprint, whatever its owner calls it, and no address is in an argv', async () => {
    const keys = [
      listed(other, 'Somebody Else <x.oregano@home.example>'),
      listed(other.replace('F', 'A'), `Old <${address}>`, 'e'),
      listed(other.replace('F', 'B'), `Encrypts <${address}>`, 'u', 'eE'),
      listed(fingerprint, `Oregano \\x3a Spam <${address}>`),
    ].join('\n');
    await gpg(keys);
    for (const key of [address, `<${address}>`, address.toUpperCase(), `Oregano : Spam <${address}>`]) {
      for (const sign of [signed, (how: Signing) => trySigning(git, scratch, how)]) {
        await sign({ key, format: 'openpgp' });
        const said = await called();
        assert.match(said.split('\n').at(-1)!, new RegExp(fingerprint), key);
        assert.ok(!said.toLowerCase().includes('oregano'), said);
      }
    }
  });

  it('is taken as it is where it is an id already', async () => {
    await gpg('');
    for (const key of [fingerprint, `0x${fingerprint.slice(-16)}!`, fingerprint.replace(/(.{4})/g, '$1 ')]) {
      await signed({ key, format: 'openpgp' });
      assert.doesNotMatch(await called(), /list-secret-keys/);
    }
  });

  it('is no guess: what names none, or two, signs nothing, and says what to do', async () => {
    for (const keys of [
      '',
      listed(fingerprint, 'x <x@home.example>'),
      [fingerprint, other].map(id => listed(id, `x <${address}>`)).join('\n'),
    ]) {
      await gpg(keys);
      for (const sign of [signed, (how: Signing) => trySigning(git, scratch, how)])
        await assert.rejects(sign({ key: address, format: 'openpgp' }), (error: GitError) => {
          assert.equal(error.kind, 'signing');
          assert.match(error.message, keys === '' ? /listed no key/ : /user\.signingKey.*fingerprint/);
          assert.ok(!`${error.message} ${error.detail}`.includes(address));
          return true;
        });
      assert.doesNotMatch(await called(), /-bsau/);
    }
    await writeFile(join(folder, '.gitconfig'), '[gpg]\n\tprogram = /nowhere/gpg\n');
    await assert.rejects(signed({ key: address, format: 'openpgp' }), /listed no key/);
  });

  it('puts no address into a signature of real gpg', async function () {
    this.timeout(60_000);
    const ready = await run('gpg', ['--version']).then(
      () => true,
      () => false,
    );
    if (!ready) return this.skip();
    process.env['GNUPGHOME'] = await mkdtemp(join(tmpdir(), 'ghsa-ring-'));
    const ringFolder = process.env['GNUPGHOME'];
    try {
      const uid = `Oregano <${address}>`;
      await run('gpg', ['--batch', '--passphrase', '', '--quick-gen-key', uid, 'ed25519', 'sign', 'never']);
      for (const key of [address, uid, 'Oregano']) {
        const commit = await signed({ key, format: 'openpgp' });
        assert.match(commit, /gpgsig -----BEGIN PGP SIGNATURE/);
        const signature = /gpgsig ([^]+?)\n\n(?! )/.exec(commit)![1]!.replace(/^ /gm, '');
        await writeFile(join(folder, 'made.asc'), `${signature}\n`);
        const { stdout } = await run('gpg', ['--list-packets', '--verbose', join(folder, 'made.asc')]);
        assert.match(stdout, /issuer fpr/);
        assert.doesNotMatch(stdout, /subpkt 28|home\.example/);
      }
    } finally {
      await run('gpgconf', ['--kill', 'all']).catch(() => undefined);
      await rm(ringFolder, { recursive: true, force: true });
    }
  });
});
