import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { preparePort, reviewPort } from '../../../src/jobs/port/index.ts';
import { git, gitBytes } from '../../../src/sandbox/gitdir.ts';
import { publicView, reviewState } from '../../../src/ui/port/state.ts';
import { assertTree, type Change } from './exact.ts';
import { becomeFix } from './fix.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';

const id = 'GHSA-7q4m-xv2c-93rp';
const fork = `python/cpython-${id.toLowerCase()}`;

/** Of `becomeFix`. */
const index = 'index';

/** So many files with so many lines each. */
function change(files: number, lines: number): Change {
  const text = (file: number) =>
    Array.from({ length: lines }, (_, line) => `plate ${file} = ${line} * 7  # no crumbs\n`).join('');
  return Object.fromEntries(
    Array.from({ length: files }, (_, file) => [`Lib/feast/plate${file}.py`, Buffer.from(text(file))]),
  );
}

/** GitHub sends no pull request of more than 300 files or 20,000 lines of diff (facts/ghsa-api.md 3.3). */
describe('a fix that is too large for GitHub to send', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const refused = {
    kind: 'too-large',
    message:
      'GitHub sends no change this large as a file. Press Port Private Fix to Public PR: git fetches it, however large it is.',
  };
  const sent = () => at.tools.github.pulls.patch(fork, 1);

  it('is sent below 300 files', async () => {
    await becomeFix(at, id, change(280, 2));
    assert.match(Buffer.from(await sent()).toString(), /plate279\.py/);
  });

  for (const [words, files, lines] of [
    ['of 301 files', 301, 3],
    ['of more than 20,000 lines', 4, 5_100],
  ] as const)
    it(`${words}, is ported by git, byte for byte`, async () => {
      const fix = change(files, lines);
      await becomeFix(at, id, fix);
      await assert.rejects(sent(), refused);
      const { prepared, draft } = await prepare(at, id);
      assert.equal(prepared.files.length, files);
      assert.equal(
        prepared.files.reduce((sum, { added }) => sum + (added ?? 0), 0),
        files * lines,
      );
      assert.deepEqual(reviewPort(prepared, draft).toSettle, []);
      await assertTree(at, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`, fix);
      assert.deepEqual(await readdir(at.root), [index], 'no scratch');
    });

  it('of 301 files, is taken as a patch file, too', async () => {
    await becomeFix(at, id, change(301, 70));
    const bytes = await gitBytes(at.sandbox.dir(fork), [
      ...['diff', '--binary', '--full-index'],
      'advisory-fix-1^..advisory-fix-1',
    ]);
    const repo = { owner: 'python', name: 'cpython' };
    const patch = { name: '/mail/fix.patch', bytes };
    const prepared = await preparePort(at.tools, { repo, ghsaId: id, patch, clone: at.clone });
    const head = await git(at.sandbox.dir(fork), ['rev-parse', 'advisory-fix-1^{tree}']);
    assert.equal(prepared.mergedTree, head);
  });

  it('is reviewed again after every key press without being read again', async () => {
    await becomeFix(at, id, change(301, 70));
    const { prepared, draft } = await prepare(at, id);
    const first = timed(() => reviewPort(prepared, draft));
    const typed = timed(() =>
      reviewPort(prepared, { ...draft, texts: { ...draft.texts, 'issue.title': 'Another title' } }),
    );
    assert.ok(first < 10_000, `${first.toFixed(0)} ms for the first`);
    assert.ok(typed < 3_000, `${typed.toFixed(0)} ms after a key press`);
    assert.equal(publicView(prepared, draft).files.length, 302);
    // What goes to the page on every key press: names and counts, not the change.
    const state = reviewState(prepared, draft, reviewPort(prepared, draft), false);
    assert.ok(JSON.stringify(state).length < 80_000, String(JSON.stringify(state).length));
  });
});

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
