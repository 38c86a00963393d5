import assert from 'node:assert/strict';
import { connect, GitHubError, type CveState } from '../../../src/github/index.ts';
import { SettingError } from '../../../src/github/host.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';

const id = 'CVE-2026-900417';

describe('the public CVE services', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let state: (id: string, url?: string, signal?: AbortSignal) => Promise<CveState>;

  before(async () => {
    sandbox = await startSandbox();
    const token = () => Promise.resolve(sandbox.tokens['coordinator']!);
    const { cve } = connect({ apiUrl: sandbox.api, token, throttle: false });
    state = (which, url = sandbox.cveUrl, signal) => cve.state(url, which, signal);
  });
  beforeEach(() => {
    sandbox.heal();
    sandbox.store.cveRecords.clear();
    sandbox.recorder.clear();
  });
  after(() => sandbox.stop());

  it('say what became of an id, and are told nothing else', async () => {
    assert.equal(await state(id), 'none');
    sandbox.publishCve(id);
    assert.equal(await state(id, `${sandbox.cveUrl}/`), 'published');
    sandbox.publishCve(id, 'REJECTED');
    assert.equal(await state(id), 'rejected');
    assert.deepEqual(
      sandbox.recorder.calls.map(({ method, path, query, headers }) => [
        `${method} ${path}${query}`,
        headers.authorization,
        headers.cookie,
      ]),
      Array.from({ length: 3 }, () => [`GET /cve-services/api/cve/${id}`, undefined, undefined]),
    );
  });

  it('are not guessed at when they do not answer as they should', async () => {
    const fails = async (work: Promise<unknown>, kind: string) =>
      assert.rejects(work, (error: Error) => error instanceof GitHubError && error.kind === kind);
    for (const fault of [{ status: 500 }, { status: 404 }, { kind: 'reset' as const }]) {
      sandbox.fail({ method: 'GET', path: '/cve-services', ...fault });
      await fails(state(id), 'offline');
      sandbox.heal();
    }
    await fails(state('CVE-26-1'), 'offline');
    await fails(state(id, `${sandbox.url}/nothing`), 'offline');
    await fails(state(id, 'http://127.0.0.1:9'), 'offline');
    await fails(state(id, sandbox.cveUrl, AbortSignal.abort()), 'cancelled');
  });

  it('are not asked over a network in clear, nor at what is no address', async () => {
    for (const url of ['http://cveawg.example/api', 'file:///etc', 'cveawg', '']) {
      await assert.rejects(state(id, url), SettingError, url);
    }
    assert.deepEqual(sandbox.recorder.calls, []);
  });
});
