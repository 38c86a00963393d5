import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { forkRepo } from '../../../src/sandbox/fork.ts';
import { assertExact } from './exact.ts';
import { desk, publish, type Desk } from './harness.ts';
import { withConfig } from './home.ts';
import { newsText, preparePort, proposeDraft } from '../../../src/jobs/port/index.ts';

const run = promisify(execFile);
const id = 'GHSA-hj5m-pq6r-vw7x';
const own = 'octo-coordinator/cpython';

describe('the port from a clone with remotes of any name', () => {
  let at: Desk;
  beforeEach(async () => {
    at = await desk();
    await git('remote', 'remove', 'origin');
    await git('remote', 'remove', 'upstream');
  });
  afterEach(() => at.close());

  const git = (...args: string[]) => run('git', args, { cwd: at.clone });
  const url = (fullName: string) => `${at.sandbox.git}/${fullName}.git`;

  const prepareWith = async (forkRemote: string) => {
    const repo = { owner: 'python', name: 'cpython' };
    const prepared = await preparePort(at.tools, { repo, ghsaId: id, clone: at.clone, forkRemote });
    return { prepared, draft: proposeDraft(prepared, await newsText(at.tools.git, prepared), null) };
  };

  /** Somebody else's fork, to which the coordinator may push: only we keep the branch from going there. */
  const addForeign = async () => {
    const { store } = at.sandbox;
    const parent = store.repo('python/cpython')!;
    await forkRepo(store, at.root, parent, { owner: 'nutmeg-core', name: 'cpython' });
    at.sandbox.role('octo-coordinator', 'nutmeg-core/cpython', 'write');
  };

  /** Runs the port and shows that the branch went to the own fork, by `address`, and nowhere else. */
  const assertOwn = async (forkRemote: string, address: string) => {
    const { prepared, draft } = await prepareWith(forkRemote);
    assert.equal(prepared.fork.fullName, own);
    assert.equal(prepared.fork.url, address);
    assert.equal(prepared.mayPush, true);
    const outcome = await publish(at, prepared, draft);
    await assertExact(at, id, outcome, `${draft.texts['commit.blurb']}\n`);
    assert.deepEqual(at.sandbox.recorder.pushes, [
      {
        repo: own,
        login: 'octo-coordinator',
        updates: [
          {
            ref: `refs/heads/${draft.texts['commit.branch'].replace('{issue}', String(outcome.links!.issue))}`,
            from: null,
            to: outcome.links!.commit,
          },
        ],
      },
    ]);
  };

  /** Remotes as `git remote -v` would show them: name, address, and where another one is pushed to, that. */
  const layouts: Readonly<
    Record<string, readonly (readonly [name: string, fetch: string, push?: string])[]>
  > = {
    'origin is the own fork, upstream is public': [
      ['origin', own],
      ['upstream', 'python/cpython'],
    ],
    'origin is public, and the own fork has an own name': [
      ['origin', 'python/cpython'],
      ['mine', own],
    ],
    'public and mine': [
      ['public', 'python/cpython'],
      ['mine', own],
    ],
    'three remotes, a colleague between': [
      ['a colleague', 'nutmeg-core/cpython'],
      ['upstream', 'python/cpython'],
      ['origin', own],
    ],
    'somebody else’s fork is called origin, and the own one is not there': [
      ['origin', 'nutmeg-core/cpython'],
      ['upstream', 'python/cpython'],
    ],
    'names in another letter case': [
      ['Upstream', 'Python/CPython'],
      ['ORIGIN', 'Octo-Coordinator/CPython'],
    ],
    'one remote that fetches from public and pushes to the own fork': [['origin', 'python/cpython', own]],
    'the own fork’s remote pushes to public': [
      ['origin', own, 'python/cpython'],
      ['upstream', 'python/cpython'],
    ],
    'the own fork’s remote pushes to somebody else’s fork': [
      ['origin', own, 'nutmeg-core/cpython'],
      ['upstream', 'python/cpython'],
    ],
    'public cannot be pushed to by accident': [
      ['upstream', 'python/cpython', 'no-push'],
      ['origin', own],
    ],
    'no remote at all': [],
  };

  for (const [name, remotes] of Object.entries(layouts)) {
    it(`pushes to the own fork when ${name}`, async () => {
      await addForeign();
      for (const [remote, fetch, push] of remotes) {
        await git('config', `remote.${remote}.url`, url(fetch));
        if (push) await git('config', `remote.${remote}.pushurl`, push.includes('/') ? url(push) : push);
      }
      const written = remotes.flatMap(([, fetch, push]) => push ?? fetch);
      await assertOwn('', url(written.find(full => full.toLowerCase() === own) ?? own));
    });
  }

  it('pushes by the remote that is named, when two lead to the own fork', async () => {
    await git('remote', 'add', 'first', url(own));
    await git('remote', 'add', 'second', `${at.sandbox.git}/Octo-Coordinator/cpython.git`);
    await assertOwn('second', `${at.sandbox.git}/Octo-Coordinator/cpython.git`);
  });

  it('refuses a named remote that is another repository, before anything is sent', async () => {
    await addForeign();
    await git('remote', 'add', 'colleague', url('nutmeg-core/cpython'));
    await git('remote', 'add', 'public', url('python/cpython'));
    await git('remote', 'add', 'mine', url(own));
    await git('remote', 'set-url', '--push', 'mine', url('python/cpython'));
    for (const name of ['colleague', 'public', 'mine']) {
      await assert.rejects(prepareWith(name), {
        name: 'JobError',
        message: `The remote ${name} does not push to your fork ${own}. Correct ghsa.git.forkRemote, or clear it.`,
      });
    }
    assert.deepEqual(at.sandbox.recorder.writes(), []);
    assert.deepEqual(at.sandbox.recorder.pushes, []);
  });

  for (const [what, rule] of [
    ['writes to somebody else’s fork', ['nutmeg-core/cpython', 'pushInsteadOf', own]],
    ['writes to the public repository', ['python/cpython', 'insteadOf', own]],
  ] as const) {
    it(`pushes nothing where a rule of the configuration ${what}`, async () => {
      await addForeign();
      await git('remote', 'add', 'origin', url(own));
      const config = `[url "${url(rule[0])}"]\n\t${rule[1]} = ${url(rule[2])}`;
      // Before the line, and where the rule came after it.
      await withConfig(config, () =>
        assert.rejects(prepareWith(''), { name: 'GitError', kind: 'elsewhere' }),
      );
      const { prepared, draft } = await prepareWith('');
      await withConfig(config, async () => {
        const { ended, events } = await publish(at, prepared, draft);
        const last = events.at(-1);
        assert.ok(ended === 'failed' && last?.state === 'failed' && last.id === 'push');
        assert.match(
          String(last.error),
          /sends what is for octo-coordinator\/cpython to \S+, so nothing was sent/,
        );
      });
      assert.deepEqual(at.sandbox.recorder.pushes, []);
    });
  }

  it('pushes where a rule says how the own fork is reached', async () => {
    await git('remote', 'add', 'origin', `robin:${own}`);
    await withConfig(`[url "${at.sandbox.git}/"]\n\tinsteadOf = robin:`, async () => {
      const { prepared, draft } = await prepareWith('origin');
      assert.equal((await publish(at, prepared, draft)).ended, 'done');
    });
    assert.deepEqual(
      at.sandbox.recorder.pushes.map(({ repo }) => repo),
      [own],
    );
  });

  it('finds remotes in a file that the clone’s configuration includes', async () => {
    const written = `${at.sandbox.git}/Octo-Coordinator/CPython`;
    await writeFile(join(at.root, 'remotes'), `[remote "mine"]\n\turl = ${written}\n`);
    await git('config', 'include.path', join(at.root, 'remotes'));
    await assertOwn('', written);
  });

  it('takes no token out of a remote’s address', async () => {
    const token = 'ghp_0123456789abcdefghijABCDEFGHIJ012345';
    const host = at.sandbox.git.replace('http://', '');
    await git('remote', 'add', 'origin', `http://octo-coordinator:${token}@${host}/${own}.git`);
    // The commoner form: the token is the name.
    await git('remote', 'add', 'upstream', `http://${token}@${host}/python/cpython.git`);
    const { prepared } = await prepareWith('');
    assert.equal(prepared.fork.url, `http://${host}/${own}.git`);
    assert.equal(prepared.upstream.url, `http://${host}/python/cpython.git`);
    assert.equal(prepared.mayPush, true);
  });
});
