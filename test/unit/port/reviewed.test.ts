import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linksFile } from '../../../src/jobs/port/links.ts';
import { readOptions } from '../../../src/jobs/port/options.ts';
import { inTerminal, printPlan } from '../../../src/jobs/port/print.ts';
import {
  confirmPort,
  keptNews,
  preparePort,
  reviewPort,
  type PortDraft,
} from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import { PortModel } from '../../../src/ui/port/model.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';

const id = 'GHSA-7q4m-xv2c-93rp';
const own = 'octo-coordinator/cpython';

describe('what is confirmed is what is sent', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const withText = (draft: PortDraft, field: keyof PortDraft['texts'], text: string): PortDraft => ({
    ...draft,
    texts: { ...draft.texts, [field]: text },
  });

  it('a number that is not known yet is no number in the issue, and one in the blurb', async () => {
    const { prepared, draft } = await prepare(at, id);
    const asked = withText(draft, 'issue.body', 'The fix is gh-{issue}.');
    assert.match(reviewPort(prepared, asked).toSettle[0]!.message, /not known before the issue is open/);
    const { links } = await publish(
      at,
      prepared,
      withText(draft, 'commit.blurb', 'Check it, see gh-{issue}.'),
    );
    const dir = at.sandbox.dir(own);
    const files = await git(dir, ['diff', '--name-only', `${links!.commit}^`, links!.commit]);
    const news = files.split('\n').find(file => file.startsWith('Misc/'))!;
    assert.equal(await git(dir, ['show', `${links!.commit}:${news}`]), `Check it, see gh-${links!.issue}.`);
  });

  it('a repair of the message leaves its co-authors alone', async () => {
    const { prepared, draft } = await prepare(at, id);
    const leaking = { ...withText(draft, 'commit.message', `Fix it. See ${id}. Done.`), author: 'me' };
    const finding = reviewPort(prepared, leaking).toSettle[0]!;
    for (const fix of finding.fixes) assert.doesNotMatch(fix.text, /Co-authored-by/);
    const { links } = await publish(
      at,
      prepared,
      withText(leaking, 'commit.message', finding.fixes[0]!.text),
    );
    const message = await git(at.sandbox.dir(own), ['log', '-1', '--format=%B', links!.commit]);
    assert.equal(message.match(/Co-authored-by/g)?.length, 1);
  });

  it('what is not sent need not pass: the body of an issue that is not opened', async () => {
    const { prepared, draft } = await prepare(at, id);
    const other = { ...withText(draft, 'issue.body', `See ${id}.`), existingIssue: 1 };
    assert.deepEqual(reviewPort(prepared, other).toSettle, []);
    const record = await confirmPort(at.tools.store, prepared, other, at.tools.now());
    assert.equal(record.confirmed.texts['issue.body'], '');
  });

  it('what was kept stays kept when the blurb is wrapped', async () => {
    const { prepared, draft } = await prepare(at, id);
    const cve = prepared.advisory.cveId!.replace('-', ' ');
    // Long enough that the line is broken inside of it.
    const words = `The parser of chunks now compares the length field with the rest of ${cve} here.`;
    const asked = withText(draft, 'commit.blurb', words);
    const [finding] = reviewPort(prepared, asked).toSettle;
    assert.match(finding!.message, /CVE/);
    const kept = { ...asked, overruled: [{ id: finding!.id, reason: 'public already' }] };
    const { confirmed } = await confirmPort(at.tools.store, prepared, kept, at.tools.now());
    assert.match(confirmed.texts['commit.blurb'], /CVE\n2026-\d+/, 'it was broken there');
  });

  it('a second port of one advisory is asked about', async () => {
    const links = linksFile(at.root);
    const repo = { owner: 'python', name: 'cpython' };
    assert.equal(await links.find(repo, id), null);
    const first = await prepare(at, id);
    const { links: made } = await publish(at, first.prepared, first.draft);
    await links.keep(made!);
    const tools = { ...at.tools, portedBefore: links.find };
    const prepared = await preparePort(tools, { repo, ghsaId: id, clone: at.clone });
    const [finding] = reviewPort(prepared, first.draft).toSettle;
    assert.equal(
      finding!.message,
      `Ported already: issue gh-${made!.issue}, pull request gh-${made!.pull}. This would open another pull request.`,
    );
    await writeFile(join(at.root, 'links.json'), '[{');
    assert.equal(await links.find(repo, id), null, 'half a file is no file');
  });

  it('Continue port in the same window goes on from what is done, whatever became of the issue', async () => {
    const { prepared, draft } = await prepare(at, id);
    at.sandbox.fail({ method: 'POST', path: '/pulls', status: 502 });
    const model = PortModel.review(
      {
        tools: at.tools,
        sandbox: true,
        keep: async () => undefined,
        ended: () => undefined,
        crossed: () => undefined,
        failed: () => undefined,
      },
      prepared,
      draft,
    );
    await model.makePublic(model.state.view);
    await model.settled();
    assert.equal(model.state.phase, 'failed');
    const repo = at.sandbox.store.repo('python/cpython')!;
    for (const issue of repo.issues.values())
      Object.assign(issue, { title: 'Somebody gave it another title' });
    model.start();
    await model.settled();
    assert.equal(model.state.phase, 'done', JSON.stringify(model.state.steps));
    assert.equal([...repo.issues.values()].filter(({ pull }) => !pull).length, 1);
    assert.match(
      model.state.view.fields['commit.branch'],
      /^gh-\d+-/,
      'the number stands where the hole was',
    );
    assert.doesNotMatch(JSON.stringify(model.state.view), /NNNNNN/);
  });

  it('a port that was ended elsewhere is not run again, whatever became of its issue', async () => {
    const { prepared, draft } = await prepare(at, id);
    at.sandbox.fail({ method: 'POST', path: '/pulls', status: 502 });
    const model = PortModel.review(
      {
        tools: at.tools,
        sandbox: true,
        keep: async () => undefined,
        ended: () => undefined,
        crossed: () => undefined,
        failed: () => undefined,
      },
      prepared,
      draft,
    );
    await model.makePublic(model.state.view);
    await model.settled();
    await at.tools.store.remove(prepared.key);
    const repo = at.sandbox.store.repo('python/cpython')!;
    for (const issue of repo.issues.values()) Object.assign(issue, { title: 'Another title' });
    model.start();
    await model.settled();
    assert.match(JSON.stringify(model.state.steps), /was ended elsewhere/);
    assert.equal(repo.issues.size, 1);
  });

  it('a reason for one private address is no reason for another', async () => {
    const { prepared, draft } = await prepare(at, id);
    const other = { ...prepared.authors[0]!, id: 'private:bay', exposes: true, email: 'bay@home.example' };
    const two = { ...prepared, authors: [other, ...prepared.authors] };
    const [finding] = reviewPort(two, { ...draft, author: 'private:oregano-core' }).toSettle;
    const overruled = [{ id: finding!.id, reason: 'they said so' }];
    assert.deepEqual(reviewPort(two, { ...draft, author: 'private:oregano-core', overruled }).toSettle, []);
    assert.equal(reviewPort(two, { ...draft, author: 'private:bay', overruled }).toSettle.length, 1);
  });

  it('the name of a private blurb is scanned, too', async () => {
    const { prepared } = await prepare(at, id);
    const path = `Misc/NEWS.d/next/Security/2026-05-01-00-00-00.gh-issue-7.${id}.rst`;
    const named = { ...prepared, privateNews: { path, issue: 7 } };
    assert.equal(keptNews(named, { existingIssue: 7 }), null);
    const clean = { ...prepared, privateNews: { path: path.replace(id, 'aB3dE5'), issue: 7 } };
    assert.equal(keptNews(clean, { existingIssue: 7 }), path.replace(id, 'aB3dE5'));
  });

  it('Cancel ends a fetch that hangs, at once', async () => {
    at.sandbox.fail({ path: 'git-upload-pack', kind: 'timeout', times: 10 });
    const stop = new AbortController();
    const preparing = preparePort(
      at.tools,
      { repo: { owner: 'python', name: 'cpython' }, ghsaId: id, clone: at.clone },
      stop.signal,
    );
    const refused = assert.rejects(preparing, /Cancelled/);
    while (!at.sandbox.recorder.calls.some(({ path }) => path.includes('git-upload-pack')))
      await new Promise(setImmediate);
    stop.abort();
    await refused;
  });

  it('a terminal shows no control characters of other people, and the plan names every file', async () => {
    assert.equal(inTerminal('a\u001b[8mb\u202ec\nd\te'), 'a\ufffd[8mb\ufffdc\nd\ufffde');
    const { prepared, draft } = await prepare(at, id);
    const odd = { ...prepared, files: [{ ...prepared.files[0]!, path: 'a\n=== The public line ===' }] };
    const plan = printPlan(odd, { ...draft, author: 'me' }, reviewPort(odd, draft));
    assert.match(plan, /a\\n=== The public line ===/);
    assert.match(plan, /added Misc\/NEWS\.d\/next\/Security\/.*NNNNNN/);
    assert.match(plan, /Co-author: Oregano Core </);
  });

  it('a token crosses no network unencrypted, from a terminal either', () => {
    const base = ['--repo', 'python/cpython', '--ghsa', id, '--pr', '1'];
    const env = { GH_TOKEN: 'x' };
    assert.match(String(readOptions([...base, '--api', 'http://192.0.2.2:80'], env)), /unencrypted/);
    assert.match(String(readOptions([...base, '--git', 'ftp://example.org'], env)), /no web address/);
    assert.equal(
      typeof readOptions([...base, '--api', 'http://127.0.0.1:1', '--git', 'http://127.0.0.1:1'], env),
      'object',
    );
  });
});
