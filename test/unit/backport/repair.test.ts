import assert from 'node:assert/strict';
import type { GitHub } from '../../../src/github/index.ts';
import { readBackports, type BackportsOf } from '../../../src/jobs/backport/read/index.ts';
import { repairBackport, type OnePressRepair } from '../../../src/jobs/backport/repair/index.ts';
import { assessBackports, type BackportFacts } from '../../../src/process/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { assertDescribed } from '../sandbox/harness.ts';
import { about, githubAs, openFix, pullInto, upstream } from './place.ts';

describe('a backport is repaired at one press', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let fix: Issue;
  let own: Issue;
  let of: BackportsOf;
  let facts: BackportFacts;
  const read = async () => {
    of = await about(github, fix);
    facts = await readBackports(github, of);
  };
  const writes = () =>
    sandbox.recorder.writes().map(({ method, path }) => `${method} ${path.replace(/\d+/, 'N')}`);
  const now = () => new Date(2026, 10, 20, 14, 5);

  const repair = (wanted: OnePressRepair) =>
    repairBackport({ github, advisory: of.advisory, now }, facts, wanted);
  const found = (id: OnePressRepair['id'], branch = '3.14'): OnePressRepair => {
    const row = assessBackports(facts).rows.find(each => each.branch === branch)!;
    const all = row.defects.flatMap(({ repairs }) => repairs);
    return all.find((each): each is OnePressRepair => each.id === id)!;
  };

  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.reset();
    github = githubAs(sandbox, 'coordinator');
    fix = await openFix(sandbox, []);
    await sandbox.tick();
    await sandbox.merge(fix.number, 'nutmeg-core');
    const number = /gh-(\d+)/.exec(fix.title)![1];
    own = await pullInto(sandbox, { base: '3.14', title: `[3.14] gh-${number}: Honour the option` });
    own.labels = ['type-security'];
    await read();
    sandbox.recorder.clear();
  });

  it('by its labels, once', async () => {
    const wanted = found('addLabels');
    assert.equal(await repair(wanted), 'Label added, read back 14:05');
    assert.deepEqual(own.labels, ['type-security', 'release-blocker']);
    assert.equal(await repair(wanted), 'Label added, read back 14:05');
    assert.deepEqual(writes(), [`POST /repos/${upstream}/issues/N/labels`]);
    await read();
    assert.equal(found('addLabels'), undefined);
    assertDescribed(sandbox);
  });

  it('by its title, so that the bots link it', async () => {
    const wanted = found('correctTitle');
    assert.equal(await repair(wanted), 'Title corrected, read back 14:05');
    assert.ok(own.title.endsWith(` (GH-${fix.number})`));
    assert.equal(await repair(wanted), 'The title was right already, read back 14:05');
    assert.deepEqual(writes(), [`PATCH /repos/${upstream}/pulls/N`]);
    await sandbox.tick();
    assert.ok(fix.comments.some(({ body }) => body.startsWith(`[GH-${own.number}](`)));
    await read();
    assert.equal(found('correctTitle'), undefined);
    assertDescribed(sandbox);
  });

  it('by the label that asks the bot for it', async () => {
    const wanted = found('addLabels', '3.12');
    assert.equal(await repair(wanted), 'Label added, read back 14:05');
    await sandbox.tick();
    await read();
    assert.ok(facts.pulls.some(({ base, author }) => base === '3.12' && author === 'miss-islington'));
  });

  it('but says so where GitHub drops the label', async () => {
    const wanted = found('addLabels');
    sandbox.role('octo-coordinator', upstream, 'read');
    await assert.rejects(repair(wanted), { name: 'RepairError', kind: 'dropped' });
    assert.deepEqual(own.labels, ['type-security']);
  });

  it('but says so where GitHub refuses it to somebody who may set it', async () => {
    const wanted = found('addLabels');
    sandbox.fail({ method: 'POST', path: '/labels', status: 403, times: Infinity });
    await assert.rejects(repair(wanted), {
      ...{ name: 'RepairError', kind: 'dropped' },
      message:
        'GitHub refused release-blocker twice, although you may set labels here: your token or the organisation may not allow it. Ask somebody who triages.',
    });
    sandbox.heal();
    assert.deepEqual(own.labels, ['type-security']);
  });

  it('but not over a title that somebody changed meanwhile', async () => {
    const wanted = found('correctTitle');
    own.title = 'gh-1: Mine';
    await assert.rejects(repair(wanted), { name: 'RepairError', kind: 'changed' });
    assert.deepEqual([own.title, writes()], ['gh-1: Mine', []]);
  });

  it('but not with a label that would start a bot where somebody made one by now', async () => {
    const wanted = found('addLabels', '3.12');
    const number = /gh-(\d+)/.exec(fix.title)![1];
    const title = `[3.12] gh-${number}: Honour the option (GH-${fix.number})`;
    await pullInto(sandbox, { base: '3.12', title });
    await assert.rejects(repair(wanted), {
      name: 'RepairError',
      kind: 'changed',
      message: /to 3\.12 by now/,
    });
    assert.deepEqual(writes(), []);
  });

  it('but not where it was closed, or goes elsewhere by now', async () => {
    const wanted = found('correctTitle');
    own.state = 'closed';
    await assert.rejects(repair(wanted), { kind: 'changed', message: /is closed by now, and was open/ });
    Object.assign(own, { state: 'open' });
    Object.assign(own.pull!, { base: '3.13' });
    await assert.rejects(repair(wanted), { kind: 'changed', message: /goes to 3\.13 by now/ });
    assert.deepEqual(writes(), []);
  });

  it('but not one of another fix, and not with a word that is secret', async () => {
    const wanted = found('addLabels');
    await assert.rejects(repair({ ...wanted, pull: fix.number - 1 }), { kind: 'changed' });
    const title = `[3.14] gh-1: ${of.advisory.ghsaId} (GH-${fix.number})`;
    const leaking: OnePressRepair = { id: 'correctTitle', label: '', pull: own.number, title };
    await assert.rejects(repair(leaking), { name: 'JobError', kind: 'findings' });
    assert.deepEqual(writes(), []);
  });

  it('once where the answer is lost', async () => {
    const wanted = found('correctTitle');
    sandbox.fail({ method: 'PATCH', path: '/pulls/', status: 502, effect: 'after' });
    await assert.rejects(repair(wanted), { kind: 'server' });
    assert.equal(await repair(wanted), 'The title was right already, read back 14:05');
    assert.equal(writes().length, 1);
  });
});
