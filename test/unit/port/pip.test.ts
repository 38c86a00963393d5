import assert from 'node:assert/strict';
import {
  newsText,
  preparePort,
  proposeDraft,
  reviewPort,
  type Prepared,
} from '../../../src/jobs/port/index.ts';
import { types } from '../../../src/project/pip/towncrier.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { writeHistory } from '../../../src/sandbox/seed/history.ts';
import { oracle } from '../project/towncrierOracle.ts';
import { desk, publish, type Desk } from './harness.ts';

const ghsaId = 'GHSA-q2r3-v4w5-x6c7';
const checklist = /^- \[ \] .*$/gm;

/** The advisory is accepted, the bot makes its fork, a colleague writes the fix and two others approve. */
async function accepted(
  at: Desk,
  fragment?: { readonly path: string; readonly text: string },
): Promise<void> {
  at.sandbox.store.advisory(ghsaId)!.state = 'draft';
  await at.sandbox.tick();
  await at.sandbox.colleagues();
  if (fragment === undefined) return;
  const fork = at.sandbox.store.repo(at.sandbox.store.advisory(ghsaId)!.fork!)!;
  const files = { [fragment.path]: fragment.text };
  const [ref, from] = ['advisory-fix-1', 'refs/heads/advisory-fix-1^0'];
  await writeHistory(fork.dir, [{ branch: ref, message: 'News', files, from }], Date.UTC(2026, 9, 12) / 1000);
  const head = await git(fork.dir, ['rev-parse', ref]);
  await git(fork.dir, ['update-ref', 'refs/pull/1/head', head]);
  fork.issues.get(1)!.pull!.headSha = head;
}

async function begin(at: Desk, existing: number | null = null) {
  const repo = { owner: 'pypa', name: 'pip' };
  const prepared = await preparePort(at.tools, { repo, ghsaId, clone: null });
  return { prepared, draft: proposeDraft(prepared, await newsText(at.tools.git, prepared), existing) };
}

/** What the pushed commit adds to public main, by path; and its message. */
async function pushed(at: Desk, { publicMain, me }: Prepared, branch: string) {
  const dir = at.sandbox.dir(`${me.login}/pip`);
  const changed = await git(dir, ['diff', '--name-status', publicMain, branch]);
  const fragment = /A\t(news\/\S+)/.exec(changed)?.[1] ?? '';
  return {
    changed: changed.trim().split('\n'),
    fragment,
    text: fragment === '' ? '' : await git(dir, ['show', `${branch}:${fragment}`]),
    message: await git(dir, ['log', '-1', '--format=%B', branch]),
  };
}

