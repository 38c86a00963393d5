import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import type { GitHub } from '../../../../src/github/index.ts';
import { readBackports } from '../../../../src/jobs/backport/read/index.ts';
import { repairBackport } from '../../../../src/jobs/backport/repair/index.ts';
import { ReleaseCycles } from '../../../../src/jobs/cycle.ts';
import type { PortLinks } from '../../../../src/jobs/port/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { rowId } from '../../../../src/ui/advisories/states.ts';
import { Dashboard } from '../../../../src/ui/backports/dashboard.ts';
import { onePresses } from '../../../../src/ui/backports/weigh.ts';
import { githubAs } from '../../backport/place.ts';
import { state } from '../../../e2e/page/backportsSample.ts';

const repo = 'python/cpython';
const me = 'octo-coordinator';

describe('the dashboard against the practice GitHub', function () {
  this.timeout(90_000);
  let sandbox: Sandbox;
  let github: GitHub;
  let dashboard: Dashboard;
  let listed: readonly Advisory[];

  const titled = (title: string) => listed.find(advisory => advisory.title.includes(title))!;
  const fixOf = (title: string): PortLinks => {
    const [pull] = [...sandbox.store.repo(repo)!.issues.values()].filter(
      issue => issue.pull?.base === 'main' && issue.title.includes(title),
    );
    const issue = Number(/gh-(\d+)/.exec(pull!.title)![1]);
    const { ghsaId } = titled(title === 'bread' ? 'Bread' : 'Tofu');
    return { repo, ghsaId, issue, pull: pull!.number, commit: '', droppedLabels: [] };
  };

  before(async () => {
    sandbox = await startSandbox({ after: true });
    github = githubAs(sandbox, 'coordinator');
    const found: Advisory[] = [];
    for (const name of ['v2w3-x4c5-f6g7', 'j7m2-q4r6-w3c9']) {
      found.push(await github.advisories.get({ owner: 'python', name: 'cpython' }, `GHSA-${name}`));
    }
    listed = found;
    const links = [fixOf('bread'), fixOf('tofu')];
    const cycles = new ReleaseCycles({
      ...{ url: () => sandbox.releaseCycle, load: () => null, keep: async () => undefined },
      now: () => new Date(),
    });
    const members = await github.members.list(sandbox.membersUrl);
    dashboard = new Dashboard({
      login: () => me,
      links: () => links,
      listed: id => listed.find(advisory => rowId(advisory) === id) ?? null,
      progress: () => ({}),
      mainOf: () => null,
      fetch: async () => assert.fail('both are in the list'),
      cycle: signal => cycles.read(signal),
      read: ({ advisory, links: one }, cycle, signal) =>
        readBackports(
          github,
          { repo, advisory, links: one, cycle, members, notNeeded: {}, me, known: links },
          signal,
        ),
      log: error => assert.fail(String(error)),
      now: () => new Date(),
    });
    dashboard.touch();
  });
  after(() => sandbox.stop());

  const view = () => state({ entries: dashboard.entries, cycle: dashboard.cycle, now: new Date() });

  it('shows the picture: three of six merged, three that need somebody', async () => {
    await dashboard.look('view');
    const [bread, tofu] = view().sections;
    assert.deepEqual(
      [bread!.title, bread!.merged, bread!.issue],
      ['Bread socket option ignored', '3 of 6 merged', 'gh-210457'],
    );
    assert.deepEqual([tofu!.merged, tofu!.done, tofu!.folded], ['6 of 6 merged', true, true]);
    assert.deepEqual(view().counts, { needsYou: 3, open: 3, all: 12 });
    const rows = Object.fromEntries(bread!.rows.map(row => [row.branch, row]));
    assert.deepEqual(Object.keys(rows), ['main', '3.15', '3.14', '3.13', '3.12', '3.11']);
    const texts = (branch: string) => rows[branch]!.defects.map(({ text }) => text).join(' ');
    assert.match(texts('3.13'), /release-blocker is missing, so the release manager does not see it\./);
    assert.match(texts('3.12'), /Needs a backport by hand\./);
    assert.match(texts('3.11'), /The title lacks \(GH-210461\), so the bots did not link it\./);
    assert.deepEqual(rows['3.11']!.checks?.state, 'failed');
    assert.match(rows['3.13']!.who, /^[a-z]+-rm, release manager$/);
    assert.match(rows['3.14']!.pull!.words, /^merged \d+ \w+/);
    assert.equal(view().repair.words, 'Add 1 label, correct 1 title');
  });

  it('repairs at one press, and shows afterwards what the bots made of it', async () => {
    const bread = dashboard.entries[0]!;
    for (const { branch, defect, repair } of onePresses(bread.board!)) {
      await dashboard.doing(bread.id, branch, defect, () =>
        repairBackport({ github, advisory: bread.advisory }, bread.facts!, repair),
      );
    }
    await sandbox.tick();
    await dashboard.lookAt(bread.id);
    const [after] = view().sections;
    assert.equal(view().repair.count, 0);
    const row = (branch: string) => after!.rows.find(one => one.branch === branch)!;
    assert.match(row('3.13').told[0]!.words, /^Label added, read back \d\d:\d\d\.$/);
    assert.match(row('3.11').told[0]!.words, /^Title corrected, read back \d\d:\d\d\.$/);
    assert.deepEqual(row('3.13').defects, []);
    assert.equal(row('3.11').pull!.words, 'open');
  });
});
