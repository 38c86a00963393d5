import assert from 'node:assert/strict';
import { connect, GitHubError } from '../../../../src/github/index.ts';
import { GitError } from '../../../../src/git/errors.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { personAtWindow } from '../decide/window.ts';

const { window } = await import('vscode');
const { Log } = await import('../../../../src/ui/common/log.ts');
const { Commands } = await import('../../../../src/ui/common/commands.ts');

const id = 'GHSA-7q4m-xv2c-93rp';
const fork = 'python/cpython-ghsa-7q4m-xv2c-93rp';
const title = 'Spam parser reads past the end of its buffer';
/** In pieces, so that no scanner takes it for a real one. */
const token = ['ghp', 'a'.repeat(36)].join('_');
const mail = 'oregano@home.example';

describe('the log of the extension', () => {
  /** Level and text of each line. */
  let lines: [level: string, text: string][];
  let made: unknown[][];
  let shown: number;
  let ended: number;
  let log: InstanceType<typeof Log>;
  const text = () => lines.map(([, line]) => line).join('\n');

  beforeEach(() => {
    [lines, made, shown, ended] = [[], [], 0, 0];
    const level = (name: string) => (line: string) => void lines.push([name, line]);
    Object.assign(window, {
      createOutputChannel: (...given: unknown[]) => {
        made.push(given);
        return {
          ...Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error'].map(name => [name, level(name)])),
          show: () => shown++,
          dispose: () => ended++,
        };
      },
    });
    log = new Log();
  });
  after(() => void Object.assign(window, { createOutputChannel: undefined }));

  it('is no channel before the first line, then one with levels, and goes with the extension', () => {
    log.dispose();
    assert.deepEqual([made, ended], [[], 0]);
    log.debug('one');
    log.error('two');
    log.show();
    assert.deepEqual(made, [['GHSA Coordinator', { log: true }]]);
    assert.deepEqual(lines, [
      ['debug', 'one'],
      ['error', 'two'],
    ]);
    log.dispose();
    assert.deepEqual([shown, ended], [1, 1]);
  });

  for (const level of ['debug', 'error'] as const)
    it(`has ids, forks, tokens, addresses and queries by their kind, at the level ${level}`, () => {
      const line = [
        `GET https://x-access-token:${token}@github.example/${fork}.git?q=${encodeURIComponent(title)}`,
        `Authorization: Bearer ${token}`,
        `Authorization: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
        `${id} ${id.toLowerCase()} ${fork.toUpperCase()} ${token} Oregano <${mail}>`,
      ].join('\n');
      log[level](line);
      assert.deepEqual(
        lines.map(([at]) => at),
        [level],
      );
      for (const secret of [id, '7q4m', fork, token, 'aaaaaaaa', mail, 'Spam', 'eC1hY2Nlc3'])
        assert.ok(!text().toLowerCase().includes(secret.toLowerCase()), `${secret} in ${text()}`);
      for (const kind of ['<advisory>', '<private fork>', '<token>', '<e-mail>', '?…'])
        assert.ok(text().includes(kind), `no ${kind} in ${text()}`);
    });

  describe('of errors', () => {
    let commands: InstanceType<typeof Commands>;
    beforeEach(() => {
      personAtWindow();
      commands = new Commands(log);
    });

    for (const [what, error] of [
      [
        'of ours with a report in its sentence',
        new GitHubError('invalid', `${title} is refused.`, { status: 422 }),
      ],
      ['of git that names the fork', new GitError('failed', title, `fatal: ${fork}: denied to ${mail}`, 128)],
      ['of V8 that quotes a report', parsing()],
      ['with a stack that quotes a report', new Error(`${title}\n    at ${title}`)],
      ['with a cause', new Error('Something', { cause: new Error(title) })],
      ['that is a text', title],
    ] as const)
      it(`has neither words nor names: ${what}`, async () => {
        await commands.run(() => {
          throw error;
        });
        assert.equal(lines[0]?.[0], 'error');
        for (const secret of [title, 'Spam', id, fork, mail])
          assert.ok(!text().includes(secret), `${secret} in ${text()}`);
      });

    it('has what helps: kind, status, and the place of a bug', async () => {
      commands.log(new GitHubError('invalid', title, { status: 422 }));
      commands.log(new GitError('failed', title, `fatal: unable to access ${fork}`, 128));
      commands.log(new TypeError(title));
      const [first, second, third] = lines.map(([, line]) => line);
      assert.equal(first, 'GitHubError invalid 422');
      assert.match(second!, /^GitError failed\b/);
      assert.match(third!, /^TypeError\n +at .*log\.test/);
    });
  });

  describe('of requests', () => {
    let sandbox: Sandbox;
    before(async () => (sandbox = await startSandbox()));
    after(() => sandbox.stop());

    it('has method, path without ids, and status, at the level debug and no other', async () => {
      const repo = { owner: 'python', name: 'cpython' };
      const own = sandbox.tokens['coordinator']!;
      const github = connect({ apiUrl: sandbox.api, token: async () => own, throttle: false, log });
      const seen = await github.advisories.get(repo, id);
      await github.advisories.addComment(repo, id, `${title}, ${mail}`);
      await github.repos.get(fork);
      await github.search.issues('python/cpython', title);
      assert.ok(lines.length >= 4);
      assert.ok(lines.every(([level]) => level === 'debug'));
      assert.match(text(), /^GET .*security-advisories\/:id -> 200$/m);
      assert.match(text(), /^GET .*\/python\/cpython-:fork -> 200$/m);
      for (const secret of [id, fork, seen.title, seen.description.slice(0, 30), title, 'Spam', mail, own])
        assert.ok(!text().toLowerCase().includes(secret.toLowerCase()), `${secret} in ${text()}`);
    });
  });
});

function parsing(): Error {
  try {
    return JSON.parse(title) as Error;
  } catch (error) {
    return error as Error;
  }
}
