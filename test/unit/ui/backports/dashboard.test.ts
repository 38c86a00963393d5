import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { GitHubError } from '../../../../src/github/errors.ts';
import type { BackportFacts } from '../../../../src/process/backports/types.ts';
import { rowId } from '../../../../src/ui/advisories/states.ts';
import { Dashboard } from '../../../../src/ui/backports/dashboard.ts';
import type { DashboardParts } from '../../../../src/ui/backports/parts.ts';
import { backportsState } from '../../../../src/ui/backports/state.ts';
import { now } from '../advisories/facts.ts';
import { bread, cycle, open, pull, tofu } from './boards.ts';

/** As far as one backport. */
const facts = (main: number): BackportFacts => ({
  ...{ repo: 'python/cpython', issues: [210_457], sharedWith: [], main: pull('main', main) },
  pulls: [pull('3.15', 210_466)],
  ...{ gaveUp: [], knownLabels: null, me: 'octo-coordinator', mayLabel: true, mayEdit: true },
  ...{ branches: cycle.branches, existing: null, logins: {}, notNeeded: {}, at: now.toISOString() },
});

function desk(more: Partial<DashboardParts> = {}) {
  const listed = new Map<string, Advisory>([bread, tofu].map(({ advisory }) => [rowId(advisory), advisory]));
  const at = {
    login: 'octo-coordinator' as string | null,
    progress: {} as ReturnType<DashboardParts['progress']>,
    asked: [] as string[],
    listed,
    told: 0,
    main: null as 'open' | 'merged' | null,
    time: now.getTime(),
  };
  const dashboard = new Dashboard({
    login: () => at.login,
    links: () => [bread.links, tofu.links],
    listed: id => listed.get(id) ?? null,
    progress: () => at.progress,
    mainOf: () => at.main,
    fetch: async ({ ghsaId }) => {
      at.asked.push(`fetch ${ghsaId}`);
      return tofu.advisory;
    },
    cycle: async () => cycle,
    read: async ({ advisory, links }) => {
      at.asked.push(`read ${advisory.ghsaId}`);
      return facts(links.pull);
    },
    log: () => undefined,
    now: () => new Date(at.time),
    ...more,
  });
  dashboard.onDidChange(() => at.told++);
  dashboard.touch();
  return { at, dashboard };
}

