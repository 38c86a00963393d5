import assert from 'node:assert/strict';
import type { GitHub } from '../../../../src/github/index.ts';
import type { Facts } from '../../../../src/process/types.ts';
import { profileOf } from '../../../../src/project/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { hashOf } from '../../../../src/jobs/line/record.ts';
import { damaged } from '../../../../src/ui/common/jobRecords.ts';
import { begunOf } from '../../../../src/ui/leaked/begun.ts';
import { leakedPage } from '../../../../src/ui/leaked/page.ts';
import { readExposure } from '../../../../src/ui/leaked/read.ts';
import { cpython, githubOf, openIssue, openPull, spamId } from '../../announce/place.ts';
import { assertDescribed } from '../../sandbox/harness.ts';
import { factsOf } from '../advisories/facts.ts';

const now = new Date('2026-11-22T03:20:05Z');

describe('the page of a bad day', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let github: GitHub;

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.heal();
    sandbox.recorder.clear();
    github = githubOf(sandbox);
  });
  afterEach(() => {
    assertDescribed(sandbox);
    assert.deepEqual(sandbox.recorder.writes(), [], 'it does nothing by itself');
  });
  after(() => sandbox.stop());

  const read = async (over: Partial<Facts> = {}, records: readonly unknown[] = [], opened?: number) => {
    const advisory = await github.advisories.get(cpython, spamId);
    return readExposure({
      ...{ github, facts: factsOf(advisory, over), gitUrl: sandbox.url, cveUrl: sandbox.cveUrl },
      begun: begunOf(records, advisory, opened ?? null),
      backports: async () => [{ branch: '3.14', notNeeded: 'never had it' }],
      readers: async () => ({
        people: [{ login: 'parsley-dev', why: ['reporter'], mailed: true }],
        unknown: ['team psrt'],
      }),
      signal: new AbortController().signal,
    });
  };
  const page = (found: Awaited<ReturnType<typeof read>>, repo = 'python/cpython') =>
    leakedPage(found, { profile: profileOf(repo), gitUrl: sandbox.url }, now);
  /** The lines below a heading. */
  const below = (text: string, heading: string) =>
    (text.split(`## ${heading}\n\n`)[1] ?? assert.fail(heading)).split('\n\n')[0]!.split('\n');
  /** What a job of the advisory remembers while it is not done. */
  const record = (confirmed: object, done: object, more: object = { version: 1 }) => ({
    ...{ key: 'port-1', repo: cpython, ghsaId: spamId, pull: 1, forkMissing: false },
    ...{ upstream: { fullName: 'python/cpython', branch: '3.14' } },
    ...{ fork: { fullName: 'octo-coordinator/cpython' }, confirmed, hash: hashOf(confirmed), done, ...more },
  });
  const port = (done: object) =>
    record({ texts: { 'commit.branch': 'gh-{issue}-chunks' }, section: null }, done);
  const publicFix = (issue: number, pull: number): Partial<Facts> => ({
    publicFix: { issue, pull, state: null, missingLabels: null, backportsAsked: null, backports: null },
  });
  const asked = () => sandbox.recorder.calls.filter(({ path }) => /CVE-\d/i.test(path));

  it('begins with what to do: the token first, then people, evidence before anything is taken down', async () => {
    const steps = below(page(await read()), 'What to do, in this order');
    const at = (words: RegExp) => steps.findIndex(step => words.test(step));
    assert.match(steps[0]!, /^1\. Did a token or a password leak\? Revoke it before you read on/);
    const order = [/Revoke it/, /^2\. Stop\./, /security@python\.org/, /Keep the evidence/, /GitHub Support/];
    const found = order.map(at);
    assert.deepEqual(
      [...found].sort((a, b) => a - b),
      found,
    );
    assert.ok(!found.includes(-1));
  });

  it('where nothing is public says so, and asks no CVE service for its id', async () => {
    const found = await read();
    const text = page(found);
    assert.match(below(text, 'What is public now')[0]!, /^- Nothing that this machine knows of\./);
    assert.deepEqual(below(text, 'Who was mailed of it'), [
      '- Nobody that GitHub or a list of the project would have mailed.',
    ]);
    const hidden = below(text, 'What is still private, as far as this machine knows').join('\n');
    assert.match(hidden, /Description, title and id/);
    assert.match(hidden, /temporary private fork/);
    assert.match(hidden, /CVE id/);
    assert.deepEqual([found.record, asked()], [null, []]);
  });

  it('names issue and pull request with address, state and time as GitHub has them now, and whom they mailed', async () => {
    const issue = openIssue(sandbox);
    const pull = await openPull(sandbox, issue);
    const found = await read(publicFix(issue, pull.number));
    const text = page(found);
    const site = `${sandbox.url}/python/cpython`;
    const since = found.things.map(each => each.since!.slice(0, 16).replace('T', ' '));
    assert.deepEqual(below(text, 'What is public now'), [
      `- [Issue ${issue}](${site}/issues/${issue}): open, since ${since[0]} UTC`,
      `- [Pull request ${pull.number}](${site}/pull/${pull.number}): open, since ${since[1]} UTC`,
    ]);
    const mailed = below(text, 'Who was mailed of it').join('\n');
    assert.match(mailed, /Everybody who watches the repository/);
    assert.match(mailed, /new-bugs-announce@python\.org at once/);
    assert.match(text, new RegExp(`branch \`${found.things[1]!.branch!.name}\``));
    assert.ok(
      !below(text, 'What is still private, as far as this machine knows').join().includes('The fix.'),
    );
    assert.equal(asked().length, 1, 'now the record is worth a question');
  });

  it('says what became of them since, and what cannot be read', async () => {
    const issue = openIssue(sandbox);
    const found = await read(publicFix(issue, 999_999));
    assert.deepEqual(
      found.things.map(({ name, state }) => [name, state]),
      [
        [`Issue ${issue}`, 'open'],
        ['Pull request 999999', 'not readable'],
      ],
    );
    assert.match(below(page(found), 'What could not be read')[0]!, /^- Pull request 999999: \S/);
  });

  it('names what a port made public that stopped on its way: the issue, and the branch with the fix', async () => {
    const issue = openIssue(sandbox);
    const done = { issue: { number: issue, url: '' }, commit: 'c'.repeat(40), pushed: true, name: 2 };
    const found = await read({ portStopped: 'open pull request' }, [port(done)]);
    const text = page(found);
    const branch = `gh-${issue}-chunks-2`;
    const site = `${sandbox.url}/octo-coordinator/cpython`;
    assert.deepEqual(below(text, 'What is public now').slice(1), [
      `- [A branch of octo-coordinator/cpython](${site}/tree/${branch}): pushed, since when is not known`,
    ]);
    assert.match(below(text, 'What is public now')[0]!, new RegExp(`^- \\[Issue ${issue}\\]`));
    assert.ok(text.includes(`branch \`${branch}\``), 'the step that takes it down names it');
    assert.match(below(text, 'Who was mailed of it')[0]!, /^- Everybody who watches the repository/);
    const hidden = below(text, 'What is still private, as far as this machine knows').join();
    assert.ok(!hidden.includes('The fix.'));
    assert.deepEqual(below(text, 'What could not be read'), [
      '- The port stopped at "open pull request". Whether that step reached GitHub is not known: look there.',
    ]);
    assert.equal(asked().length, 1);
  });

  it('does not say that nothing is public while a job of which nothing came back stopped', async () => {
    for (const records of [[port({})], []]) {
      const text = page(await read({ portStopped: 'open issue' }, records));
      assert.ok(!text.includes('Nothing that this machine knows of'), text);
      assert.ok(!text.includes('Nobody that GitHub'), text);
      assert.ok(!text.includes('The fix.'), text);
      assert.match(below(text, 'What could not be read')[0]!, /stopped at "open issue"/);
    }
  });

  it('does not say so either where the memory of a job cannot be read', async () => {
    const text = page(await read({}, [damaged]));
    assert.match(
      text,
      /^- The memory of a job on this machine is damaged\. What that job made public is not known/m,
    );
    assert.ok(!text.includes('Nothing that this machine knows of'), text);
    assert.match(page(await read()), /Nothing that this machine knows of/);
  });

  it('names an unfinished backport, and an issue that was opened for itself, each once', async () => {
    const issue = openIssue(sandbox);
    const pull = await openPull(sandbox, issue, { base: '3.14', title: '[3.14] Check the length' });
    const backport = record(
      { branch: 'backport-0123abc-3.14' },
      { commit: 'c'.repeat(40), pushed: true, pull: { number: pull.number, url: '' } },
      { version: 1, kind: 'backport' },
    );
    const [other, done] = [{ ...port({ issue: { number: 1 } }), ghsaId: 'GHSA-2222-2222-2222' }, { issue }];
    const own = record({ texts: {} }, { issue: { number: done.issue, url: '' } }, { kind: 'issue 1' });
    const found = await read({}, [backport, own, other], issue);
    assert.deepEqual(
      found.things.map(({ name, state }) => [name, state]),
      [
        [`Issue ${issue}`, 'open'],
        [`Backport ${pull.number} to 3.14`, 'open'],
      ],
    );
    assert.equal(found.unread.length, 2);
  });

  it('of a fix that is closed does not ask to merge it', async () => {
    const issue = openIssue(sandbox);
    const pull = await openPull(sandbox, issue);
    pull.state = 'closed';
    const closed = page(await read(publicFix(issue, pull.number)));
    assert.match(closed, /If it is over: open the closed pull request again/);
    const lost = page(await read(publicFix(issue, 999_999)));
    assert.match(lost, /If it is over: look what became of the pull request/);
  });

  it('of a published advisory: keep the clones, and everybody who gets its alerts was mailed', async () => {
    const stored = sandbox.store.advisory(spamId)!;
    Object.assign(stored, { state: 'published', publishedAt: sandbox.store.stamp() });
    const text = page(await read());
    assert.match(below(text, 'What is public now')[0]!, /^- \[The advisory itself\]\(http/);
    assert.match(text, /Do not try to unpublish/);
    assert.match(text, /watches the security alerts/);
  });

  it('holds logins that are no Markdown, and nothing of the report', async () => {
    const found = await read();
    const people = [{ login: '<b>`x`](http://e.invalid)', why: ['collaborator'], mailed: false }];
    const text = page({ ...found, readers: { people, unknown: [] } });
    assert.ok(!text.includes('<b>') && !text.includes('](http://e.invalid)'), text);
    const words = found.advisory.description.split(/\s+/).slice(0, 6).join(' ');
    assert.ok(words.length > 10 && !text.includes(words));
    assert.ok(!text.includes(found.advisory.title));
  });

  it('of another project names its own admins', async () => {
    const text = page(await read(), 'octo/else');
    assert.match(text, /Tell the admins of the repository/);
    assert.ok(!text.includes('security@python.org'));
  });
});
