import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

interface Door {
  readonly api: string;
  readonly git: string;
  readonly tokens: { readonly coordinator: string; readonly admin: string };
}

/**
 * Somebody who knows nothing of this project: the sandbox and the port from the terminal, all else with plain curl
 * and git. `GHSA_CPYTHON=PATH` takes a real CPython tree instead of the small one made here.
 */
describe('a foreign client, with plain curl and git', () => {
  let folder: string;
  let sandbox: ChildProcess;
  let door: Door;
  const environment = () => ({
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_TERMINAL_PROMPT: '0',
    TOKEN: door?.tokens.coordinator ?? '',
  });
  const git = async (cwd: string, ...args: string[]) =>
    (
      await run('git', ['-c', 'user.name=Octo', '-c', 'user.email=octo@home.example', ...args], {
        cwd,
        env: environment(),
      })
    ).stdout.trim();
  const curl = async (token: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const { stdout } = await run('curl', [
      ...['-sS', '-H', `Authorization: Bearer ${token}`, '-H', 'X-GitHub-Api-Version: 2026-03-10'],
      ...(body ? ['-X', 'POST', '-d', JSON.stringify(body)] : []),
      `${door.api}${path}`,
    ]);
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghsa-foreign-'));
    const cpython = process.env['GHSA_CPYTHON'] ?? (await smallTree(join(folder, 'source')));
    sandbox = spawn(process.execPath, ['src/sandbox/cli.ts', '--cpython', cpython], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(sandbox.stdout!, 'data')) as [Buffer];
    door = JSON.parse(line.toString()) as Door;
  });

  after(async () => {
    const ended = once(sandbox, 'exit');
    sandbox.kill('SIGTERM');
    const [code] = (await ended) as [number];
    await rm(folder, { recursive: true, force: true });
    assert.equal(code, 0);
  });

  async function smallTree(path: string): Promise<string> {
    await mkdir(join(path, 'Lib'), { recursive: true });
    await writeFile(join(path, 'Lib/textwrap.py'), '"""Text."""\n\n\ndef wrap(text):\n    return text\n');
    await git(path, 'init', '-q', '-b', 'main');
    await git(path, 'add', '-A');
    await git(path, 'commit', '-qm', 'Start');
    return path;
  }

  it('makes advisory, fork, push and pull request, and the terminal ports it', async function () {
    this.timeout(300_000);
    const advisory = await curl(door.tokens.admin, '/repos/python/cpython/security-advisories', {
      summary: 'Spam wrapper trusts its width',
      description: 'A purple walrus gives a negative width and the wrapper never ends.',
      credits: [{ login: 'octo-coordinator', type: 'coordinator' }],
      start_private_fork: true,
    });
    const id = String(advisory['ghsa_id']);
    // The team is added by the bot, as on GitHub.
    await run('curl', ['-sS', '-X', 'POST', `${door.api.replace(/\/api$/, '')}/_sandbox/tick`]);
    const fork = (advisory['private_fork'] as { full_name: string }).full_name;
    const clone = join(folder, 'public clone');
    await git(folder, 'clone', '-q', '-o', 'upstream', `${door.git}/python/cpython.git`, clone);
    const work = join(folder, 'private');
    const url = new URL(`${door.git}/${fork}.git`);
    url.username = 'x-access-token';
    url.password = door.tokens.coordinator;
    await git(folder, 'clone', '-q', url.href, work);
    await git(work, 'checkout', '-q', '-b', 'advisory-fix-1');
    const file = join(work, 'Lib/textwrap.py');
    const fixed = `${await readFile(file, 'utf8')}\n# The width is checked now.\n`;
    await writeFile(file, fixed);
    await git(work, 'commit', '-qam', `Fix ${id}`);
    await git(work, 'push', '-q', 'origin', 'advisory-fix-1');
    const pull = await curl(door.tokens.coordinator, `/repos/${fork}/pulls`, {
      title: 'Check the width in the wrapper',
      head: 'advisory-fix-1',
      base: 'main',
    });
    assert.equal(pull['number'], 1);

    const port = (...more: string[]) =>
      run(
        process.execPath,
        [
          'src/jobs/port/cli.ts',
          ...['--api', door.api, '--git', door.git, '--token-env', 'TOKEN', '--repo', 'python/cpython'],
          ...['--ghsa', id, '--pr', '1', '--clone', clone, ...more],
        ],
        { cwd: root, env: environment() },
      );
    let name = '';
    await assert.rejects(port(), (plan: { readonly code: number; readonly stdout: string }) => {
      assert.match(plan.stdout, /modified Lib\/textwrap\.py \+2 -0/);
      assert.match(plan.stdout, /Nothing was sent/);
      name = /--yes ([0-9a-f]{12})/.exec(plan.stdout)![1]!;
      assert.equal(plan.code, 4);
      return true;
    });
    const { stdout } = await port('--yes', name);
    const commit = /^commit ([0-9a-f]{40})$/m.exec(stdout)![1]!;
    const issue = /^issue (\d+)$/m.exec(stdout)![1]!;
    const own = join(folder, 'own.git');
    await git(folder, 'clone', '-q', '--bare', `${door.git}/octo-coordinator/cpython.git`, own);
    const changed = (await git(own, 'diff', '--name-only', `${commit}^`, commit)).split('\n');
    assert.deepEqual(changed[0], 'Lib/textwrap.py');
    assert.match(changed[1]!, new RegExp(`^Misc/NEWS\\.d/next/Security/.*gh-issue-${issue}\\..*\\.rst$`));
    assert.equal(changed.length, 2);
    assert.equal(await git(own, 'show', `${commit}:Lib/textwrap.py`), fixed.trim());
    assert.equal(await git(own, 'rev-parse', `${commit}^`), await git(clone, 'rev-parse', 'upstream/main'));
    assert.doesNotMatch(await git(own, 'log', '--all', '--format=%B%ae%ce', `-1`), /GHSA|home\.example/i);
  });

  it('gets usage and findings as exit codes', async () => {
    const code = async (...args: string[]) => {
      try {
        await run(process.execPath, ['src/jobs/port/cli.ts', ...args], { cwd: root, env: environment() });
        return 0;
      } catch (error) {
        return (error as { code: number }).code;
      }
    };
    assert.equal(await code(), 2);
    assert.equal(await code('--nope'), 2);
    assert.equal(
      await code(
        '--repo',
        'python/cpython',
        '--ghsa',
        'GHSA-2222-3333-4444',
        '--pr',
        '1',
        '--token-env',
        'NOPE',
      ),
      2,
    );
    assert.equal(
      await code(
        '--repo',
        'python/cpython',
        '--ghsa',
        'GHSA-2222-3333-4444',
        '--pr',
        '1',
        '--token-env',
        'TOKEN',
        '--api',
        door.api,
        '--git',
        door.git,
      ),
      1,
    );
  });
});
