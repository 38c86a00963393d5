import assert from 'node:assert/strict';
import type { PortLinks } from '../../../../src/jobs/port/steps/rememberLinks.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { noLinks, readLinks, writeLinks } from '../../../../src/texts/index.ts';
import type { DeskParts } from '../../../../src/ui/decide/parts.ts';
import { openIssue, openPull, spamId, upstream } from '../../announce/place.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { Desk } = await import('../../../../src/ui/decide/desk.ts');
const { Commands } = await import('../../../../src/ui/common/commands.ts');
const { keepLinks, linksIn } = await import('../../../../src/ui/common/portLinks.ts');

describe('the links of an advisory, at the window', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let person: Person;
  let list: ReturnType<typeof listOn>;
  let desk: InstanceType<typeof Desk>;
  let links: () => readonly PortLinks[];
  let now: Date;
  let issue: number;
  let pull: number;

  before(async () => void (sandbox = await startSandbox()));
  after(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.reset();
    person = personAtWindow();
    now = new Date('2026-11-21T12:00:00Z');
    const kept = new Map<string, unknown>();
    const state = {
      get: (key: string, fallback?: unknown) => structuredClone(kept.get(key) ?? fallback),
      update: async (key: string, value: unknown) => void kept.set(key, value),
    } as never;
    links = () => linksIn(state);
    list = listOn(sandbox, {
      links,
      found: (found: PortLinks) => keepLinks(state, found),
      now: () => now,
    });
    issue = openIssue(sandbox);
    pull = (await openPull(sandbox, issue)).number;
    const log = { error: (error: unknown) => assert.fail(String(error)), show: () => undefined };
    desk = new Desk({
      ...{ model: list.model, progress: list.progress, github: async () => list.github },
      commands: new Commands(log as never),
      keepLinks: (found: PortLinks) => keepLinks(state, found),
      editors: async () => ({ active: null, newer: () => undefined }),
      // The published list of members is nowhere: coordinators and teams still count.
      report: () => undefined,
    } as unknown as DeskParts);
  });

  const place = () => ({ site: sandbox.url, repo: upstream });
  const known = () => links().map(({ ghsaId, issue: about, pull: fix }) => [ghsaId, about, fix]);
  const say = (author: string, body: string) => {
    const at = sandbox.store.stamp();
    sandbox.store
      .advisory(spamId)!
      .comments.push({ id: sandbox.store.id(), author, body, createdAt: at, updatedAt: at });
  };
  const row = () => {
    const advisory = list.model.advisories.find(({ ghsaId }) => ghsaId === spamId);
    return { kind: 'advisory', advisory };
  };

  it('are read back from what a team member wrote, once they are looked at on GitHub', async () => {
    say('oregano-core', writeLinks({ ...noLinks, issue, pull }, place()));
    await list.model.refresh();
    assert.deepEqual(known(), [[spamId, issue, pull]]);
    assert.equal(list.model.facts(row().advisory!).publicFix?.state, 'open');
  });

  it('are never those of the reporter, nor numbers that are no pull request', async () => {
    say('parsley-dev', writeLinks({ ...noLinks, pull }, place()));
    await list.model.refresh();
    assert.deepEqual(known(), []);
    say('oregano-core', writeLinks({ ...noLinks, pull: issue }, place()));
    now = new Date(now.getTime() + 11 * 60_000);
    await list.model.refresh();
    assert.deepEqual(known(), []);
  });

  it('are not looked for at every refresh', async () => {
    await list.model.refresh();
    sandbox.recorder.clear();
    await list.model.refresh();
    assert.deepEqual(
      sandbox.recorder.requests.filter(({ path }) => path.includes('/comments')),
      [],
    );
  });

  it('are found by hand: by a number, shown before it counts', async () => {
    await list.model.refresh();
    person.types = [`${sandbox.url}/python/cpython/pull/${pull}`];
    person.answers = [new RegExp(`^#${pull} `)];
    await desk.decide('findLinks', row());
    assert.deepEqual(known(), [[spamId, issue, pull]]);
    assert.match((await person.hears(1))[0]!, /^93rp: #\d+ is its public pull request\.$/);
  });

  it('are remembered only once they are confirmed', async () => {
    await list.model.refresh();
    person.types = [String(pull)];
    person.answers = [null];
    await desk.decide('findLinks', row());
    assert.deepEqual(known(), []);
    assert.deepEqual(sandbox.recorder.writes(), []);
  });

  it('are offered as a comment: in the box of the discussion, and nothing is sent', async () => {
    say('oregano-core', writeLinks({ ...noLinks, issue, pull }, place()));
    await list.model.refresh();
    const back = await openPull(sandbox, issue, {
      base: '3.14',
      title: `[3.14] gh-${issue}: Check the length (GH-${pull})`,
    });
    await list.progress.update(row().advisory!, { notBackported: { '3.12': 'not there' } });
    sandbox.recorder.clear();
    await desk.decide('shareLinks', row());
    const [id, , tab, text] = (await person.runs(1))[0]!;
    assert.deepEqual([id, tab], ['ghsa.openAdvisory', 'discussion']);
    assert.deepEqual(readLinks(text as string, place()), {
      ...{ issue, pull, announcement: null, cveId: 'CVE-2026-900417' },
      backports: [
        { branch: '3.14', pull: back.number },
        { branch: '3.12', notNeeded: 'not there' },
      ],
    });
    assert.deepEqual(sandbox.recorder.writes(), []);
  });

  it('are not offered where nothing is public', async () => {
    await list.model.refresh();
    await desk.decide('shareLinks', row());
    assert.match((await person.hears(1))[0]!, /^Nothing of 93rp is public yet/);
  });
});
