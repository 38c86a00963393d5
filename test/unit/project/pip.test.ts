import assert from 'node:assert/strict';
import { checkPullBody } from '../../../src/findings/index.ts';
import { profileOf, proposeTexts } from '../../../src/project/index.ts';
import { imperativeOf } from '../../../src/project/pip/imperative.ts';
import { parseFragment, types } from '../../../src/project/pip/towncrier.ts';
import { oracle } from './towncrierOracle.ts';

const pip = profileOf('pypa/pip');
const news = pip.news!;
const ids = (body: string) => news.problems(body).map(({ id }) => id);
const repaired = (body: string) => news.problems(body)[0]?.fix?.text;

describe('the news fragments of pip', () => {
  it('have names that towncrier reads as it does', () => {
    const pieces = ['13501', '007', '0', '+x', 'urllib3', 'fix-1', ' 12', 'rst', 'md', '', '1', ...types];
    let seed = 7;
    const pick = () => pieces[(seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) % pieces.length]!;
    for (let i = 0; i < 5_000; i++) {
      const name = Array.from({ length: 1 + (i % 5) }, pick).join('.');
      const found = parseFragment(name);
      assert.deepEqual(found && [found.issue, found.type, found.counter], oracle(name, types), name);
    }
  });

  it('are named after the issue and their type', () => {
    const path = news.path({ issue: 13_501, date: new Date(), body: 'x' });
    assert.equal(path, 'news/13501.bugfix.rst');
    assert.deepEqual(oracle('13501.bugfix.rst', types), ['13501', 'bugfix', 0]);
    assert.ok(news.isPath(path) && news.isOurs(path));
    assert.equal(news.issueOf(path), 13_501);
  });

  it('are told from what else is in the folder', () => {
    for (const path of ['news/13501.feature.rst', 'news/+a1b2.bugfix.rst', 'news/0f6c.trivial.rst'])
      assert.deepEqual(
        [news.isPath(path), news.isOurs(path), news.issueOf(path)?.toString() ?? ''],
        [true, false, path.includes('13501') ? '13501' : ''],
      );
    for (const path of [
      'news/README.rst',
      'news/.gitignore',
      'news/urllib3.vendor.rst',
      'news/14254.process.rst',
      'news/13501.bugfix',
      'news/13501.security.rst',
      'news/deep/13501.bugfix.rst',
      'docs/news/13501.bugfix.rst',
      'Misc/NEWS.d/next/Security/2026-11-20-10-00-00.gh-issue-1.abcdef.rst',
    ])
      assert.ok(!news.isPath(path), path);
    // towncrier would take it, pip's own hook does not.
    assert.ok(!news.isOurs('news/13501.bugfix.1.rst'));
  });

  it('are wrapped below 80 columns, with one line end, and keep lists', () => {
    const long =
      'Refuse a wheel whose record names a file outside of the place that the wheel is installed into.';
    assert.equal(
      news.finish(`\r\n${long}  \r\n\r\n\n* one\n* two\n\n`),
      'Refuse a wheel whose record names a file outside of the place that the wheel is\ninstalled into.\n\n* one\n* two\n',
    );
    assert.equal(news.finish('See::\n\n    a  b\n'), 'See::\n\n    a  b\n');
    assert.equal(news.finish(news.finish(long)), news.finish(long));
  });

  it('are sentences in the imperative, without a number', () => {
    assert.deepEqual(ids('Refuse a link that leads out of the archive.'), []);
    assert.deepEqual(ids('Keep ``--version`` for pip.'), []);
    assert.deepEqual(ids(' \n'), ['news-empty']);
    assert.deepEqual(ids('Fixed a crash'), ['news-mood', 'news-stop']);
    assert.equal(repaired('Fixed a crash.'), 'Fix a crash.');
    assert.equal(repaired('Fix a crash'), 'Fix a crash.');
    assert.equal(repaired('- Fix a crash.'), 'Fix a crash.');
    assert.deepEqual(ids('Fix a crash (#13501).'), ['news-number']);
    assert.deepEqual(ids('Fix gh-{issue}.'), ['news-number']);
    assert.deepEqual(ids('Fix a crash.\n\n.. note:: Really.'), ['news-directive']);
    assert.deepEqual(ids('Fix `x`.'), ['default-role']);
    assert.deepEqual(ids(`Fix ${'x'.repeat(90)}.`), ['news-width']);
  });

  it('begin with a verb as it is', () => {
    const pairs = {
      Fixes: 'Fix',
      adds: 'add',
      Stopped: 'Stop',
      copies: 'copy',
      Closing: 'Close',
      Refused: 'Refuse',
    };
    for (const [word, verb] of Object.entries(pairs)) assert.equal(imperativeOf(word), verb);
    for (const word of ['Address', 'Process', 'Bypass', 'Need', 'Fix', 'Use', 'pip', 'Is', 'Red', 's'])
      assert.equal(imperativeOf(word), null, word);
  });
});

describe('the texts of pip', () => {
  const texts = proposeTexts({
    profile: pip,
    pullTitle: 'Refuse the link',
    advisoryTitle: '',
    blurbBody: null,
  });

  it('have no number in the title: the merge adds it', () => {
    assert.equal(texts['pull.title'], 'Refuse the link');
    assert.equal(texts['commit.branch'], 'fix-{issue}-refuse-link');
    assert.equal(texts['commit.blurb'], 'Refuse the link.');
    assert.equal(pip.publicNumber(13_501), '#13501');
    assert.deepEqual([pip.backports, pip.titleRule], [null, null]);
  });

  it('close the issue, and bring the checklist that its check looks for, for us to tick', () => {
    const body = texts['pull.body'];
    assert.match(body, /^Fixes #\{issue\}\.$/m);
    const [open] = checkPullBody(body, pip);
    assert.equal(open!.severity, 'warning');
    assert.equal((body.match(/^- \[ \] /gm) ?? []).length, 4);
    const ticked = open!.fixes[0]!.text;
    assert.equal((ticked.match(/^- \[x\] /gm) ?? []).length, 4);
    assert.deepEqual(checkPullBody(ticked, pip), []);
    const [missing] = checkPullBody('Refuse the link.', pip);
    assert.equal((missing!.fixes[0]!.text.match(/^- \[ \] /gm) ?? []).length, 4);
    assert.deepEqual(checkPullBody(body, profileOf('python/cpython')), []);
  });
});
