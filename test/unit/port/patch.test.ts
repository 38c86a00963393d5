import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ConflictError,
  confirmPort,
  filesOf,
  newsText,
  preparePort,
  proposeDraft,
  reviewPort,
} from '../../../src/jobs/port/index.ts';
import { git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { samples } from './exact.ts';
import { desk, goOn, prepare, type Desk } from './harness.ts';

const upstream = 'python/cpython';
const own = 'octo-coordinator/cpython';
/** Its private branch started from an older public main, and renames, binary and Latin-1 files are in it. */
const id = 'GHSA-7q4m-xv2c-93rp';

describe('a patch file that somebody hands over', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const forkOf = (ghsaId: string) => at.sandbox.dir(`${upstream}-${ghsaId.toLowerCase()}`);

  async function ready(bytes: Uint8Array, clone: string | null = at.clone, ghsaId = id) {
    const prepared = await preparePort(at.tools, {
      repo: { owner: 'python', name: 'cpython' },
      ghsaId,
      patch: { name: '/mail/fix.patch', bytes },
      clone,
    });
    return { prepared, draft: proposeDraft(prepared, await newsText(at.tools.git, prepared), null) };
  }

  const full = async (ghsaId: string) => {
    const main = await git(at.sandbox.dir(upstream), ['rev-parse', 'main']);
    return gitBytes(forkOf(ghsaId), ['diff', '--binary', '--full-index', `${main}...advisory-fix-1`]);
  };

  it('becomes the same public tree as its pull request, without any clone too', async () => {
    for (const ghsaId of Object.keys(samples)) {
      const fromPull = (await prepare(at, ghsaId)).prepared;
      const series = await gitBytes(forkOf(ghsaId), [
        'format-patch',
        '--stdout',
        '--binary',
        '--full-index',
        'main..advisory-fix-1',
      ]);
      const plain = await ready(await full(ghsaId), at.clone, ghsaId);
      assert.equal(plain.prepared.mergedTree, fromPull.mergedTree, `${ghsaId}, one diff`);
      // A branch that merged main cannot be written as a series of patches.
      if (ghsaId !== 'GHSA-m2pg-3qcr-4vfw') {
        const { prepared } = await ready(series, null, ghsaId);
        assert.equal(prepared.mergedTree, fromPull.mergedTree, `${ghsaId}, a series`);
      }
    }
  });

  it('goes to a public pull request, with its author asked about', async () => {
    const { prepared, draft } = await ready(
      await gitBytes(forkOf(id), [
        'format-patch',
        '--stdout',
        '--binary',
        '--full-index',
        'main..advisory-fix-1',
      ]),
    );
    assert.equal(prepared.patchFile, 'fix.patch');
    assert.deepEqual(
      prepared.authors.map(choice => choice.id),
      ['private:oregano@home.example', 'me'],
    );
    assert.equal(draft.author, 'me');
    // Its subject names the advisory, so it is no title.
    assert.doesNotMatch(JSON.stringify(draft.texts), /GHSA|WIP/);
    assert.deepEqual(reviewPort(prepared, draft).toSettle, []);
    const record = await confirmPort(at.tools.store, prepared, draft, at.tools.now());
    const { ended, links } = await goOn(at, record);
    assert.equal(ended, 'done');
    const dir = at.sandbox.dir(own);
    for (const [path, content] of Object.entries(await samples[id]!(at))) {
      const there = await gitBytes(dir, ['show', `${links!.commit}:${path}`]).catch(() => null);
      assert.deepEqual(there, content, path);
    }
    assert.equal(
      await git(dir, ['rev-parse', `${links!.commit}^`]),
      await git(at.sandbox.dir(upstream), ['rev-parse', 'main']),
    );
    assert.deepEqual(await readdir(at.root), []);
  });

  it('is refused unless every version it starts from is here', async () => {
    const foreign = (await full(id))
      .toString('latin1')
      .replace(/^index [0-9a-f]{40}/m, `index ${'7'.repeat(40)}`);
    await assert.rejects(
      ready(Buffer.from(foreign, 'latin1')),
      /made from a version of Lib\/spam\/parser\.py that is not in this repository/,
    );
    const short = await gitBytes(forkOf(id), ['diff', '--binary', 'main...advisory-fix-1']);
    const { prepared } = await ready(short);
    assert.equal(
      prepared.mergedTree,
      (await prepare(at, id)).prepared.mergedTree,
      'abbreviated ids that are here',
    );
    const without = (await full(id)).toString('latin1').replace(/^index .*\n/gm, '');
    await assert.rejects(
      ready(Buffer.from(without, 'latin1')),
      /not in this repository|no patch that git can read/,
    );
  });

  it('that is none is refused in one sentence, and leaves nothing', async () => {
    for (const text of [
      '',
      'Dear team, the fix is attached.\n',
      '<img src=x>',
      '--- a/x\n+++ b/x\n@@ -1 +1 @@\n',
    ])
      await assert.rejects(ready(Buffer.from(text)), /no patch that git can read|not in this repository/);
    assert.deepEqual(await readdir(at.root), []);
    assert.deepEqual(at.sandbox.recorder.writes(), []);
  });

  it('cannot write outside of the repository', async () => {
    const evil =
      'diff --git a/../evil b/../evil\nnew file mode 100644\nindex 0000000..257cc56\n--- /dev/null\n+++ b/../evil\n@@ -0,0 +1 @@\n+foo\n';
    await assert.rejects(ready(Buffer.from(evil)), /^GitError: The patch cannot be applied: invalid path/);
  });

  it('that conflicts is resolved as a pull request is, and stays on its public main', async () => {
    const egg = 'GHSA-2c3f-4g5h-6j7m';
    const bytes = await full(egg);
    const error = await ready(bytes, at.clone, egg).catch((caught: unknown) => caught);
    assert.ok(error instanceof ConflictError, String(error));
    await writeFile(join(filesOf(error.folder), 'Lib/egg.py'), 'resolved\n');
    const main = await git(at.sandbox.dir(upstream), ['rev-parse', 'main']);
    await writeHistory(at.sandbox.dir(upstream), [
      { branch: 'main', from: 'refs/heads/main^0', message: 'Later', files: { 'Lib/later.py': 'later\n' } },
    ]);
    const { prepared } = await ready(bytes, at.clone, egg);
    assert.equal(prepared.publicMain, main);
    assert.deepEqual(prepared.files.map(({ path }) => path).sort(), ['Lib/egg.py', 'Lib/test/test_egg.py']);
  });
});
