import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Git } from '../../../src/git/index.ts';
import { assertExact } from './exact.ts';
import { desk, prepare, publish, type Desk } from './harness.ts';

const run = promisify(execFile);
const id = 'GHSA-hj5m-pq6r-vw7x';

/** Everything of a clone that a port could change: refs, configuration, index and the files that lie there. */
async function stateOf(folder: string): Promise<Record<string, string>> {
  const git = async (...args: string[]) => (await run('git', args, { cwd: folder })).stdout;
  // `git status` may rewrite the index: bytes first.
  const [gitDir, common] = (
    await git('rev-parse', '--path-format=absolute', '--git-dir', '--git-common-dir')
  ).split('\n') as [string, string];
  const hash = async (path: string) =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  const objects = await readdir(join(common, 'objects'), { recursive: true });
  return {
    index: await hash(join(gitDir, 'index')),
    config: await hash(join(common, 'config')),
    objects: objects.sort().join('\n'),
    top: (await readdir(gitDir)).sort().join('\n'),
    refs: await git('for-each-ref'),
    head: await git('rev-parse', 'HEAD'),
    status: await git('--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--ignored'),
    staged: await git('diff', '--cached', '--binary'),
    worktree: await git('diff', '--binary'),
  };
}

describe('the port from a clone of any kind', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const git = (cwd: string, ...args: string[]) => run('git', args, { cwd });
  const address = () => `${at.sandbox.git}/python/cpython.git`;
  const cloned = async (...args: string[]) => {
    const path = join(at.root, 'a clone');
    await git(at.root, 'clone', '-q', '-o', 'upstream', ...args, address(), path);
    return path;
  };

  /** Does the port borrow from the clone? A scratch repository that does has `alternates`. */
  const kinds: readonly (readonly [name: string, borrows: boolean, make: () => Promise<string>])[] = [
    ['shallow (--depth=1)', false, () => cloned('--depth=1')],
    ['partial (--filter=blob:none)', false, () => cloned('--filter=blob:none')],
    [
      'sparse (cone with only Misc)',
      true,
      async () => {
        const path = await cloned('--sparse');
        await git(path, 'sparse-checkout', 'set', '--cone', 'Misc');
        assert.deepEqual((await readdir(path)).sort(), ['.git', 'LICENSE', 'Misc', 'README.rst']);
        return path;
      },
    ],
    [
      'partial and sparse',
      false,
      async () => {
        const path = await cloned('--sparse', '--filter=blob:none');
        await git(path, 'sparse-checkout', 'set', '--cone', 'Misc');
        return path;
      },
    ],
    [
      'dirty, on another branch',
      true,
      async () => {
        const path = await cloned();
        await git(path, 'checkout', '-q', '-b', 'my-work', 'upstream/3.12');
        // The very file that the fix changes is modified here, and another is staged.
        await writeFile(join(path, 'Lib/toast.py'), 'half a thought');
        await writeFile(join(path, 'Lib/ham.py'), 'staged');
        await git(path, 'add', 'Lib/ham.py');
        await writeFile(join(path, 'Lib/ham.py'), 'staged, and changed again');
        await writeFile(join(path, 'untracked.txt'), 'mine');
        await rm(join(path, 'Lib/egg.py'));
        return path;
      },
    ],
    [
      'with alternates of its own',
      false,
      async () => {
        const path = join(at.root, 'shared');
        await git(at.root, 'clone', '-q', '--shared', '-o', 'upstream', at.clone, path);
        await git(path, 'remote', 'set-url', 'upstream', address());
        return path;
      },
    ],
    [
      'that is a linked worktree',
      true,
      async () => {
        const path = join(at.root, 'worktree');
        await git(at.clone, 'worktree', 'add', '-q', '--detach', path, 'upstream/3.13');
        return path;
      },
    ],
    [
      'that is bare',
      true,
      async () => {
        const path = join(at.root, 'bare.git');
        await git(at.root, 'clone', '-q', '--bare', '-o', 'upstream', address(), path);
        return path;
      },
    ],
    [
      'that is stale by months',
      true,
      async () => {
        const path = await cloned();
        await git(path, 'reset', '-q', '--hard', 'HEAD~3');
        await git(path, 'update-ref', 'refs/remotes/upstream/main', 'HEAD');
        return path;
      },
    ],
  ];

  for (const [name, borrows, make] of kinds) {
    it(`${name} is exact and leaves the clone as it was`, async () => {
      const clone = await make();
      const before = name.includes('bare') ? null : await stateOf(clone);
      const files = await readdir(clone, { recursive: true });
      const { prepared, draft } = await prepare(at, id, { clone });
      const alternates = join(prepared.scratch, 'objects/info/alternates');
      assert.equal(
        await stat(alternates).then(
          () => true,
          () => false,
        ),
        borrows,
      );
      await assertExact(at, id, await publish(at, prepared, draft), `${draft.texts['commit.blurb']}\n`);
      assert.deepEqual(await readdir(clone, { recursive: true }), files);
      if (before) assert.deepEqual(await stateOf(clone), before);
      assert.ok(!(await readdir(at.root)).includes(prepared.key));
    });
  }

  it('refuses a folder that is no clone, or not there, in one sentence; nothing is fetched or left', async () => {
    const plain = join(at.root, 'plain');
    await mkdir(plain);
    const file = join(at.root, 'file');
    await writeFile(file, '');
    for (const clone of [plain, join(at.root, 'nowhere'), file]) {
      const message = `There is no git clone in ${clone}. Correct --clone or the setting ghsa.publicClones, or leave it out.`;
      await assert.rejects(prepare(at, id, { clone }), { name: 'GitError', kind: 'not-found', message });
    }
    assert.deepEqual((await readdir(at.root)).sort(), ['file', 'plain']);
    assert.deepEqual(at.sandbox.recorder.writes(), []);
  });
});

describe('the port with a git that cannot do it', () => {
  let at: Desk;
  beforeEach(async () => (at = await desk()));
  afterEach(() => at.close());

  const refused = async (binary: string, expected: object) => {
    const tools = { ...at.tools, git: new Git({ binary }) };
    const before = await readdir(at.root);
    await assert.rejects(prepare({ tools, clone: at.clone }, id), expected);
    assert.deepEqual(await readdir(at.root), before);
    assert.deepEqual(at.sandbox.recorder.writes(), []);
  };

  /** A git that knows its version and notes whatever else it is asked. */
  const gitOf = async (version: string) => {
    const binary = join(at.root, 'old-git');
    const asked = join(at.root, 'asked');
    await writeFile(
      binary,
      `#!/bin/sh\nfor last; do :; done\n[ "$last" = version ] && echo 'git version ${version}' && exit\necho "$@" >> '${asked}'\nexit 1\n`,
    );
    await chmod(binary, 0o755);
    return binary;
  };

  for (const version of ['2.30.2', '2.37.9', '1.9.1', '2.37.1 (Apple Git-137.1)']) {
    it(`says that ${version} is too old`, async () => {
      const binary = await gitOf(version);
      await refused(binary, {
        name: 'GitError',
        kind: 'too-old',
        message: `Git 2.38 or newer is needed; found ${version.split(' ')[0]}. Update git, or set git.path.`,
      });
    });
  }

  for (const [name, binary] of [
    ['missing', () => join(at.root, 'no-git')],
    ['a folder', () => at.root],
  ] as const) {
    it(`says so when git is ${name}`, () =>
      refused(binary(), {
        name: 'GitError',
        kind: 'missing',
        message: 'git was not found. Install git 2.38 or newer, or set git.path.',
      }));
  }
});
