import assert from 'node:assert/strict';
import { connect } from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { practiceId } from '../../../src/sandbox/seed/many.ts';
import { assertDescribed } from './harness.ts';

const cpython = { owner: 'python', name: 'cpython' };

describe('a sandbox with two thousand advisories', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  const read = async (who: string, state: 'triage' | 'draft' | 'closed') => {
    const github = connect({
      apiUrl: sandbox.api,
      token: () => Promise.resolve(sandbox.tokens[who]!),
      throttle: false,
    });
    const pages: { ghsaId: string; createdAt: string; coordinator: string | undefined }[][] = [];
    for await (const { advisories } of github.advisories.pages(cpython, state)) {
      pages.push(
        advisories.map(({ ghsaId, createdAt, credits }) => ({
          ghsaId,
          createdAt,
          coordinator: credits.find(({ type }) => type === 'coordinator')?.login,
        })),
      );
    }
    return pages;
  };

  before(async () => {
    sandbox = await startSandbox({ now: () => new Date('2026-11-20T13:00:00Z') });
  });
  beforeEach(() => sandbox.reset());
  after(() => sandbox.stop());

  it('serves them by the hundred, the newest first, as GitHub would', async () => {
    const before = (await read('admin', 'triage')).flat().length;
    sandbox.fill(2_000, ['triage']);
    sandbox.recorder.clear();
    const pages = await read('coordinator', 'triage');
    assert.deepEqual(
      pages.map(({ length }) => length),
      [...Array.from({ length: 20 }, () => 100), before],
    );
    const all = pages.flat();
    assert.equal(new Set(all.map(({ ghsaId }) => ghsaId)).size, 2_000 + before);
    assert.deepEqual(
      all.map(({ createdAt }) => createdAt),
      all.map(({ createdAt }) => createdAt).sort((a, b) => b.localeCompare(a)),
    );
    assert.equal(all[0]!.ghsaId, practiceId(1));
    assertDescribed(sandbox);
  });

  it('gives each state and each coordinator their share', async () => {
    const [triage, draft] = [(await read('admin', 'triage')).flat(), (await read('admin', 'draft')).flat()];
    sandbox.fill(600);
    const [more, other] = [(await read('admin', 'triage')).flat(), (await read('admin', 'draft')).flat()];
    assert.deepEqual([more.length - triage.length, other.length - draft.length], [300, 300]);
    const counts = ['octo-coordinator', 'nutmeg-core', undefined].map(
      login => [...more, ...other].filter(({ coordinator }) => coordinator === login).length,
    );
    assert.ok(counts.every(count => count >= 200));
    sandbox.fill(10, ['closed']);
    assert.equal((await read('admin', 'closed')).flat().length, 12);
  });

  it('is empty of them after a reset', async () => {
    sandbox.fill(3);
    assert.ok(sandbox.store.advisory(practiceId(3)));
    await sandbox.reset();
    assert.equal(sandbox.store.advisory(practiceId(3)), undefined);
  });

  it('has ids as GitHub makes them, each once', () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => practiceId(n));
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every(id => /^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/.test(id)));
  });
});
