import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  reasonsAfter,
  type ChosenBranches,
  type PortDraft,
  type Prepared,
} from '../../../src/jobs/port/index.ts';
import { snapshotCycle } from '../../../src/project/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { PortModel } from '../../../src/ui/port/model.ts';
import { desk, prepare, type Desk } from './harness.ts';

const id = 'GHSA-7q4m-xv2c-93rp';

describe('the proposal of branches in a port', function () {
  this.timeout(60_000);
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  let chosen: ChosenBranches | null = null;
  const modelOf = (prepared: Prepared, draft: PortDraft) =>
    PortModel.review(
      {
        tools: at.tools,
        sandbox: true,
        keep: async (_, branches) => void (chosen = branches),
        ended: () => undefined,
        crossed: () => undefined,
        failed: () => undefined,
      },
      prepared,
      draft,
    );
  const lines = ({ state }: PortModel) =>
    state.backports.map(
      ({ branch, on, verdict, evidence }) => `${on ? '[x]' : '[ ]'} ${branch} ${verdict}: ${evidence}`,
    );

  it('is there with its evidence, and leaves what was chosen', async () => {
    const dir = at.sandbox.dir('python/cpython');
    const { prepared, draft } = await prepare(at, id);
    const gone = prepared.files
      .filter(({ change }) => change !== 'added')
      .map(({ path, oldPath }) => oldPath ?? path);
    // 3.12 came before the files, 3.11 was never made.
    await writeHistory(dir, [
      {
        branch: '3.12',
        message: 'Without',
        from: 'refs/heads/3.12^0',
        files: Object.fromEntries(gone.map(path => [path, null])),
      },
    ]);
    await git(dir, ['update-ref', '-d', 'refs/heads/3.11']);
    const model = modelOf(prepared, draft);
    assert.equal(model.state.affected!.status, null);
    assert.ok(model.state.backports.every(({ on, evidence }) => on && evidence === null));
    const looked = model.look();
    assert.deepEqual(
      [model.state.affected!.looking, model.state.affected!.status],
      [true, 'Looking which branches have the flaw…'],
    );
    model.setBackport('3.14', false);
    await looked;
    assert.deepEqual(lines(model), [
      '[x] 3.15 affected: the fix applies',
      '[ ] 3.14 affected: the fix applies',
      '[x] 3.13 affected: the fix applies',
      '[ ] 3.12 not-affected: none of the 2 changed files is in 3.12',
      '[ ] 3.11 unsure: the repository has no branch 3.11',
    ]);
    assert.deepEqual(model.state.affected, {
      ...{ looking: false, status: "Proposed from the fix's files.", source: [] },
      ranges: ['>= 3.13.0, < 3.14.0', '>= 3.15.0, < 3.16.0'],
      noCve: null,
    });
    assert.deepEqual(model.state.view.backports, ['3.15', '3.13']);
    assert.ok(!(await readdir(dirname(prepared.scratch))).includes('branches'));
    // What got no tick is not forgotten afterwards: the dashboard hears why.
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'done', JSON.stringify(model.state.steps));
    assert.deepEqual(chosen, {
      ticked: ['3.15', '3.13'],
      leftOut: {
        '3.14': 'left out at the port',
        '3.12': 'none of the 2 changed files is in 3.12',
        '3.11': 'the repository has no branch 3.11',
      },
    });
  });

  it('takes back what was said of a branch that has a tick now, and keeps what a person wrote', () => {
    const known = { '3.15': 'not affected', '3.14': 'the parser came later', '3.10': 'ended' };
    const after = { ticked: ['3.15'], leftOut: { '3.14': 'left out at the port', '3.13': 'no such file' } };
    assert.deepEqual(reasonsAfter(known, after), {
      '3.14': 'the parser came later',
      '3.13': 'no such file',
      '3.10': 'ended',
    });
  });

  it('says when no CVE ID is needed: only main and what is not released have the flaw', async () => {
    const { prepared, draft } = await prepare(at, id);
    const model = modelOf(prepared, draft);
    assert.equal(model.state.affected!.noCve, null);
    const released = prepared.branches.filter(({ status }) => status !== 'prerelease');
    for (const { branch } of released) model.setBackport(branch, false);
    assert.match(model.state.affected!.noCve!, /^Only 3\.16 .*: no CVE ID is needed, no release has it\.$/);
    model.setBackport(released[0]!.branch, true);
    assert.equal(model.state.affected!.noCve, null);
    // Branches that a project only names: of their versions nothing is known.
    const own = { ...prepared, cycle: { ...prepared.cycle!, source: 'own' as const } };
    assert.deepEqual(modelOf(own, { ...draft, backports: [] }).state.affected, {
      ...{ looking: false, status: null, source: [], ranges: [], noCve: null },
    });
  });

  it('never holds up the line: what was shown is what crosses', async () => {
    const { prepared, draft } = await prepare(at, id);
    const model = modelOf(prepared, draft);
    void model.look();
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'done', JSON.stringify(model.state.steps));
    const pull = [...at.sandbox.store.repo('python/cpython')!.issues.values()].find(({ pull }) => pull)!;
    const wanted = draft.backports.map(branch => `needs backport to ${branch}`);
    assert.deepEqual(
      wanted.filter(label => !pull.labels.includes(label)),
      [],
    );
  });

  it('says why it is not there, and from where the branches are when not from the release cycle', async () => {
    const tools = {
      ...at.tools,
      releaseCycle: async () => snapshotCycle(['The release cycle could not be read.']),
    };
    const { prepared, draft } = await prepare({ ...at, tools }, id);
    const model = modelOf(
      { ...prepared, upstream: { ...prepared.upstream, url: `${at.sandbox.git}/nobody/nothing.git` } },
      draft,
    );
    await model.look();
    assert.match(model.state.affected!.status!, /^The branches could not be looked at, so all are ticked\. /);
    assert.deepEqual(model.state.affected!.source, [
      'Branches from the snapshot of 20 November 2026: the release cycle could not be read.',
    ]);
    assert.deepEqual(model.state.view.backports, ['3.15', '3.14', '3.13', '3.12', '3.11']);
    // The page of a port that was never confirmed may go at any time.
    const looked = modelOf(prepared, draft);
    void looked.look();
    await looked.stopLooking();
    assert.equal(looked.state.affected!.status, null);
  });
});
