import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { preparePrivateBackport } from '../../../../src/jobs/backport/make/index.ts';
import { ConflictError } from '../../../../src/jobs/port/index.ts';
import { PrivateBackport } from '../../../../src/ui/backports/make/privateJob.ts';
import { ConflictModel } from '../../../../src/ui/port/conflict.ts';
import { prepareBackport } from '../../../../src/jobs/backport/make/index.ts';
import { id, merged, onBranch, request } from '../../port/backportDesk.ts';
import { desk, type Desk } from '../../port/harness.ts';
import { afresh, modelOf } from './makeDesk.ts';

const repo = { owner: 'python', name: 'cpython' };

describe('the page of a backport that stays private', function () {
  this.timeout(60_000);
  let at: Desk;
  before(async () => (at = await desk()));
  beforeEach(() => afresh(at));
  after(() => at.close());

  it('pushes to the private fork alone, and says that nothing becomes public', async () => {
    const asked = { repo, ghsaId: id, branch: '3.12', clone: at.clone };
    const prepared = await preparePrivateBackport(at.tools, asked);
    const model = modelOf(at, new PrivateBackport(at.tools, prepared, true));
    const { state } = model;
    assert.equal(state.into, 'private');
    assert.match(state.summary, /^Into the private fork\. Nothing becomes public\./);
    assert.equal(state.targets.commit, prepared.fork.fullName);
    assert.deepEqual(state.labels.pull, []);
    assert.equal(model.job.isKept, false);
    model.edit('pull.title', '[3.12] The same fix');
    model.edit('commit.branch', 'mine');
    assert.equal(model.state.view.fields['commit.branch'], prepared.head);
    const before = at.sandbox.recorder.writes().length;
    await model.send(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'done', JSON.stringify(model.state.steps));
    assert.match(
      model.state.summary,
      /^Done\. Private pull request #\d+ into 3\.12\. Nothing became public\.$/,
    );
    const sent = at.sandbox.recorder.writes().slice(before);
    assert.ok(sent.length > 0);
    for (const { path } of sent) assert.ok(path.includes(prepared.fork.fullName), path);
    const pulls = await at.tools.github.pulls.list(prepared.fork.fullName, { state: 'open' });
    assert.equal(pulls.find(({ base }) => base === '3.12')?.title, '[3.12] The same fix');
    assert.deepEqual(await readdir(at.root), []);
  });

  it('names the sides of its conflicts, the branch and the fix, and no one-sided "public main"', async () => {
    const main = await merged(at);
    await onBranch(at, '3.12', { 'Lib/bread.py': 'crumb\nbaked otherwise\ncrust\n' });
    const error: unknown = await prepareBackport(at.tools, request(at, main)).catch(
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof ConflictError, String(error));
    const advisory = await at.tools.github.advisories.get(repo, id);
    const model = new ConflictModel({ key: 'backport-1', tools: at.tools, advisory, sandbox: true }, error);
    const { words, files, summary } = model.state;
    assert.deepEqual(words, {
      heading: 'Backport to 3.12',
      from: 'pull request',
      pull: `gh-${main.number}`,
      public: '3.12',
      private: 'the fix on main',
      zone: 'Waits for you',
      goOn: 'Continue',
    });
    assert.deepEqual(
      files.map(file => [file.path, file.words]),
      [['Lib/bread.py', 'Both changed the same lines.']],
    );
    assert.equal(summary, '1 file conflicts. Resolve it in the merge editor, then continue.');
  });
});
