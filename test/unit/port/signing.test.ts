import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signingOf, trySigning } from '../../../src/git/index.ts';
import { amend, amendmentsFor, readRecord } from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { desk, goOn, prepare, publish, type Desk } from './harness.ts';

const id = 'GHSA-hj5m-pq6r-vw7x';

/** A gpg that does what `body` says. git wants SIG_CREATED on the status descriptor and a signature on stdout. */
const signs = `cat >/dev/null; echo "[GNUPG:] SIG_CREATED " >&2; printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nc3BhbQ==\\n-----END PGP SIGNATURE-----\\n'`;

describe('a git that signs commits', () => {
  let at: Desk;
  let home: string;
  const before = process.env['HOME'];
  beforeEach(async () => (at = await desk()));
  afterEach(async () => {
    process.env['HOME'] = before;
    await at.close();
  });

  async function gpg(body: string): Promise<void> {
    home = join(at.root, 'home');
    await mkdir(home, { recursive: true });
    await writeFile(join(home, 'gpg'), `#!/bin/sh\n${body}\n`);
    await chmod(join(home, 'gpg'), 0o755);
    await writeFile(
      join(home, '.gitconfig'),
      `[commit]\n\tgpgSign = true\n[user]\n\tsigningKey = ABCDEF0123456789\n[gpg]\n\tprogram = ${join(home, 'gpg')}\n`,
    );
    process.env['HOME'] = home;
  }

  const header = async (commit: string) =>
    (await git(at.sandbox.dir('octo-coordinator/cpython'), ['cat-file', 'commit', commit])).split('\n\n')[0]!;

  it('is asked: nothing is signed before somebody says so', async () => {
    await gpg(signs);
    const { prepared, draft } = await prepare(at, id);
    assert.deepEqual(prepared.signing, { key: 'ABCDEF0123456789', format: 'openpgp' });
    assert.equal(draft.sign, false);
    const { links } = await publish(at, prepared, draft);
    assert.doesNotMatch(await header(links!.commit), /gpgsig/);
  });

  it('signs what was confirmed, and says so', async () => {
    await gpg(signs);
    const { prepared, draft } = await prepare(at, id);
    await trySigning(at.tools.git, { path: prepared.scratch, borrows: true }, prepared.signing!);
    const { links, events } = await publish(at, prepared, { ...draft, sign: true });
    assert.match(await header(links!.commit), /gpgsig -----BEGIN PGP SIGNATURE/);
    const told = events.filter(event => event.id === 'commit');
    assert.deepEqual(told[0], { id: 'commit', state: 'busy', text: 'Waiting for your signing program…' });
    assert.match(told[1]?.state === 'done' ? told[1].text : '', /made and signed$/);
  });

  it('that refuses is known before the line, and behind it the port goes on without', async () => {
    await gpg('echo "gpg: signing failed: No secret key" >&2; exit 2');
    const { prepared, draft } = await prepare(at, id);
    await assert.rejects(
      trySigning(at.tools.git, { path: prepared.scratch, borrows: true }, prepared.signing!),
      /could not sign the commit/,
    );
    const first = await publish(at, prepared, { ...draft, sign: true });
    const failure = first.events.at(-1)!;
    assert.ok(failure.state === 'failed' && failure.id === 'commit');
    const record = readRecord(await at.tools.store.load(prepared.key))!;
    assert.deepEqual(amendmentsFor(record, failure.error), ['unsigned']);
    const second = await goOn(at, await amend(at.tools.store, record, 'unsigned'));
    assert.equal(second.ended, 'done');
    assert.doesNotMatch(await header(second.links!.commit), /gpgsig/);
  });

  it('that never answers is no silent wait', async () => {
    await gpg('exec sleep 600');
    const { prepared } = await prepare(at, id);
    await assert.rejects(
      trySigning(at.tools.git, { path: prepared.scratch, borrows: true }, prepared.signing!, {
        patience: 300,
      }),
      /did not answer/,
    );
  });

  it("is read from the clone's own configuration too", async () => {
    await git(at.clone, ['config', 'commit.gpgSign', 'yes']);
    await git(at.clone, ['config', 'user.signingKey', '/keys/octo.pub']);
    await git(at.clone, ['config', 'gpg.format', 'ssh']);
    assert.deepEqual(await signingOf(at.tools.git, at.clone), { key: '/keys/octo.pub', format: 'ssh' });
    await git(at.clone, ['config', 'commit.gpgSign', 'false']);
    assert.equal(await signingOf(at.tools.git, at.clone), null);
  });
});