/** Resolves when nothing is asked any more but by whom the test answers. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>(done => (open = done));
  return { opened, open };
}

describe('the dashboard of all backports', () => {
  it('reads nothing by itself, and then one advisory after another', async () => {
    const { at, dashboard } = desk();
    assert.deepEqual(at.asked, []);
    assert.deepEqual(
      dashboard.entries.map(({ board }) => board),
      [null, null],
    );
    assert.equal(dashboard.isFresh(60_000), false);
    await dashboard.look('view');
    assert.deepEqual([...at.asked].sort(), [`read ${bread.advisory.ghsaId}`, `read ${tofu.advisory.ghsaId}`]);
    assert.ok(dashboard.entries.every(({ board, reading }) => board !== null && !reading));
    assert.equal(dashboard.isFresh(60_000), true);
    at.time += 61_000;
    assert.equal(dashboard.isFresh(60_000), false);
  });

  it('says which one it reads, and keeps what it knew meanwhile', async () => {
    const { opened, open: letGo } = gate();
    let wait = false;
    const begun = gate();
    const { dashboard } = desk({
      read: async ({ links }) => {
        if (wait) {
          begun.open();
          await opened;
        }
        return facts(links.pull);
      },
    });
    await dashboard.look('view');
    wait = true;
    const looking = dashboard.lookAt(bread.id);
    await begun.opened;
    const entry = dashboard.entry(bread.id)!;
    assert.deepEqual([entry.reading, entry.board !== null], [true, true]);
    letGo();
    await looking;
    assert.equal(dashboard.entry(bread.id)!.reading, false);
  });

  it('goes on reading everything when something is done meanwhile, and looks again at that', async () => {
    const { opened, open: letGo } = gate();
    const begun = gate();
    let first = true;
    const { dashboard } = desk({
      read: async ({ links }) => {
        if (first) {
          first = false;
          begun.open();
          await opened;
        }
        return facts(links.pull);
      },
    });
    const looking = dashboard.look('view');
    await begun.opened;
    const again = dashboard.lookAt(bread.id);
    letGo();
    await Promise.all([looking, again]);
    assert.ok(dashboard.entries.every(({ board }) => board !== null));
  });

  it('knows nothing of a pull request that was named since', async () => {
    const links = { ...bread.links };
    const { dashboard } = desk({ links: () => [links] });
    await dashboard.look('view');
    assert.notEqual(dashboard.entry(bread.id)!.board, null);
    Object.assign(links, { pull: 210_999 });
    dashboard.touch();
    assert.equal(dashboard.entry(bread.id)!.board, null);
  });

  it('stops when nobody looks any more', async () => {
    const { opened, open: letGo } = gate();
    const begun = gate();
    let stopped: AbortSignal | undefined;
    const { at, dashboard } = desk({
      read: async ({ links }, _, signal) => {
        stopped = signal;
        begun.open();
        await opened;
        return facts(links.pull);
      },
    });
    const looking = dashboard.look('view');
    await begun.opened;
    dashboard.rest();
    assert.equal(stopped?.aborted, true);
    letGo();
    await looking;
    assert.ok(dashboard.entries.every(({ board, reading }) => board === null && !reading));
    assert.deepEqual(at.asked, []);
  });

  it('keeps what it knew when GitHub cannot be reached, and says of when it is', async () => {
    let offline = false;
    const { at, dashboard } = desk({
      read: async ({ links }) => {
        if (offline) throw new GitHubError('offline', 'GitHub cannot be reached.');
        return facts(links.pull);
      },
    });
    await dashboard.look('view');
    const asOf = new Date(at.time).toISOString();
    offline = true;
    at.time += 600_000;
    await dashboard.look('view');
    assert.deepEqual(dashboard.stale, { why: null, asOf });
    assert.ok(dashboard.entries.every(({ board }) => board !== null));
    offline = false;
    await dashboard.look('view');
    assert.equal(dashboard.stale, null);
  });

  it('says at one advisory why it could not be read, and reads the others', async () => {
    const { dashboard } = desk({
      read: async ({ advisory, links }) => {
        if (advisory === bread.advisory) throw new GitHubError('not-found', 'GitHub does not show it.');
        return facts(links.pull);
      },
    });
    await dashboard.look('view');
    assert.equal(dashboard.entry(bread.id)!.failure, 'GitHub does not show it.');
    assert.notEqual(dashboard.entry(tofu.id)!.board, null);
  });

  it('finds closed advisories, once', async () => {
    const { at, dashboard } = desk();
    at.listed.delete(rowId(tofu.advisory));
    dashboard.touch();
    assert.equal(dashboard.entry(tofu.id), null);
    await dashboard.look('view');
    assert.notEqual(dashboard.entry(tofu.id)?.board, null);
    await dashboard.look('view');
    assert.equal(at.asked.filter(asked => asked.startsWith('fetch')).length, 1);
  });

  it('counts at once what a coordinator said, and says the same thing by the same object', async () => {
    const { at, dashboard } = desk();
    await dashboard.look('view');
    const before = dashboard.summary(bread.advisory)!;
    assert.equal(dashboard.summary(bread.advisory), before);
    const told = at.told;
    dashboard.touch();
    assert.equal(at.told, told, 'nothing is new');
    at.progress = { notBackported: { '3.11': 'the flaw came with 3.12' } };
    dashboard.touch();
    const after = dashboard.summary(bread.advisory)!;
    assert.equal(after.needed, before.needed - 1);
    const row = dashboard.entry(bread.id)!.board!.rows.find(({ branch }) => branch === '3.11')!;
    assert.deepEqual([row.need, row.reason], ['not-needed', 'the flaw came with 3.12']);
    at.progress = {};
    dashboard.touch();
    assert.deepEqual(dashboard.summary(bread.advisory), before);
  });

  it('says what is being done about a branch, and what was done', async () => {
    const { opened, open: letGo } = gate();
    const { dashboard } = desk();
    await dashboard.look('view');
    const doing = dashboard.doing(bread.id, '3.13', 'labels', async () => {
      await opened;
      return 'Label added, read back 14:05';
    });
    assert.deepEqual(dashboard.entry(bread.id)!.busy, ['3.13']);
    letGo();
    assert.equal(await doing, 'Label added, read back 14:05');
    const { busy, told } = dashboard.entry(bread.id)!;
    const words = 'Label added, read back 14:05';
    assert.deepEqual([busy, told], [[], { '3.13': [{ words, ok: true, defect: 'labels', read: false }] }]);
  });

  it('drops what was done as soon as something else is so, and rests what was repaired until then', async () => {
    let labels: readonly string[] = ['type-security'];
    const { at, dashboard } = desk({
      read: async ({ links }) => ({
        ...facts(links.pull),
        knownLabels: ['type-security', 'release-blocker'],
        pulls: [pull('3.13', 210_468, { ...open, labels })],
      }),
    });
    const row = () => dashboard.entry(bread.id)!.board!.rows.find(({ branch }) => branch === '3.13')!;
    const words = () => dashboard.entry(bread.id)!.told['3.13']?.map(told => told.words);
    await dashboard.look('command');
    const [defect] = row().defects;
    assert.match(defect!.text, /release-blocker is missing/);
    const title = { words: 'GitHub did not take the title.', ok: false, defect: 'title' };
    dashboard.tell(bread.id, '3.13', title);
    await dashboard.doing(bread.id, '3.13', defect!.id, async () => 'Label added');
    assert.deepEqual(words(), [title.words, 'Label added'], 'each defect has words of its own');
    assert.deepEqual(row().defects, [], 'it is not offered twice');
    labels = ['type-security', 'release-blocker'];
    await dashboard.lookAt(bread.id);
    await dashboard.lookAt(bread.id);
    assert.deepEqual(words(), [title.words, 'Label added']);
    labels = ['type-security'];
    at.time += 60_000;
    await dashboard.lookAt(bread.id);
    assert.equal(words(), undefined, 'the label is taken off again');
    assert.equal(row().defects.length, 1);
  });

  it('says that what is shown is old after any reading that ended, and repairs nothing of it', async () => {
    const limit = new GitHubError('rate-limited', 'GitHub asks to wait until 14:05.');
    let fails = false;
    const { dashboard } = desk({
      read: async ({ links }) => {
        if (fails) throw limit;
        return facts(links.pull);
      },
    });
    await dashboard.look('command');
    fails = true;
    await dashboard.look('command');
    const { entries, stale } = dashboard;
    assert.deepEqual(stale, { why: limit.message, asOf: now.toISOString() });
    const given = { entries, stale, cycle, show: 'all', folds: {}, reading: false, unread: null } as const;
    const page = backportsState({ ...given, goTo: null, sandbox: false, hideTitles: false, now });
    assert.match(page.stale!, /^GitHub asks to wait until 14:05\. As of /);
    assert.match(page.held!, /nothing can be repaired now/);
    fails = false;
    await dashboard.look('command');
    assert.equal(dashboard.stale, null);
  });

  it('asks again for a closed advisory after a hiccup, and for one that was hidden when somebody asks', async () => {
    let kind: 'server' | 'not-found' | null = 'server';
    const asked: string[] = [];
    const { at, dashboard } = desk({
      fetch: async ({ ghsaId }) => {
        asked.push(ghsaId);
        if (kind !== null) throw new GitHubError(kind, 'No.');
        return tofu.advisory;
      },
    });
    at.listed.delete(rowId(tofu.advisory));
    await dashboard.look('view');
    kind = 'not-found';
    await dashboard.look('view');
    await dashboard.look('view');
    assert.deepEqual([asked.length, dashboard.entry(tofu.id)], [2, null]);
    kind = null;
    await dashboard.look('command');
    assert.notEqual(dashboard.entry(tofu.id)?.board, null);
  });

  it('reads what is done once an hour, and whenever somebody asks', async () => {
    const done = (main: number): BackportFacts => ({
      ...facts(main),
      ...{ pulls: [], branches: cycle.branches.slice(0, 1) },
    });
    const asked: string[] = [];
    const { at, dashboard } = desk({
      read: async ({ advisory, links }) => {
        asked.push(advisory.ghsaId);
        return advisory === tofu.advisory ? done(links.pull) : facts(links.pull);
      },
    });
    const times = () => asked.filter(id => id === tofu.advisory.ghsaId).length;
    await dashboard.look('view');
    at.time += 300_000;
    await dashboard.look('view');
    assert.deepEqual([times(), asked.length], [1, 3]);
    await dashboard.lookAtOpen();
    assert.deepEqual([times(), asked.length], [1, 4]);
    await dashboard.look('command');
    assert.equal(times(), 2);
    at.time += 3_601_000;
    await dashboard.look('view');
    assert.equal(times(), 3);
  });

  it('reads anew when the list has found out that the fix was merged', async () => {
    const { at, dashboard } = desk({
      read: async ({ links }) => ({ ...facts(links.pull), main: pull('main', links.pull, open) }),
    });
    at.main = 'open';
    await dashboard.look('view');
    assert.equal(dashboard.isFresh(60_000), true);
    at.main = 'merged';
    assert.equal(dashboard.isFresh(60_000), false);
    await dashboard.look('view');
    assert.equal(dashboard.isFresh(60_000), true, 'once for each word of the list');
  });

  it('shows nothing of one account to another', async () => {
    const { at, dashboard } = desk();
    await dashboard.look('view');
    at.login = null;
    dashboard.touch();
    assert.deepEqual(dashboard.entries, []);
    at.login = 'pepper-core';
    dashboard.touch();
    assert.ok(dashboard.entries.every(({ board }) => board === null));
  });
});
