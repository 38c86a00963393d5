import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Fault } from '../../../src/sandbox/index.ts';
import { desk, type Desk } from './harness.ts';
import { assertOnce, botsComeBy, own } from './rewind.ts';

const root = resolve(import.meta.dirname, '../../..');

/**
 * The terminal is killed (SIGKILL: nothing of it runs any more) while a request hangs, or when its answer has just
 * been sent. One job, killed once at each place; the same command goes on each time.
 */
describe('the terminal, killed at every step of one port', function () {
  this.timeout(120_000);
  let at: Desk;
  let state: string;
  before(async () => {
    at = await desk();
    state = join(at.root, 'ghsa-coordinator');
    await mkdir(state);
  });
  after(() => at.close());

  const start = (...more: string[]) => {
    const { api, git: address, tokens } = at.sandbox;
    const child = spawn(
      process.execPath,
      [
        'src/jobs/port/cli.ts',
        ...['--api', api, '--git', address, '--token-env', 'TOKEN', '--repo', 'python/cpython'],
        ...['--ghsa', 'GHSA-7q4m-xv2c-93rp', '--pr', '1', '--clone', at.clone, ...more],
      ],
      {
        cwd: root,
        env: {
          PATH: process.env['PATH'],
          HOME: at.root,
          XDG_STATE_HOME: at.root,
          TOKEN: tokens['coordinator'],
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let words = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', data => (words += String(data)));
    // 'close' would also wait for a git that outlives its killed parent.
    const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal, words: () => words }));
    return { child, ended };
  };
  const records = async () => {
    const [key] = await readdir(state);
    return key === undefined ? [] : (await readdir(join(state, key))).map(name => join(state, key, name));
  };
  /** The name of the plan, from a run that stopped at the line, or before it would have gone on. */
  let plan = '';
  const killedAt = async (fault: Fault): Promise<void> => {
    let killed = false;
    const { child, ended } = start('--yes', plan);
    at.sandbox.fail({ ...fault, met: () => (killed = child.kill('SIGKILL')) });
    const { signal, words } = await ended;
    assert.ok(killed, `the request never came: ${words()}`);
    assert.equal(signal, 'SIGKILL');
    at.sandbox.heal();
  };

  const places: readonly (readonly [string, Fault, afterIssue: boolean])[] = [
    ['advisory', { path: /security-advisories\/GHSA-7q4m-xv2c-93rp$/, skip: 1 }, false],
    ['issue, before it is opened', { method: 'POST', path: /\/issues$/ }, false],
    ['issue, once it is opened', { method: 'POST', path: /\/issues$/, effect: 'after' }, true],
    ['branch, before it is asked for', { path: `${own}.git/info/refs` }, true],
    ['branch, before it is pushed', { path: 'git-receive-pack', method: 'POST' }, true],
    ['branch, answered', { path: 'git-receive-pack', method: 'POST', kind: 'pass' }, true],
    ['pull request, before it is opened', { method: 'POST', path: /\/pulls$/ }, true],
    ['pull request, once it is opened', { method: 'POST', path: /\/pulls$/, effect: 'after' }, true],
    ['labels, answered', { method: 'POST', path: /\/labels$/, kind: 'pass' }, true],
    ['labels of the pull request, once set', { path: /\/labels$/, method: 'POST', effect: 'after' }, true],
  ];
  it('not without the name of the plan that was read', async () => {
    const first = await start().ended;
    assert.equal(first.code, 4, first.words());
    plan = /^Nothing was sent\. Run it with --yes ([0-9a-f]{12}) to make this public\.$/m.exec(
      first.words(),
    )![1]!;
    for (const [named, words] of [
      ['0123456789ab', /^This is another plan than the one that --yes names\.\nNothing was sent\. /m],
      [undefined, /^--yes needs the name of the plan: a run without it prints both\.$/m],
    ] as const) {
      const other = await start('--yes', ...(named ? [named] : [])).ended;
      assert.match(other.words(), words);
      assert.equal(other.code, named ? 4 : 2);
    }
    assert.deepEqual(at.sandbox.recorder.writes(), []);
    assert.deepEqual(await records(), []);
  });

  for (const [name, fault, afterIssue] of places) {
    it(`at the ${name}`, async () => {
      await killedAt({ kind: 'timeout', ...fault });
      const record = (await records()).find(path => path.endsWith('job.json'));
      assert.ok(record, 'no record is left');
      assert.equal((await stat(record)).mode & 0o777, 0o600);
      assert.equal((await stat(join(record, '..'))).mode & 0o777, 0o700);
      // What a kill in the middle of writing leaves, as somebody's backup brought it back.
      await writeFile(`${record}.new`, '{"version":1,"ke');
      if (afterIssue) await botsComeBy(at);
    });
  }

  it('and without --yes nothing goes on', async () => {
    const { code, words } = await start().ended;
    assert.match(words(), /^Run it with --yes [0-9a-f]{12} to go on\.$/m);
    assert.equal(code, 4, words());
  });

  it('and the same command ends it, with everything there once', async () => {
    const { code, words } = await start('--yes', plan).ended;
    assert.equal(code, 0, words());
    const commit = /^commit ([0-9a-f]{40})$/m.exec(words())![1]!;
    // Only ids stay, by which a second port of the same advisory would be noticed.
    assert.deepEqual(await readdir(state), ['links.json']);
    const [links] = JSON.parse(await readFile(join(state, 'links.json'), 'utf8')) as object[];
    assert.deepEqual(Object.keys(links!).sort(), [
      'commit',
      'droppedLabels',
      'ghsaId',
      'issue',
      'pull',
      'repo',
    ]);
    await assertOnce(at, commit, [2, 7], ['ghsa-coordinator']);
  });
});
