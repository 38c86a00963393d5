import assert from 'node:assert/strict';
import type { IssuePurpose } from '../../../../src/jobs/issue/index.ts';
import type { PortLinks } from '../../../../src/jobs/port/steps/rememberLinks.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { addIssue } from '../../../../src/sandbox/routes/issues.ts';
import { addPull } from '../../../../src/sandbox/routes/pulls.ts';
import type { DeskParts } from '../../../../src/ui/decide/parts.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from './window.ts';

const { Desk } = await import('../../../../src/ui/decide/desk.ts');
const { Commands } = await import('../../../../src/ui/common/commands.ts');
const { keepLinks, linksIn } = await import('../../../../src/ui/common/portLinks.ts');

/** A draft of octo-coordinator's without a fork. */
const crumb = 'GHSA-c4f5-g6h7-j8m9';
/** A draft, High. */
const spam = 'GHSA-7q4m-xv2c-93rp';

describe('a fix in public', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let person: Person;
  let list: ReturnType<typeof listOn>;
  let desk: InstanceType<typeof Desk>;
  let opened: (IssuePurpose | undefined)[];
  let answer: { number: number; url: string } | null;

  before(async () => void (sandbox = await startSandbox()));
  after(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    person = personAtWindow();
    [opened, answer] = [[], null];
    const kept = new Map<string, unknown>();
    const state = {
      get: (key: string, fallback?: unknown) => structuredClone(kept.get(key) ?? fallback),
      update: async (key: string, value: unknown) => void kept.set(key, value),
    } as never;
    list = listOn(sandbox, {
      links: () => linksIn(state),
      found: (links: PortLinks) => keepLinks(state, links),
    });
    Object.assign(sandbox.store.advisory(crumb)!, { severity: 'medium' });
    await list.model.refresh();
    const log = { error: (error: unknown) => assert.fail(String(error)), show: () => undefined };
    desk = new Desk({
      ...{ model: list.model, progress: list.progress, github: async () => list.github },
      commands: new Commands(log as never),
      keepLinks: (links: PortLinks) => keepLinks(state, links),
      issues: async () => ({
        open: async (_: unknown, purpose?: IssuePurpose) => {
          opened.push(purpose);
          return answer;
        },
      }),
      editors: async () => ({ active: null, newer: () => undefined }),
      report: assert.ifError,
    } as unknown as DeskParts);
  });

  const known = (id: string) => list.model.advisories.find(({ ghsaId }) => ghsaId === id)!;
  const press = (id = crumb) => desk.decide('fixInPublic', { kind: 'advisory', advisory: known(id) });
  const step = (name: string) => {
    const { state, detail, action } = list.model
      .assessment(known(crumb))
      .steps.find(({ id }) => id === name)!;
    return [state, detail, action];
  };
  /** The issue that everybody sees, and a pull request that names it as CPython's bot writes it. */
  const begun = async () => {
    const cpython = sandbox.store.repo('python/cpython')!;
    const { number } = addIssue({ store: sandbox.store }, cpython, {
      ...{ title: 'Crumb tray is never empty', body: 'It ends.', author: 'octo-coordinator', pull: null },
    });
    await list.progress.update(known(crumb), { publicIssue: number });
    return number;
  };
  const pull = (issue: number, title = `gh-${issue}: End at an empty shell`, author = 'oregano-core') => {
    const cpython = sandbox.store.repo('python/cpython')!;
    return addPull({ store: sandbox.store }, cpython, cpython, {
      ...{ title, body: `* Issue: gh-${issue}`, author, ref: 'main', base: 'main' },
    });
  };

  it('is the step of what may be fixed in public, and opens the page for it', async () => {
    assert.equal(step('publicPull')[2], 'fixInPublic');
    answer = { number: 7, url: 'http://127.0.0.1/python/cpython/issues/7' };
    await press();
    assert.deepEqual(opened, ['fix']);
    assert.deepEqual(await person.hears(1), [
      'j8m9: gh-7 is public. The pull request that names it shows here.',
    ]);
  });

  it('is refused in one sentence to what is High, and its row does not offer it', async () => {
    await press(spam);
    assert.deepEqual(await person.hears(1), [
      '93rp: It is High. Only Low and Medium may be fixed in public.',
    ]);
    assert.deepEqual(opened, []);
    const actions = list.model.assessment(known(spam)).steps.map(({ action }) => action);
    assert.ok(!actions.includes('fixInPublic'));
  });

  it('waits for its pull request, without a private fork, and finds it when the list is read', async () => {
    const issue = await begun();
    assert.deepEqual(step('issue').slice(0, 2), ['done', `gh-${issue}`]);
    assert.deepEqual(step('publicPull'), ['waiting', `fix in public: gh-${issue}`, 'fixInPublic']);
    assert.deepEqual(step('privatePull').slice(0, 2), ['not-needed', 'fixed in public']);
    await list.model.refresh();
    assert.equal(list.model.facts(known(crumb)).publicFix, null);
    const { number } = await pull(issue, undefined, 'octo-coordinator');
    await list.model.refresh();
    const { publicFix } = list.model.facts(known(crumb));
    assert.deepEqual([publicFix?.issue, publicFix?.pull, publicFix?.state], [issue, number, 'open']);
    assert.deepEqual(step('publicPull').slice(0, 1), ['done']);
    assert.deepEqual(list.failures, []);
  });

  it('asks of a pull request of somebody else, and again while it is not merged', async () => {
    const issue = await begun();
    const stranger = await pull(issue, `gh-${issue}: Something else`, 'oregano-core');
    await list.model.refresh();
    assert.equal(list.model.facts(known(crumb)).publicFix, null, 'anybody may name an issue');
    person.answers = [null];
    await press();
    assert.equal(list.model.facts(known(crumb)).publicFix, null);
    const rows: (string | undefined)[] = [];
    const { pick } = person;
    person.pick = function (offered) {
      rows.push(...offered.map(row => (row as { description?: string }).description));
      return pick.call(this, offered) as never;
    };
    person.answers = [new RegExp(`^gh-${stranger.number} `)];
    await press();
    assert.deepEqual(rows, ['open, by oregano-core']);
    await person.hears(1);
    await list.model.refresh();
    assert.equal(list.model.facts(known(crumb)).publicFix?.pull, stranger.number);
    const ours = await pull(issue);
    person.answers = [new RegExp(`^gh-${ours.number} `)];
    await press();
    await person.hears(2);
    await list.model.refresh();
    assert.equal(list.model.facts(known(crumb)).publicFix?.pull, ours.number);
  });

  it('says where no pull request names its issue yet, opens no other issue, and asks where several do', async () => {
    const issue = await begun();
    await press();
    assert.deepEqual(await person.hears(1), [`j8m9: no pull request names gh-${issue} yet.`]);
    const first = await pull(issue);
    const second = await pull(issue, `gh-${issue}: End at an empty shell, too`);
    await list.model.refresh();
    assert.equal(list.model.facts(known(crumb)).publicFix, null, 'nobody knows which one');
    person.answers = [new RegExp(`^gh-${second.number} `)];
    await press();
    assert.deepEqual(person.offered.at(-1)?.length, 2);
    assert.ok(first.number !== second.number);
    assert.equal((await person.hears(2))[1], `j8m9: gh-${second.number} is its public pull request.`);
    await list.model.refresh();
    assert.equal(list.model.facts(known(crumb)).publicFix?.pull, second.number);
    assert.deepEqual(opened, []);
    const chosen = sandbox.store.repo('python/cpython')!.issues.get(second.number)!;
    Object.assign(chosen, { state: 'closed' });
    Object.assign(chosen.pull!, { merged: true, mergedAt: '2026-11-20T13:00:00Z' });
    await list.model.refresh();
    await press();
    assert.equal((await person.hears(3))[2], 'j8m9 has its public pull request already.');
  });
});
