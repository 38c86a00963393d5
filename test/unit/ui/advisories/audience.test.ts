import assert from 'node:assert/strict';
import { GitHubError } from '../../../../src/github/index.ts';
import { Audience } from '../../../../src/ui/advisories/audience.ts';
import { now } from './facts.ts';
import { sample } from './sample.ts';

const { signal } = new AbortController();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const broken = new GitHubError('server', 'GitHub is broken for a moment.', { status: 502 });
const ours = sample({ ghsaId: 'a', teams: ['psrt'], users: [], credits: [] });
const another = { ...ours, ghsaId: 'b' };

describe('who is behind the teams of advisories', () => {
  let members: readonly string[] | null | GitHubError;
  let asked: number;
  let failures: unknown[];
  let changes: number;
  let audience: Audience;
  beforeEach(() => {
    [members, asked, failures, changes] = [['parsley-dev'], 0, [], 0];
    audience = new Audience(
      error => failures.push(error),
      () => changes++,
    );
  });
  const github = {
    teams: {
      members: async () => {
        asked++;
        if (members instanceof GitHubError) throw members;
        return members;
      },
    },
    repos: { admins: async () => [], get: async () => assert.fail('nobody asks for it') },
  };
  const read = (at: Date, anew?: boolean) => audience.read(github, [ours, another], at, signal, anew);
  const inTeam = () =>
    audience.of(ours).people.flatMap(({ login, why }) => (why.includes('team psrt') ? [login] : []));

  it('is read once for all of them, and not again within the hour, whatever the answer was', async () => {
    await read(now);
    assert.deepEqual([asked, inTeam()], [1, ['parsley-dev']]);
    await read(later(59));
    assert.equal(asked, 1);
    members = null;
    await read(later(60));
    assert.deepEqual([asked, audience.of(ours).unknown], [2, ['team psrt']], 'closed to us now');
    await read(later(119));
    assert.equal(asked, 2);
  });

  it('is tried again the next time after GitHub was broken, once each time', async () => {
    members = broken;
    await read(now);
    assert.deepEqual([asked, audience.of(ours).unknown], [1, ['team psrt']]);
    assert.deepEqual(failures, [broken]);
    members = ['parsley-dev'];
    await read(later(1));
    assert.deepEqual([asked, inTeam(), audience.of(ours).unknown], [2, ['parsley-dev'], []]);
  });

  it('stays as it was known while GitHub is broken, and is old then', async () => {
    await read(now);
    members = broken;
    const told = changes;
    await read(later(60));
    assert.deepEqual([inTeam(), changes], [['parsley-dev'], told]);
    members = ['parsley-dev', 'basil-rm'];
    await read(later(61));
    assert.deepEqual([asked, inTeam()], [3, ['basil-rm', 'parsley-dev']]);
  });

  it('is read whenever somebody asks now', async () => {
    await read(now);
    members = [];
    await read(now, true);
    assert.deepEqual([asked, inTeam()], [2, []]);
  });
});
