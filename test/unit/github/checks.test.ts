import assert from 'node:assert/strict';
import { connect, type CheckState } from '../../../src/github/index.ts';
import { json, loopback } from './loopback.ts';

const repo = 'python/cpython';

/** GitHub with these check runs and statuses. */
async function said(runs: readonly unknown[], statuses: readonly unknown[]): Promise<CheckState> {
  const server = await loopback(({ url }, response) => {
    const page = Number(new URL(url, 'http://x').searchParams.get('page') ?? 1);
    if (/\/commits\/abc\/check-runs\?/.test(url)) {
      json(response, 200, { total_count: runs.length, check_runs: runs.slice(100 * (page - 1), 100 * page) });
    } else json(response, 200, { state: 'pending', statuses });
  });
  try {
    const github = connect({ apiUrl: server.url, token: async () => 'gho_checks', throttle: false });
    return await github.checks.of(repo, 'abc');
  } finally {
    await server.stop();
  }
}

const run = (conclusion: string | null) => ({
  status: conclusion === null ? 'queued' : 'completed',
  conclusion,
});
const status = (state: string) => ({ state, context: 'bedevere/news' });

describe('the checks of a commit', () => {
  it('are none where nothing is reported, though GitHub calls that pending', async () => {
    assert.deepEqual(await said([], []), { state: 'none', failed: 0 });
  });

  it('passed when all of both kinds did, or were skipped', async () => {
    const good = ['success', 'neutral', 'skipped', 'stale'].map(run);
    assert.deepEqual(await said(good, [status('success')]), { state: 'passed', failed: 0 });
    assert.deepEqual(await said([], [status('success')]), { state: 'passed', failed: 0 });
  });

  it('run while one of them does', async () => {
    assert.deepEqual(await said([run('success'), run(null)], []), { state: 'running', failed: 0 });
    assert.deepEqual(await said([run('success')], [status('pending')]), { state: 'running', failed: 0 });
  });

  it('failed where one did, and are counted to the last page', async () => {
    const bad = ['failure', 'timed_out', 'cancelled', 'action_required', 'startup_failure'].map(run);
    assert.deepEqual(await said([...bad, run(null)], [status('failure'), status('error')]), {
      ...{ state: 'failed', failed: 7 },
    });
    const many = [...Array.from({ length: 130 }, () => run('success')), run('failure')];
    assert.deepEqual(await said(many, []), { state: 'failed', failed: 1 });
  });

  it('are what can be read of odd answers', async () => {
    assert.equal((await said([null, 'x', {}], [null])).state, 'failed');
    assert.equal((await said([{ status: 'completed' }], [])).state, 'failed', 'nobody said that it passed');
  });
});

describe('tags', () => {
  it('are named, and hold a commit or not', async () => {
    const server = await loopback(({ url }, response) => {
      const path = decodeURIComponent(url);
      if (path.includes('/matching-refs/tags/v3.14.'))
        return json(response, 200, [{ ref: 'refs/tags/v3.14.1' }, { ref: 'refs/heads/x' }, null]);
      const tag = /\.\.\.(v[\d.]+)/.exec(path)?.[1] ?? '';
      const states: Record<string, string> = {
        'v3.14.1': 'ahead',
        'v3.14.2': 'identical',
        'v3.14.3': 'diverged',
      };
      json(response, 200, { status: states[tag] ?? 'behind' });
    });
    try {
      const { refs } = connect({ apiUrl: server.url, token: async () => 'gho_checks', throttle: false });
      assert.deepEqual(await refs.tagsOf(repo, 'v3.14.'), ['v3.14.1']);
      const holds = await Promise.all(
        ['1', '2', '3', '4'].map(n => refs.contains(repo, 'abc', `v3.14.${n}`)),
      );
      assert.deepEqual(holds, [true, true, false, false]);
    } finally {
      await server.stop();
    }
  });
});
