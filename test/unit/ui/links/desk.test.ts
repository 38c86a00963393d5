import assert from 'node:assert/strict';
import type { PortLinks } from '../../../../src/jobs/port/steps/rememberLinks.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { noLinks, readLinks, writeLinks } from '../../../../src/texts/index.ts';
import type { LinksOffer } from '../../../../src/ui/advisories/shared.ts';
import type { DeskParts } from '../../../../src/ui/decide/parts.ts';
import { openIssue, openPull, spamId, upstream } from '../../announce/place.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { Desk } = await import('../../../../src/ui/decide/desk.ts');
const { offerLinks } = await import('../../../../src/ui/links/offer.ts');
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
    const log = { error: (error: unknown) => assert.fail(String(error)), show: () => undefined };
    const commands = new Commands(log as never);
    const kept = new Map<string, unknown>();
    const state = {
      get: (key: string, fallback?: unknown) => structuredClone(kept.get(key) ?? fallback),
      update: async (key: string, value: unknown) => void kept.set(key, value),
    } as never;
    links = () => linksIn(state);
    list = listOn(sandbox, {
      links,
      found: (found: PortLinks) => keepLinks(state, found),
      offered: (offer: LinksOffer) =>
        offerLinks({ context: { globalState: state }, commands, ...list }, offer),
      now: () => now,
    });
    issue = openIssue(sandbox);
    pull = (await openPull(sandbox, issue)).number;
    desk = new Desk({
      ...{ model: list.model, progress: list.progress, github: async () => list.github },
      commands,
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

  /** Refreshes until no discussion is read any more: a refresh reads two. Gives how many were read at each. */
  const readAll = async (): Promise<number[]> => {
    const read: number[] = [];
    do {
      sandbox.recorder.clear();
      await list.model.refresh();
      read.push(sandbox.recorder.requests.filter(({ path }) => path.endsWith('/comments')).length);
    } while (read.at(-1) !== 0);
    return read;
  };
  /** Long enough after the last reading for the next one. */
  const readAnew = () => {
    now = new Date(now.getTime() + 11 * 60_000);
    return readAll();
  };

  it('are offered from what a team member wrote, and remembered at the press', async () => {
    say('oregano-core', writeLinks({ ...noLinks, issue, pull }, place()));
    person.presses = ['Use Them'];
    await readAll();
    await person.hears(1);
    await readAll();
    assert.deepEqual(person.said, ['93rp: its links are in a comment of oregano-core.']);
    assert.deepEqual(known(), [[spamId, issue, pull]]);
    assert.equal(list.model.facts(row().advisory!).publicFix?.state, 'open');
  });

  it('are offered once, never stored unasked, and offered again where a newer list says it', async () => {
    say('oregano-core', writeLinks({ ...noLinks, issue, pull }, place()));
    await readAll();
    await person.hears(1);
    await readAnew();
    assert.deepEqual([known(), person.said.length], [[], 1]);
    person.presses = ['Show'];
    // GitHub's times have seconds: a newer list is written in another one.
    sandbox.clock(60_000);
    say('nutmeg-core', writeLinks({ ...noLinks, pull }, place()));
    await readAnew();
    assert.equal((await person.hears(2))[1], '93rp: its links are in a comment of nutmeg-core.');
    const [id, shown, tab] = (await person.runs(1))[0]!;
    assert.deepEqual(
      [id, (shown as { kind: string }).kind, tab],
      ['ghsa.openAdvisory', 'advisory', 'discussion'],
    );
    assert.deepEqual(known(), []);
  });

  it('are never those of the reporter or of others in it, nor numbers that are no pull request', async () => {
    say('parsley-dev', writeLinks({ ...noLinks, pull }, place()));
    say('dill-outsider', writeLinks({ ...noLinks, pull }, place()));
    await readAll();
    say('oregano-core', writeLinks({ ...noLinks, pull: issue }, place()));
    await readAnew();
    assert.deepEqual([known(), person.said], [[], []]);
  });

  it('are looked for in two discussions at a refresh, and not at every one', async () => {
    const read = await readAll();
    assert.ok(read.length > 2 && read.every(count => count <= 2), String(read));
    assert.deepEqual(await readAll(), [0]);
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
    person.presses = ['Use Them'];
    await readAll();
    await person.hears(1);
    await readAll();
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
