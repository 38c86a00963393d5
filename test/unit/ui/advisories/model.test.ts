import assert from 'node:assert/strict';
import type { Advisory, RepoRef } from '../../../../src/advisory/model.ts';
import type { PortLinks } from '../../../../src/jobs/port/steps/rememberLinks.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { addPull } from '../../../../src/sandbox/routes/pulls.ts';
import {
  rowId,
  type AdvisoriesModel,
  type AdvisorySource,
  type ModelParts,
} from '../../../../src/ui/advisories/model.ts';
import type { ProgressRecords } from '../../../../src/ui/common/progress.ts';
import { listOn } from './parts.ts';

const cpython = { owner: 'python', name: 'cpython' };
const pip = { owner: 'pypa', name: 'pip' };
const spamId = 'GHSA-7q4m-xv2c-93rp';
const toastId = 'GHSA-hj5m-pq6r-vw7x';
const othersId = 'GHSA-r9v8-w7x6-c5f4';
const closedId = 'GHSA-v2w3-x4c5-f6g7';

describe('the list of advisories', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let model: AdvisoriesModel;
  let progress: ProgressRecords;
  let failures: string[];
  let repositories: RepoRef[];
  let token: string | null;
  let expired: number;
  let links: PortLinks[];
  let stopped: string | null;
  let now: Date;

  before(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.heal();
    sandbox.recorder.clear();
    repositories = [cpython, pip];
    token = sandbox.tokens['coordinator']!;
    expired = 0;
    links = [];
    stopped = null;
    now = sandbox.store.now();
    make();
  });
  after(() => sandbox.stop());

  function make(parts: Partial<ModelParts> = {}) {
    ({ model, progress, failures } = listOn(sandbox, {
      token: () => token,
      repositories: () => repositories,
      expired: async () => void expired++,
      links: () => links,
      stopped: ({ ghsaId }) => (ghsaId === spamId ? stopped : null),
      now: () => now,
      ...parts,
    }));
  }
  /** A new list whose GitHub answers for one advisory when it is told to. */
  function gated() {
    type Asked = { readonly signal: AbortSignal; readonly answer: (advisory: Advisory) => void };
    let ask: (asked: Asked) => void;
    const asked = new Promise<Asked>(done => (ask = done));
    const { github } = listOn(sandbox, { token: () => token });
    const get: AdvisorySource['advisories']['get'] = (_repo, _id, signal) =>
      new Promise((answer, fail) => {
        signal!.addEventListener('abort', () => fail(signal!.reason as Error));
        ask({ signal: signal!, answer });
      });
    const pages: AdvisorySource['advisories']['pages'] = (...all) => github.advisories.pages(...all);
    make({ github: async () => ({ ...github, advisories: { get, pages, comments: async () => null } }) });
    return { asked };
  }
  const results = () => {
    assert.equal(model.state.kind, 'loaded');
    return model.state.results;
  };
  const kind = () => model.state.kind;
  const isSettled = () => model.state.kind === 'loaded' && model.state.settled;
  const ids = () => model.advisories.map(({ ghsaId }) => ghsaId);
  const named = (id: string) => {
    const found = model.advisories.find(({ ghsaId }) => ghsaId === id);
    assert.ok(found, `${id} is not known`);
    return found;
  };
  const asked = () => sandbox.recorder.requests.map(({ path, query }) => `${path}${query}`);
  const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

  it('asks nobody before it is told to', () => {
    assert.equal(model.state.kind, 'idle');
    assert.equal(sandbox.recorder.requests.length, 0);
  });

  it('holds the open ones of all repositories, whoever coordinates', async () => {
    await model.refresh();
    for (const id of [spamId, othersId, 'GHSA-p3q4-r5v6-w7x8', 'GHSA-q2r3-v4w5-x6c7'])
      assert.ok(ids().includes(id));
    assert.ok(!ids().includes(closedId));
    assert.equal(model.assessment(named(spamId)).move, 'yours');
    assert.equal(model.assessment(named(toastId)).move, 'waiting');
    assert.equal(model.assessment(named('GHSA-p3q4-r5v6-w7x8')).move, 'unassigned');
    assert.equal(model.assessment(named(othersId)).move, 'other');
    assert.equal(model.advisoryOf(`python/cpython/${spamId}`), named(spamId));
    assert.equal(model.advisoryOf('python/cpython/GHSA-2222-2222-2222'), null);
  });

  it('reads closed ones when they are to be seen, and forgets them when they are not', async () => {
    await model.refresh();
    model.setFilter({ show: 'finished' });
    await model.refresh();
    assert.equal(model.assessment(named(closedId)).move, 'finished');
    model.setFilter({ show: 'mine' });
    await model.refresh();
    assert.ok(!ids().includes(closedId));
  });

  it('looks at the private fork of ours, with approvals, and at nobody else’s', async () => {
    await model.refresh();
    const [pull, ...others] = model.pullsOf(named(spamId))!;
    const { headSha, ...known } = pull!;
    assert.deepEqual([known, others], [{ number: 1, state: 'open', merged: false, approvals: 2 }, []]);
    assert.match(headSha, /^[0-9a-f]{40}$/);
    assert.deepEqual(model.pullsOf({ ...named(spamId), privateFork: null }), []);
    const forks = asked().filter(path => path.includes('/pulls'));
    assert.ok(forks.length > 0);
    const mine = model.advisories.filter(advisory =>
      ['yours', 'waiting'].includes(model.assessment(advisory).move),
    );
    for (const path of forks)
      assert.ok(
        mine.some(({ privateFork }) => privateFork !== null && path.startsWith(`/repos/${privateFork}/`)),
      );
  });

  it('keeps what stands before: rows come first, what is beside them once at the end', async () => {
    const seen: (number | undefined)[] = [];
    model.onDidChange(() => {
      const spam = model.advisories.find(({ ghsaId }) => ghsaId === spamId);
      if (spam) seen.push(model.pullsOf(spam)?.length);
    });
    await model.refresh();
    assert.equal(seen.at(-1), 1);
    assert.ok(seen.slice(0, -1).length > 0 && seen.slice(0, -1).every(count => count === undefined));
  });

  it('says what it reads', async () => {
    const lines: string[] = [];
    model.onProgress(line => lines.push(line));
    await model.refresh();
    assert.equal(lines[0], 'Loading python/cpython, page 1…');
    assert.ok(lines.includes('Loading python/cpython, page 3…'));
    assert.ok(lines.includes('Loading pypa/pip, page 1…'));
  });

  it('knows the role by permissions, and better by what GitHub answered', async () => {
    await model.refresh();
    assert.equal(model.role(named(spamId)), 'collaborator');
    model.learn(cpython, true);
    assert.equal(model.role(named(spamId)), 'admin');
    assert.equal(model.facts(named(spamId)).role, 'admin');
    model.learn(cpython, false);
    assert.equal(model.role(named(spamId)), 'collaborator');
    sandbox.role('octo-coordinator', 'pypa/pip', 'admin');
    model.reset();
    await model.refresh();
    assert.equal(model.role(named('GHSA-q2r3-v4w5-x6c7')), 'admin');
    const before = asked().filter(path => path === '/repos/pypa/pip').length;
    await model.refresh();
    assert.equal(asked().filter(path => path === '/repos/pypa/pip').length, before, 'asked once');
  });

  it('knows whoever reported it as one of the team, where nobody coordinates, by one look at the team', async () => {
    repositories = [cpython];
    const ours = { author: 'octo-coordinator', reported: true, credits: [], users: [] };
    for (const [id, stored] of sandbox.store.advisories)
      sandbox.store.advisories.set(id, { ...stored, ...ours });
    await model.refresh();
    const open = model.advisories;
    assert.ok(open.length > 1 && open.every(({ teams }) => teams.includes('psrt')));
    const roles = () => new Set(model.advisories.map(advisory => model.role(advisory)));
    assert.deepEqual(roles(), new Set(['collaborator']));
    const looks = () => asked().filter(path => path.includes('/members')).length;
    const before = looks();
    assert.equal(before, 1);
    await model.refresh();
    assert.equal(looks(), before);
    sandbox.store.team.members.delete('octo-coordinator');
    later(61);
    let told = 0;
    model.onDidChange(() => told++);
    await model.refresh();
    assert.deepEqual(roles(), new Set(['reporter']));
    assert.equal(told, 1);
  });

  it('goes on without permissions that cannot be read, and asks again', async () => {
    sandbox.fail({ path: '/repos/python/cpython', status: 502 });
    await model.refresh();
    assert.equal(model.role(named(spamId)), 'collaborator');
    assert.deepEqual(failures, ['server']);
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await model.refresh();
    assert.equal(model.role(named(spamId)), 'admin');
  });

  it('knows the public pull request of a port, its missing labels and the backports asked for', async () => {
    const upstream = sandbox.store.repo('python/cpython')!;
    const unread = { state: null, missingLabels: null, backportsAsked: null, backports: null };
    const port = { repo: 'python/cpython', ghsaId: spamId, commit: 'c'.repeat(40), droppedLabels: [] };
    links = [{ ...port, issue: 9001, pull: 9002 }];
    await model.refresh();
    // This GitHub has no such pull request: nothing is known of it, and the rest is as it was.
    assert.deepEqual(model.facts(named(spamId)).publicFix, { issue: 9001, pull: 9002, ...unread });
    assert.deepEqual(failures, ['not-found']);
    assert.equal(model.facts(named(othersId)).publicFix, null);

    const fork = sandbox.store.repo(named(spamId).privateFork!)!;
    const texts = { title: 'gh-9001: Spam', body: '', author: 'octo-coordinator' };
    const head = { ref: 'advisory-fix-1', base: 'main' };
    const pull = await addPull({ store: sandbox.store }, upstream, fork, { ...texts, ...head });
    const known = { issue: 9001, pull: pull.number };
    links = [{ ...port, ...known }];
    assert.deepEqual(model.facts(named(spamId)).publicFix, { ...known, ...unread });
    pull.labels.push('needs backport to 3.14', 'needs backport to 3.13', 'tests');
    let told = 0;
    model.onDidChange(() => told++);
    await model.refresh();
    assert.equal(told, 1);
    assert.deepEqual(model.facts(named(spamId)).publicFix, {
      ...{ ...known, state: 'open' },
      ...{ missingLabels: ['type-security'], backportsAsked: ['3.14', '3.13'], backports: null },
    });
    pull.labels.splice(0, 3, 'type-security');
    pull.state = 'closed';
    pull.pull!.mergedAt = sandbox.store.stamp();
    await model.refresh();
    const merged = { ...known, state: 'merged', missingLabels: [], backportsAsked: [], backports: null };
    assert.deepEqual(model.facts(named(spamId)).publicFix, merged);
    // Broken for a moment: what was known stands.
    sandbox.fail({ path: `/repos/python/cpython/pulls/${pull.number}`, status: 502 });
    await model.refresh();
    assert.deepEqual(model.facts(named(spamId)).publicFix, merged);
  });

  it('remembers what was asked, and says so at once', async () => {
    await model.refresh();
    let told = 0;
    model.onDidChange(() => told++);
    const before = model.assessment(named(toastId));
    assert.equal(model.assessment(named(toastId)), before);
    const at = new Date(now.getTime() - 60_000).toISOString();
    await progress.update(named(toastId), { asked: { tag: 'ACCEPTED', at } });
    assert.equal(told, 1);
    assert.notEqual(model.assessment(named(toastId)), before);
    assert.deepEqual(model.facts(named(toastId)).progress, { asked: { tag: 'ACCEPTED', at } });
  });

  it('puts a port that stopped first', async () => {
    await model.refresh();
    stopped = 'open pull request';
    model.touch();
    assert.equal(model.assessment(named(spamId)).next?.action, 'continuePort');
  });

  it('names everybody who can read one of ours', async () => {
    await model.refresh();
    const { people, unknown } = model.readersOf(named(spamId));
    assert.ok(people.some(({ login, mailed }) => login === 'parsley-dev' && mailed));
    assert.ok(people.some(({ why }) => why.includes('team psrt')));
    assert.deepEqual(unknown, []);
    assert.deepEqual(model.readersOf(named(othersId)).unknown, [], 'the same team');
    const behind = () => asked().filter(path => /\/members|permission=admin/.test(path)).length;
    sandbox.recorder.clear();
    later(59);
    await model.refresh();
    assert.equal(behind(), 0, 'read less than an hour ago');
    later(2);
    await model.refresh();
    assert.equal(behind(), 2, 'an hour later the team and the admins are read again');
    await model.readReaders(named(spamId));
    assert.equal(behind(), 4, 'and whenever somebody asks');
  });

  it('takes in what another part of ours has read or written', async () => {
    await model.refresh();
    const before = ids();
    const spam = named(spamId);
    let told = 0;
    model.onDidChange(() => told++);
    model.take({ ...spam });
    assert.equal(told, 0, 'it says the same');
    model.take({ ...spam, title: 'New words', updatedAt: now.toISOString() });
    assert.equal(told, 1);
    assert.deepEqual(ids(), before);
    assert.equal(named(spamId).title, 'New words');
    assert.equal(model.pullsOf(named(spamId))?.length, 1);
    model.take({ ...spam, repo: { owner: 'somebody', name: 'else' }, ghsaId: 'GHSA-2222-2222-2222' });
    assert.deepEqual(ids(), before);
  });

  it('shows a new one of ours before any list has it, and what was closed as finished', async () => {
    await model.refresh();
    const made = { ...named(spamId), ghsaId: 'GHSA-2222-2222-2222', title: 'From a mail' };
    model.take(made);
    assert.equal(named(made.ghsaId).title, 'From a mail');
    model.take({ ...named(spamId), state: 'closed', updatedAt: now.toISOString() });
    assert.equal(model.assessment(named(spamId)).move, 'finished');
    later(1);
    await model.refresh();
    assert.ok(!ids().includes(made.ghsaId), 'no list has it');
    assert.equal(named(spamId).state, 'closed', 'the list is older than what we were told');
  });

  it('keeps what was taken until a list is newer', async () => {
    await model.refresh();
    model.take({ ...named(spamId), title: 'Ours', updatedAt: new Date(now.getTime() + 1_000).toISOString() });
    await model.refresh();
    assert.equal(named(spamId).title, 'Ours');
    const stored = sandbox.store.advisory(spamId)!;
    stored.summary = 'Theirs';
    stored.updatedAt = new Date(now.getTime() + 2_000).toISOString();
    await model.refresh();
    assert.equal(named(spamId).title, 'Theirs');
  });

  it('polls one advisory by one conditional request, and is quiet where nothing has changed', async () => {
    await model.refresh();
    sandbox.recorder.clear();
    let told = 0;
    model.onDidChange(() => told++);
    await model.poll(`python/cpython/${toastId}`);
    assert.equal(told, 0);
    await sandbox.tick();
    await model.poll(`python/cpython/${toastId}`);
    assert.equal(told, 1);
    assert.equal(named(toastId).state, 'draft');
    assert.equal(sandbox.recorder.requests.length, 2);
    assert.ok(sandbox.recorder.requests[1]!.headers['if-none-match']);
    await model.poll('python/cpython/GHSA-2222-2222-2222');
    assert.equal(sandbox.recorder.requests.length, 2, 'nobody asks for what is not listed');
    sandbox.fail({ path: toastId, status: 502 });
    await model.poll(`python/cpython/${toastId}`);
    assert.deepEqual(failures, ['server']);
  });

  it('drops the answer of a poll that a newer version has overtaken, within one second', async () => {
    const gate = gated();
    await model.refresh();
    const toast = named(toastId);
    const polled = model.poll(rowId(toast));
    const { answer } = await gate.asked;
    // GitHub's times are whole seconds: the late answer is as new by its time.
    model.take({ ...toast, title: 'Ours' });
    answer({ ...toast, title: 'Late' });
    await polled;
    assert.equal(named(toastId).title, 'Ours');
  });

  it('polls never beside a reading, and never when nobody looks', async () => {
    let gate = gated();
    await model.refresh();
    const toast = named(toastId);
    const id = rowId(toast);
    let polled = model.poll(id);
    const first = await gate.asked;
    assert.equal(model.reading, null, 'a poll is no reading that a look could wait for');
    const refreshed = model.refresh();
    assert.ok(first.signal.aborted);
    await model.poll(id);
    await Promise.all([refreshed, polled]);

    gate = gated();
    await model.refresh();
    polled = model.poll(id);
    const second = await gate.asked;
    model.rest();
    assert.ok(second.signal.aborted);
    second.answer({ ...toast, title: 'Late' });
    await polled;
    assert.notEqual(named(toastId).title, 'Late');
    assert.ok(model.isFresh(60_000), 'the next look need not read everything for that');

    gate = gated();
    await model.refresh();
    polled = model.poll(id);
    const third = await gate.asked;
    model.reset();
    assert.ok(third.signal.aborted);
    await polled;
    assert.deepEqual(failures, []);
  });

  it('asks nothing when nobody is signed in or no repository is chosen', async () => {
    repositories = [];
    await model.refresh();
    assert.equal(model.state.kind, 'no-repositories');
    token = null;
    repositories = [cpython, pip];
    await model.refresh();
    assert.equal(model.state.kind, 'signed-out');
    assert.equal(sandbox.recorder.requests.length, 0);
  });

  it('is signed out when GitHub does not know the token, now or later', async () => {
    token = 'gho_unknown';
    await model.refresh();
    assert.equal(kind(), 'signed-out');
    assert.equal(expired, 1);
    token = sandbox.tokens['coordinator']!;
    await model.refresh();
    assert.equal(kind(), 'loaded');
    token = 'gho_unknown';
    await model.refresh();
    assert.equal(kind(), 'signed-out');
    assert.deepEqual(ids(), []);
  });

  it('shows the other repositories when one fails', async () => {
    sandbox.fail({
      path: '/repos/pypa/pip/security-advisories',
      status: 403,
      headers: { 'x-github-sso': 'required; url=https://github.com/orgs/pypa/sso' },
    });
    await model.refresh();
    const [first, second] = results();
    assert.ok(first!.error === null && first!.advisories.length > 0);
    assert.equal(second!.error?.kind, 'sso');
    assert.equal(second!.error.ssoUrl, 'https://github.com/orgs/pypa/sso');
    assert.deepEqual(failures, ['sso']);
  });

  it('keeps the rows of a repository that breaks, but not of one that is closed to us', async () => {
    await model.refresh();
    const before = ids();
    sandbox.fail({ path: '/repos/python/cpython/security-advisories', status: 502 });
    await model.refresh();
    assert.deepEqual(ids(), before);
    assert.equal(results()[0]!.error?.kind, 'server');
    sandbox.fail({ path: '/repos/python/cpython/security-advisories', status: 404 });
    await model.refresh();
    assert.deepEqual(results()[0]!.advisories, []);
    assert.equal(results()[0]!.error?.kind, 'not-found');
    await model.refresh();
    assert.deepEqual(ids(), before);
    assert.equal(results()[0]!.error, null);
  });

  it('keeps the list while GitHub is away, and says since when', async () => {
    await model.refresh();
    const before = ids();
    const began = now.toISOString();
    sandbox.fail({ path: '/security-advisories', kind: 'reset', times: 2 });
    await model.refresh();
    sandbox.recorder.clear();
    later(5);
    await model.refresh();
    assert.equal(model.state.kind, 'loaded');
    assert.equal(model.state.stale?.failure.kind, 'offline');
    assert.equal(model.state.stale.since.toISOString(), began);
    assert.deepEqual(ids(), before);
    assert.equal(asked().length, 1, 'nothing else is tried');
    await model.refresh();
    assert.ok(model.state.kind === 'loaded' && model.state.stale === null);
  });

  it('keeps the pages that came before GitHub went away, and goes on behind them', async () => {
    sandbox.fail({ path: '/repos/pypa/pip/security-advisories', kind: 'reset' });
    await model.refresh();
    assert.ok(model.state.kind === 'loaded' && model.state.stale !== null && !isSettled());
    assert.ok(ids().includes(spamId));
    await model.refresh();
    assert.ok(isSettled() && ids().includes('GHSA-q2r3-v4w5-x6c7'));
  });

  it('says that nothing could be read when nothing was read before', async () => {
    sandbox.fail({ path: '/user', kind: 'reset' });
    await model.refresh();
    assert.ok(model.state.kind === 'failed' && model.state.failure.kind === 'offline');
  });

  it('makes a bug of ours a sentence, never a rejection', async () => {
    make({
      repositories: () => {
        throw new TypeError('a bug');
      },
    });
    await model.refresh();
    assert.ok(model.state.kind === 'failed');
    assert.doesNotMatch(model.state.failure.message, /bug/);
    assert.deepEqual(failures, ['TypeError: a bug']);
  });

  it('lets a private fork fail without touching its row', async () => {
    sandbox.fail({ path: '/repos/python/cpython-ghsa-7q4m-xv2c-93rp/pulls', status: 404 });
    await model.refresh();
    assert.equal(model.pullsOf(named(spamId)), null);
    assert.ok(results().every(({ error }) => error === null));
  });

  it('lets the last refresh win, and whoever waits for an earlier one waits for it', async () => {
    const states: string[] = [];
    const first = model.refresh();
    repositories = [pip];
    const second = model.refresh();
    model.onDidChange(() => states.push(model.state.kind));
    await first;
    assert.deepEqual(
      results().map(({ repo }) => repo),
      [pip],
    );
    await second;
    assert.ok(states.length > 0 && states.every(kind => kind === 'loaded'));
    assert.deepEqual(failures, []);
  });

  it('ends a reading that only the view wanted when nobody looks, and no other', async () => {
    const view = model.refresh('view');
    model.rest();
    await view;
    assert.equal(model.state.kind, 'idle');
    assert.ok(!model.isFresh(60_000));
    const command = model.refresh();
    model.rest();
    await command;
    assert.equal(model.state.kind, 'loaded');
    const both = model.refresh();
    const over = model.refresh('view');
    model.rest();
    await Promise.all([both, over]);
    assert.ok(model.isFresh(60_000), 'a command waits for it');
    assert.deepEqual(failures, []);
  });

  it('knows how old it is', async () => {
    assert.ok(!model.isFresh(60_000));
    await model.refresh();
    assert.ok(model.isFresh(60_000));
    later(1);
    assert.ok(!model.isFresh(60_000));
    await model.refresh();
    model.outdate();
    assert.ok(!model.isFresh(60_000));
  });

  it('shows one account nothing of another', async () => {
    await model.refresh();
    model.reset();
    assert.equal(model.state.kind, 'idle');
    assert.deepEqual(ids(), []);
    sandbox.fail({ path: '/user', kind: 'reset' });
    await model.refresh();
    assert.equal(model.state.kind, 'failed');
  });

  it('sees what was published or merged by mistake', async () => {
    await model.refresh();
    const stored = sandbox.store.advisory(spamId)!;
    stored.state = 'published';
    stored.publishedAt = now.toISOString();
    await model.refresh();
    const { mistakes } = model.assessment(named(spamId));
    assert.deepEqual(
      mistakes.map(({ id }) => id),
      ['published'],
    );
  });
});
