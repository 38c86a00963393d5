import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GitHubError } from '../../../src/github/index.ts';
import { ReleaseCycles, type KeptCycle } from '../../../src/jobs/cycle.ts';

const file = {
  '3.16': { branch: 'main', status: 'feature' },
  '3.14': { branch: '3.14', status: 'bugfix' },
};

describe('where the branches come from', () => {
  let server: Server;
  let answer: { readonly status: number; readonly body: string; readonly location?: string };
  let url: string;
  let kept: unknown;
  let now: Date;

  before(async () => {
    server = createServer((_, reply) => {
      reply.writeHead(answer.status, answer.location ? { location: answer.location } : {});
      reply.end(answer.body);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });
  after(() => server.close());
  beforeEach(() => {
    answer = { status: 200, body: JSON.stringify(file) };
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/release-cycle.json`;
    kept = null;
    now = new Date('2026-11-20T13:42:00Z');
  });

  const cycles = () =>
    new ReleaseCycles({
      url: () => url,
      load: () => kept,
      keep: async found => void (kept = structuredClone(found)),
      now: () => now,
    });
  const shown = async () => {
    const { branches, source, at, problems } = await cycles().read();
    return { branches: branches.map(({ branch }) => branch), source, at, problems };
  };

  it('is the published file, which is kept with its date', async () => {
    assert.deepEqual(await shown(), {
      ...{ branches: ['main', '3.14'], source: 'read', at: '2026-11-20T13:42:00.000Z', problems: [] },
    });
    assert.deepEqual(kept, { url, at: '2026-11-20T13:42:00.000Z', json: file });
  });

  it('is what was kept when the file cannot be read, or is none any more', async () => {
    await shown();
    now = new Date('2026-12-24T08:00:00Z');
    for (const [broken, problem] of [
      [
        { status: 404, body: '' },
        'The release cycle could not be read. Try again, or check the setting ghsa.releaseCycleUrl.',
      ],
      [
        { status: 200, body: '<html>' },
        'What stands at the address of the release cycle is none. Check the setting ghsa.releaseCycleUrl.',
      ],
      [
        { status: 200, body: `"${'x'.repeat(300_000)}"` },
        'What stands at the address of the release cycle is none. Check the setting ghsa.releaseCycleUrl.',
      ],
      [{ status: 200, body: '[]' }, 'The release cycle is not in a form that is known.'],
      [
        { status: 302, body: '', location: 'http://release-cycle.invalid/' },
        'The release cycle was moved to another place. Check the setting ghsa.releaseCycleUrl.',
      ],
    ] as const) {
      answer = broken;
      assert.deepEqual(await shown(), {
        ...{ branches: ['main', '3.14'], source: 'kept', at: '2026-11-20T13:42:00.000Z' },
        problems: [problem],
      });
    }
  });

  it('is the snapshot when nothing was kept, or of another address, or nonsense', async () => {
    answer = { status: 500, body: '' };
    for (const former of [
      null,
      7,
      { url: 'https://elsewhere.example/', at: '2026-11-20T13:42:00Z', json: file },
      { url, at: 'yesterday', json: file },
      { url, at: '2026-11-20T13:42:00Z', json: '<html>' },
    ] satisfies (KeptCycle | number | null)[]) {
      kept = former;
      const { source, at, branches } = await shown();
      assert.deepEqual([source, at, branches[0]], ['snapshot', '2026-11-20T00:00:00Z', 'main']);
    }
  });

  it('is not asked for by plain http, and not without end', async () => {
    url = 'http://release-cycle.example/';
    const { source, problems } = await shown();
    assert.equal(source, 'snapshot');
    assert.deepEqual(problems, [
      'The release cycle is read by https only. Correct the setting ghsa.releaseCycleUrl.',
    ]);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await assert.rejects(
      cycles().read(AbortSignal.abort()),
      (error: unknown) => error instanceof GitHubError && error.kind === 'cancelled',
    );
  });
});