describe('a port into pip', function () {
  this.timeout(120_000);
  let at: Desk;
  beforeEach(async () => void (at = await desk()));
  afterEach(() => at.close());

  it('brings the fix with a news fragment that carries the number of the issue', async () => {
    await accepted(at);
    const { prepared, draft } = await begin(at);
    assert.deepEqual(prepared.branches, []);
    const review = reviewPort(prepared, draft);
    assert.deepEqual(review.toSettle, []);
    const { label, detail } = review.checks.find(({ id }) => id === 'blurb')!;
    assert.equal(label, 'News fragment is valid');
    assert.match(detail, /^bugfix, \d+ columns$/);
    assert.equal(draft.texts['pull.body'].match(checklist)?.length, 4);
    const box = review.findings.find(({ id }) => id === 'pull.body:checklist')!;
    const ticked = { ...draft, texts: { ...draft.texts, 'pull.body': box.fixes[0]!.text } };

    const { ended, links, events } = await publish(at, prepared, ticked);
    assert.equal(ended, 'done');
    const { issue, pull } = links!;
    const said = events.flatMap(event => (event.state === 'done' ? [event.text] : []));
    assert.ok(said.includes(`Issue #${issue} opened`), said.join());
    assert.ok(said.includes(`News fragment numbered #${issue}`));
    assert.ok(said.includes(`Pull request #${pull} opened`));

    const { title, body, pull: opened } = at.sandbox.store.repo('pypa/pip')!.issues.get(pull)!;
    assert.equal(title, ticked.texts['pull.title']);
    assert.doesNotMatch(title, /#|gh-/);
    assert.match(body, new RegExp(`^Fixes #${issue}\\.$`, 'm'));
    const made = await pushed(at, prepared, opened!.headSha);
    assert.equal(made.fragment, `news/${issue}.bugfix.rst`);
    assert.deepEqual(oracle(made.fragment.slice('news/'.length), types), [String(issue), 'bugfix', 0]);
    assert.equal(made.text, ticked.texts['commit.blurb'].trim());
    assert.equal(made.changed.length, prepared.files.length + 1);
    assert.equal(made.message.split('\n')[0], ticked.texts['commit.message']);
  });

  it('takes the text of a fragment that came with the private fix, and gives it its name', async () => {
    await accepted(at, {
      path: 'news/+a1b2c3.bugfix.rst',
      text: 'Refuse a wheel with a slash in its name.\n',
    });
    const { prepared, draft } = await begin(at);
    assert.equal(draft.texts['commit.blurb'], 'Refuse a wheel with a slash in its name.');
    const kept = reviewPort(prepared, draft).findings.find(({ id }) => id === 'commit.blurb:kept')!;
    assert.equal(kept.message, 'Kept the news fragment of the private PR. Its file gets a new name.');
    const { links } = await publish(at, prepared, draft);
    const { headSha } = at.sandbox.store.repo('pypa/pip')!.issues.get(links!.pull)!.pull!;
    const made = await pushed(at, prepared, headSha);
    assert.deepEqual(
      made.changed.filter(line => line.includes('news/')),
      [`A\tnews/${links!.issue}.bugfix.rst`],
    );
  });

  it('leaves the entry of a vendored library beside its own', async () => {
    await accepted(at, { path: 'news/urllib3.vendor.rst', text: 'Upgrade urllib3 to 9.9.9\n' });
    const main = at.sandbox.dir('pypa/pip');
    const files = { 'news/13301.bugfix.rst': 'Fix a crash.\n' };
    const commit = { branch: 'main', message: 'Fix a crash', files, from: 'refs/heads/main^0' };
    await writeHistory(main, [commit], Date.UTC(2026, 9, 13) / 1000);
    const { prepared, draft } = await begin(at);
    assert.ok(prepared.newsThere.includes('news/13301.bugfix.rst'));
    assert.ok(prepared.files.some(({ path }) => path === 'news/urllib3.vendor.rst'));
    const { links } = await publish(at, prepared, draft);
    const { headSha } = at.sandbox.store.repo('pypa/pip')!.issues.get(links!.pull)!.pull!;
    const made = await pushed(at, prepared, headSha);
    assert.equal(made.changed.filter(line => line.includes('news/')).length, 2);
  });

  it('does not take the place of a fragment that the issue has already', async () => {
    await accepted(at, { path: 'news/13400.bugfix.rst', text: 'Refuse a wheel.\n' });
    const { prepared, draft } = await begin(at);
    const there = { ...prepared, newsThere: ['news/13401.bugfix.rst'] };
    const about = (existingIssue: number | null) =>
      reviewPort(there, { ...draft, existingIssue }).toSettle.map(({ message }) => message);
    assert.deepEqual(about(null), []);
    assert.deepEqual(about(13_499), []);
    assert.match(
      about(13_401)[0]!,
      /^news\/13401\.bugfix\.rst is there already: this issue has a news fragment\./,
    );
    assert.ok(!prepared.newsThere.includes('news/13400.bugfix.rst'));
  });

  it('is refused with a fragment that the hooks of pip refuse', async () => {
    await accepted(at);
    const { prepared, draft } = await begin(at);
    for (const text of ['', '- Fix it.', 'Fix `it`.', 'Fix.\n\n.. note:: it']) {
      const { toSettle, checks } = reviewPort(prepared, {
        ...draft,
        texts: { ...draft.texts, 'commit.blurb': text },
      });
      assert.deepEqual(
        toSettle.map(({ field }) => field),
        ['commit.blurb'],
        text,
      );
      assert.equal(checks.find(({ id }) => id === 'blurb')!.label, 'News fragment is not valid');
    }
  });
});
