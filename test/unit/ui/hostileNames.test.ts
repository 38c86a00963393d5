import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { connect, GitHubError, type GitHub } from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { names } from '../../../src/sandbox/seed/hostileTexts.ts';
import { advisoryRef, parseLink } from '../../../src/ui/editor/link.ts';
import { placesOf, worktreeAt } from '../../../src/ui/fork/places.ts';

const ghsa = 'GHSA-7q4m-xv2c-93rp';
const root = join('/home', 'clones');

describe('a hostile name', () => {
  let sandbox: Sandbox;
  let github: GitHub;
  before(async () => {
    sandbox = await startSandbox();
    const token = () => Promise.resolve(sandbox.tokens['coordinator']!);
    github = connect({ apiUrl: sandbox.api, token, throttle: false });
  });
  after(() => sandbox.stop());

  /** Asks, and gives the paths that left. What GitHub (or we) refuse is fine. */
  const paths = async (ask: () => Promise<unknown>): Promise<string[]> => {
    sandbox.recorder.clear();
    await ask().catch((error: unknown) => assert.ok(error instanceof GitHubError, String(error)));
    return sandbox.recorder.calls.map(({ path }) => path);
  };
  /** So many parts, the first ones as given. */
  const assertBelow = (asked: string[], first: string[], parts: number, name: string) => {
    for (const path of asked) {
      const found = path.slice(1).split('/');
      assert.deepEqual([found.slice(0, first.length), found.length], [first, parts], `${name}: ${path}`);
    }
  };

  for (const name of names) {
    it(`${JSON.stringify(name)} forms no other address of the API`, async () => {
      assertBelow(await paths(() => github.users.get(name)), ['users'], 2, name);
      assertBelow(await paths(() => github.repos.get(`python/${name}`)), ['repos', 'python'], 3, name);
      assertBelow(
        await paths(() => github.advisories.get({ owner: 'python', name: 'cpython' }, name)),
        ['repos', 'python', 'cpython', 'security-advisories'],
        5,
        name,
      );
      assertBelow(
        await paths(() =>
          github.advisories.update({ owner: 'python', name: 'cpython' }, name, { description: 'secret' }),
        ),
        ['repos', 'python', 'cpython', 'security-advisories'],
        5,
        name,
      );
    });

    it(`${JSON.stringify(name)} forms no folder elsewhere`, () => {
      for (const fork of [name, `python/${name}`]) {
        let path: string;
        try {
          ({ path } = placesOf(root, fork));
        } catch (error) {
          assert.equal((error as Error).name, 'NameError');
          continue;
        }
        assert.equal(dirname(path), root, fork);
        assert.notEqual(path, root);
      }
      assert.equal(dirname(worktreeAt(join(root, 'fork'), name)), root);
    });

    it(`${JSON.stringify(name)} is no advisory that a link opens`, () => {
      const login = /^[a-z\d][a-z\d-]*$/i.test(name);
      assert.equal(advisoryRef(`${name}/cpython`, ghsa)?.repo.owner ?? null, login ? name : null);
      assert.equal(advisoryRef('python/cpython', name), null);
      const query = new URLSearchParams({ owner: 'python', repo: 'cpython', ghsa: name }).toString();
      assert.equal(parseLink({ path: '/advisory', query }), null);
      const repo = advisoryRef(`python/${name}`, ghsa)?.repo.name ?? 'safe';
      assert.match(repo, /^(?!\.{1,2}$)[\w.-]+$/);
    });
  }
});
