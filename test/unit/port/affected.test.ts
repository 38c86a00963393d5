import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { changedFiles, diffBytes, fetchRef, Git, openScratch } from '../../../src/git/index.ts';
import { affectedBranches, proposes, type FixToFind } from '../../../src/jobs/affected/index.ts';
import { git as bare, makeBare } from '../../../src/sandbox/gitdir.ts';
import { writeHistory, type Commit } from '../../../src/sandbox/seed/history.ts';

const parser = (body: readonly string[]) => `def parse(text):\n${body.map(line => `    ${line}\n`).join('')}`;
const flawed = ['head = text[0]', 'size = int(head)', 'body = text[1:size]', 'return body, size'];
const fixed = ['head = text[0]', 'size = checked(head)', 'body = cut(text, size)', 'return body, size'];
const long = ['return [part.strip() for part in text.split(chr(59))]'];
const around = Array.from({ length: 12 }, (_, at) => `# line ${at} of the spam parser\n`).join('');

/** A public repository with a main that has the flaw, and branches that say what they are. */
class Public {
  readonly git = new Git();
  root = '';
  dir = '';

  async open(main: Commit['files']): Promise<void> {
    this.root = await mkdtemp(join(tmpdir(), 'ghsa-affected-'));
    this.dir = join(this.root, 'public.git');
    await makeBare(this.dir, null);
    await writeHistory(this.dir, [{ branch: 'main', message: 'Main', files: main ?? {} }]);
  }

  branch(name: string, change: Partial<Commit>): Promise<void> {
    return writeHistory(this.dir, [{ branch: name, from: 'refs/heads/main', message: name, ...change }]);
  }

  /** What a port prepares: the fix as a tree, in a scratch repository of its own. */
  async fix(change: Partial<Commit>, branches: readonly string[], borrow: boolean): Promise<FixToFind> {
    await writeHistory(this.dir, [{ branch: 'fix', from: 'refs/heads/main', message: 'Fix', ...change }]);
    const folder = join(this.root, 'job');
    const url = pathToFileURL(this.dir).href;
    const scratch = await openScratch(this.git, folder, borrow ? join(this.dir, 'objects') : null);
    const main = { url, from: 'refs/heads/main', to: 'refs/ghsa/public' };
    const publicMain = await fetchRef(this.git, scratch, main, { lazily: true });
    const head = await fetchRef(this.git, scratch, {
      ...{ url, from: 'refs/heads/fix', to: 'refs/ghsa/private' },
    });
    const mergedTree = await bare(scratch.path, ['rev-parse', `${head}^{tree}`]);
    return {
      ...{ scratch: scratch.path, publicUrl: url, publicMain, mergedTree, branches },
      files: await changedFiles(this.git, scratch, publicMain, mergedTree),
      diff: await diffBytes(this.git, scratch, { from: publicMain, to: mergedTree, as: 'text' }),
    };
  }

