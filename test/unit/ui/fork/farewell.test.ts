import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdvisoryState } from '../../../../src/advisory/model.ts';
import { GitHubError } from '../../../../src/github/index.ts';
import type { PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { Farewell } = await import('../../../../src/ui/fork/farewell.ts');

const repo = { owner: 'python', name: 'cpython' };
const ghsaId = 'GHSA-7q4m-xv2c-93rp';

describe('a private clone whose advisory is finished', () => {
  let path: string;
  let person: Person;
  let asked: number;
  let state: Map<string, unknown>;

  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'farewell-'));
    person = personAtWindow();
    asked = 0;
    state = new Map();
  });
  afterEach(() => rm(path, { recursive: true, force: true }));

  /** What GitHub says of it, and what the list shows: finished ones are not in it. */
  const farewell = (
    atGitHub: AdvisoryState | Error,
    { listed = null, settled = true }: { listed?: AdvisoryState | null; settled?: boolean } = {},
  ) => {
    const clone = { path, repo, ghsaId } as PrivateClone;
    return new Farewell({
      parts: {
        clones: { here: () => [clone], list: () => [clone] },
        model: {
          state: { kind: 'loaded', settled },
          advisories: listed === null ? [] : [{ repo, ghsaId, state: listed }],
        },
        github: async () => ({
          advisories: {
            get: async () => {
              asked++;
              if (atGitHub instanceof Error) throw atGitHub;
              return { repo, ghsaId, state: atGitHub };
            },
          },
        }),
        context: {
          globalState: {
            get: (key: string, fallback: unknown) => state.get(key) ?? fallback,
            update: async (key: string, value: unknown) => void state.set(key, value),
          },
        },
        commands: { run: (work: () => unknown) => work(), log: () => undefined },
      },
    } as never);
  };

  it('is offered for deletion once, in whatever window', async () => {
    await farewell('closed').look();
    await farewell('closed').look();
    assert.deepEqual(person.said, ['93rp is closed. Its private clone is still on this machine.']);
    assert.deepEqual(person.offered, []);
  });

  it('is known from the list where that has it: nothing is asked', async () => {
    await farewell('published', { listed: 'published' }).look();
    assert.equal(person.said.length, 1);
    assert.equal(asked, 0);
  });

  it('is asked about once in a window, and not while pages are still to come', async () => {
    const waiting = farewell('draft', { settled: false });
    await waiting.look();
    assert.equal(asked, 0);
    const open = farewell('draft');
    await open.look();
    await open.look();
    assert.equal(asked, 1);
    assert.deepEqual(person.said, []);
  });

  it('stays while its advisory is open, or GitHub does not answer', async () => {
    await farewell('draft', { listed: 'draft' }).look();
    await farewell(new Error('offline')).look();
    assert.deepEqual(person.said, []);
  });

  it('is offered for deletion where GitHub shows the advisory no more', async () => {
    await farewell(new GitHubError('not-found', 'Gone.', { status: 404 })).look();
    assert.deepEqual(person.said, [
      '93rp is shown to you no more. Its private clone is still on this machine.',
    ]);
  });

  it('is not offered when its folder is gone', async () => {
    await rm(path, { recursive: true });
    await farewell('closed').look();
    assert.deepEqual(person.said, []);
  });
});
