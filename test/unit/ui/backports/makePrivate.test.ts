import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { preparePrivateBackport, type BackportFrom } from '../../../../src/jobs/backport/make/index.ts';
import { ConflictError, place } from '../../../../src/jobs/port/index.ts';
import { backportOf, mayBackport } from '../../../../src/ui/backports/make/about.ts';
import { branchOf } from '../../../../src/ui/backports/make/branchOf.ts';
import { fromOf } from '../../../../src/ui/backports/make/from.ts';
import { PrivateBackport } from '../../../../src/ui/backports/make/privateJob.ts';
import { PublicBackport } from '../../../../src/ui/backports/make/publicJob.ts';
import { ConflictModel } from '../../../../src/ui/port/conflict.ts';
import { prepareBackport } from '../../../../src/jobs/backport/make/index.ts';
import { afresh, id, merged, onBranch, request } from '../../port/backportDesk.ts';
import { desk, type Desk } from '../../port/harness.ts';
import { modelOf } from './makeDesk.ts';

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

  it('is offered by name later, and taken in place of main only when it is chosen', async () => {
    const asked = { repo, ghsaId: id, branch: '3.12', clone: at.clone };
    const before = await preparePrivateBackport(at.tools, asked);
    const first = modelOf(at, new PrivateBackport(at.tools, before, true));
    await first.send(first.state.view);
    await first.settled();
    const main = await merged(at);
    const shown = async (from?: BackportFrom) => {
      const prepared = await prepareBackport(at.tools, request(at, main, from ? { from } : {}));
      const parts = { tools: at.tools, sandbox: true, keep: async () => undefined };
      return PublicBackport.review(parts, prepared, {});
    };
    const job = await shown();
    const { from } = job.state;
    const [onMain, other] = from!.choices;
    assert.deepEqual(onMain, { id: 'main', label: `main gh-${main.number}` });
    assert.match(other!.label, /^private PR #\d+ by octo-coordinator, 0 approvals$/);
    assert.equal(from!.chosen, 'main');
    assert.equal(job.state.notes.pull, null);
    const chosen = fromOf(other!.id, from);
    assert.ok(chosen !== null && chosen !== 'main');
    assert.equal(fromOf('private-999', from), null, 'what is not offered is not taken');
    assert.equal(fromOf('main', null), null);
    // What was edited goes along.
    job.edit('pull.body', 'Edited.');
    job.setLabel('release-blocker', false);
    assert.deepEqual(Object.keys(job.edited).sort(), ['pullLabels', 'sign', 'texts']);
    const again = await shown(chosen);
    assert.equal(again.state.from!.chosen, other!.id);
    assert.match(
      again.state.notes.pull!,
      /^The change is the private backport #\d+ by .+, not the commit on main\.$/,
    );
  });

  it('is made of a fix, where the project brings fixes to more branches than one', async () => {
    const advisory = await at.tools.github.advisories.get(repo, id);
    const state = { get: <T>(_: string, otherwise?: T) => otherwise! };
    assert.equal(mayBackport(state, advisory), true);
    assert.equal(mayBackport(state, { ...advisory, privateFork: null }), false);
    const pip = { ...advisory, repo: { owner: 'pypa', name: 'pip' } };
    assert.equal(mayBackport(state, pip), false);
    assert.throws(() => backportOf(state, pip), /^JobError: pypa\/pip brings fixes to one branch only/);
    assert.equal(branchOf('stable/2.x'), 'stable/2.x');
    assert.equal(branchOf({ kind: 'backport', branch: 'stable' }), 'stable');
    assert.equal(branchOf({ kind: 'advisory' }), null);
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
    assert.deepEqual(model.toMerge, [place(error.folder, 'Lib/bread.py')]);
    assert.equal(model.isBegun, false);
    assert.equal(summary, '1 file conflicts. Resolve it in the merge editor, then continue.');
  });
});