  async look(change: Partial<Commit>, branches: readonly string[], borrow = true): Promise<string[]> {
    const about = await this.fix(change, branches, borrow);
    const found = await affectedBranches(this.git, about);
    assert.deepEqual(
      (await readdir(join(this.root, 'job'))).filter(name => name !== 'repository.git'),
      [],
      'nothing of the look stays',
    );
    return found.map(
      entry => `${proposes(entry) ? '[x]' : '[ ]'} ${entry.branch}: ${entry.verdict}, ${entry.evidence}`,
    );
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}

describe('the branches that have a flaw', function () {
  this.timeout(60_000);
  let at: Public;
  const spam = 'Lib/spam/parser.py';
  const test = 'Lib/test/test_spam.py';

  beforeEach(async () => {
    at = new Public();
    await at.open({ [spam]: around + parser(flawed), [test]: 'one\ntwo\nthree\n', 'Lib/eggs.py': 'eggs\n' });
  });
  afterEach(() => at.close());

  const repair = { files: { [spam]: around + parser(fixed), [test]: 'one\ntwo\nthree\nfour\n' } };

  for (const borrow of [true, false]) {
    it(`are told by the fix's files, ${borrow ? 'from a clone that is complete' : 'without one'}`, async () => {
      await at.branch('3.15', { files: { 'Lib/eggs.py': 'more eggs\n' } });
      // The tests differ, the code does not.
      await at.branch('3.14', { files: { [test]: 'zero\n' } });
      // One of the two changed lines differs.
      await at.branch('3.13', {
        files: { [spam]: around + parser(flawed.with(2, 'body = text[1:size + 1]')) },
      });
      await at.branch('3.12', { files: { [spam]: null } });
      await at.branch('3.11', { files: { [spam]: around + parser(fixed) } });
      await at.branch('3.10', { renames: { [spam]: 'Lib/spam_parser.py' } });
      await at.branch('3.9', { files: { [spam]: parser(['return text.split()', 'pass']) } });
      assert.deepEqual(
        await at.look(repair, ['3.15', '3.14', '3.13', '3.12', '3.11', '3.10', '3.9', '3.8'], borrow),
        [
          '[x] 3.15: affected, the fix applies',
          '[x] 3.14: affected, the fix applies, but for its tests and texts',
          '[x] 3.13: unsure, 1 of 2 changed lines are there, the fix conflicts',
          '[ ] 3.12: not-affected, Lib/spam/parser.py is not in 3.12',
          '[ ] 3.11: not-affected, the fix is in 3.11 already',
          '[x] 3.10: affected, the fix applies, in Lib/spam_parser.py',
          '[x] 3.9: unsure, none of the 2 changed lines is there, the fix conflicts',
          '[ ] 3.8: unsure, the repository has no branch 3.8',
        ],
      );
    });
  }

  it('are affected where all changed lines are there and the fix conflicts', async () => {
    const near = flawed.with(3, 'return size, body');
    await at.branch('3.14', { files: { [spam]: around + parser(near) } });
    assert.deepEqual(await at.look(repair, ['3.14']), [
      '[x] 3.14: affected, all 2 changed lines are there, the fix conflicts',
    ]);
  });

  it('counts exact lines: another indent is another line', async () => {
    const tabs = parser(flawed).replaceAll('    ', '\t');
    await at.branch('3.14', { files: { [spam]: around + tabs } });
    assert.deepEqual(await at.look(repair, ['3.14']), [
      '[x] 3.14: unsure, none of the 2 changed lines is there, the fix conflicts',
    ]);
  });

  it('looks around a fix that only adds, and says so of one that adds files', async () => {
    const adds = { files: { [spam]: around + parser(flawed.toSpliced(1, 0, 'check(head)')) } };
    await at.branch('3.14', { files: { [spam]: around.replace('line 0', 'line zero') + parser(flawed) } });
    await at.branch('3.13', { files: { [spam]: around + parser(flawed.with(1, 'size = 7')) } });
    assert.deepEqual(await at.look(adds, ['3.14', '3.13']), [
      '[x] 3.14: affected, the fix applies; it only adds lines',
      '[x] 3.13: unsure, 5 of 6 lines around the change are there, the fix conflicts',
    ]);
    assert.deepEqual(await at.look({ files: { 'Lib/guard.py': 'guard\n' } }, ['3.14']), [
      '[x] 3.14: unsure, the fix only adds files',
    ]);
  });

  it('is not sure where code of a file that is missing is in another one', async () => {
    const old = Array.from({ length: 40 }, (_, line) => `eggs and ham ${line}\n`).join('');
    const moved = {
      [spam]: null,
      'Lib/breakfast.py': old + parser(flawed.map(line => `${line}  # of the old days`)),
    };
    await at.branch('3.14', { files: moved });
    await at.branch('3.13', { files: { ...moved, 'Lib/breakfast.py': old + parser(long) } });
    const change = { files: { [spam]: around + parser(['pass']) } };
    await writeHistory(at.dir, [
      { branch: 'main', message: 'Long', files: { [spam]: around + parser(long) } },
    ]);
    assert.deepEqual(await at.look(change, ['3.14', '3.13']), [
      '[ ] 3.14: not-affected, Lib/spam/parser.py is not in 3.14',
      '[x] 3.13: unsure, Lib/spam/parser.py is not in 3.13, but code of it is in Lib/breakfast.py',
    ]);
  });

  it('names what is missing where the fix has several files', async () => {
    const both = { files: { ...repair.files, 'Lib/eggs.py': 'safe eggs\n' } };
    await at.branch('3.14', { files: { 'Lib/eggs.py': null } });
    await at.branch('3.13', { files: { 'Lib/eggs.py': null, [spam]: null } });
    assert.deepEqual(await at.look(both, ['3.14', '3.13']), [
      '[x] 3.14: unsure, Lib/eggs.py is not in 3.14, 2 of 3 changed lines are there',
      '[ ] 3.13: not-affected, none of the 2 changed files is in 3.13',
    ]);
  });

  it('says with which commit of main came what a branch lacks, and whether it has that as a backport', async () => {
    const old = parser(['head = text[0]', 'body = cut_at_the_first(text)', 'return body, head']);
    const spoon = (body: string) => ({ [spam]: around + body, 'Lib/eggs.py': 'eggs\n' });
    const main = (message: string, files: Commit['files']) =>
      writeHistory(at.dir, [
        { branch: 'main', from: 'refs/heads/main^0', message, ...(files ? { files } : {}) },
      ]);
    await main('Old times', spoon(old));
    // Made before the flaw came; one of them got it, with words of its own.
    await at.branch('3.13', {});
    await at.branch('3.12', {});
    await main('gh-210421: Read the size (#210430)\n\nOf the body.', spoon(parser(flawed)));
    await main('gh-210488: Eggs (#210489)', { 'Lib/eggs.py': 'more eggs\n' });
    await at.branch('3.14', {});
    const near = parser(flawed.with(1, 'size = int(head, 10)').with(2, 'body = text[1:size + 0]'));
    for (const [branch, message, body] of [
      ['3.14', 'gh-210499: Another size (#210500)', near],
      ['3.13', '[3.13] gh-210421: Read the size (GH-210430) (#210455)', near],
      ['3.12', 'gh-210477: Cut (#210478)', parser(['head = text[0]', 'body = cut_at_last(text)', 'pass'])],
    ] as const)
      await writeHistory(at.dir, [{ branch, from: `refs/heads/${branch}^0`, message, files: spoon(body) }]);
    const rest = 'none of the 2 changed lines is there, the fix conflicts';
    const branches = ['3.14', '3.13', '3.12'];
    assert.deepEqual(await at.look(repair, branches), [
      // Its history has the commit: the branch changed the lines itself.
      `[x] 3.14: unsure, ${rest}`,
      `[x] 3.13: unsure, ${rest}; what is not there came with gh-210421, which 3.13 has`,
      `[x] 3.12: unsure, ${rest}; what is not there came with gh-210421, which 3.12 does not have`,
    ]);
  });

  it('leaves nothing behind when it is stopped', async () => {
    await at.branch('3.14', {});
    const about = await at.fix(repair, ['3.14'], true);
    const stop = new AbortController();
    const found = affectedBranches(at.git, about, stop.signal);
    stop.abort();
    await assert.rejects(found);
    assert.deepEqual(await readdir(join(at.root, 'job')), ['repository.git']);
  });
});
