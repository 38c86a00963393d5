import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForkTools, PrivateClone } from '../../../../src/jobs/fork/types.ts';
import { unpushed } from '../../../../src/git/index.ts';
import { PullDesk } from '../../fork/pullsHarness.ts';
import { personAtWindow, type Person } from '../decide/window.ts';

const { deletePrivateClone } = await import('../../../../src/ui/fork/remove.ts');
const { whole } = await import('../../../../src/ui/fork/whole.ts');
const { workspace } = await import('vscode');

describe('deleting a private clone', function () {
  this.timeout(60_000);
  const at = PullDesk.open();
  let tools: ForkTools;
  let clone: PrivateClone;
  let person: Person;
  let known: PrivateClone[];

  beforeEach(async () => {
    Object.assign(workspace, { textDocuments: [], workspaceFolders: [] });
    person = personAtWindow();
    tools = await at.tools();
    clone = await at.clone(tools);
    known = [clone];
  });
  after(() => void Object.assign(workspace, { textDocuments: undefined, workspaceFolders: undefined }));

  const remove = (row?: unknown) =>
    deletePrivateClone(
      {
        clone: async () => known[0] ?? null,
        tools: async () => tools,
        advisoryOf: async ({ ghsaId, repo, fork }: PrivateClone) => ({ ghsaId, repo, privateFork: fork }),
        parts: {
          clones: {
            here: () => known,
            at: () => null,
            keep: async (next: PrivateClone) => void (known = [next]),
            forget: async () => void (known = []),
          },
          commands: { log: () => undefined },
        },
      } as never,
      row,
    );
  const row = () => ({ kind: 'advisory', advisory: clone });

  it('brings what is not pushed to a private pull request of the advisory, its fork named', async () => {
    await at.commit(clone, 'Limit the depth');
    person.presses = ['Push First'];
    await remove(row());
    const [[command, given] = []] = person.ran as [string, { advisory: { privateFork: string } }][];
    assert.equal(command, 'ghsa.openPrivatePull');
    assert.equal(given?.advisory.privateFork, clone.fork);
    assert.ok(existsSync(clone.path));
  });

  it('names it first where it was not asked for by name', async () => {
    await remove();
    assert.deepEqual(person.said, ['Delete the private clone of 93rp?']);
    assert.ok(existsSync(clone.path));
    person.presses = ['Delete'];
    await remove();
    assert.ok(!existsSync(clone.path));
    assert.deepEqual(known, []);
    // Its folder is named after the private fork, and VS Code would go on listing it.
    const forgotten = person.ran as [string, { fsPath: string }][];
    assert.deepEqual(
      forgotten.map(([command, { fsPath }]) => [command, fsPath]),
      [clone.workspaceFile, clone.path].map(path => ['vscode.removeFromRecentlyOpened', path]),
    );
  });

  it('takes a worktree that was added in a terminal, once that was said', async () => {
    const added = `${clone.path}-by-hand`;
    await tools.git.run({ cwd: clone.path, args: ['worktree', 'add', '-q', '-b', 'other', added] });
    await remove(row());
    assert.deepEqual(person.said, ['Delete the private clone of 93rp?']);
    assert.ok(existsSync(added) && existsSync(clone.path));
    person.presses = ['Delete'];
    await remove();
    assert.ok(!existsSync(added) && !existsSync(clone.path));
  });

  it('takes no folder of a repository that the damaged clone lies in', async () => {
    // Its root stands for somebody's own repository.
    await at.git(at.root, 'init', '-q');
    await at.git(at.root, 'commit', '-q', '--allow-empty', '-m', 'Theirs');
    await at.git(at.root, 'worktree', 'add', '-q', '-b', 'other', join(at.root, 'theirs'));
    await writeFile(join(clone.path, '.git', 'HEAD'), '');
    assert.deepEqual((await whole(tools.git, clone)).worktrees, []);
    await assert.rejects(unpushed(tools.git, clone.path), /git cannot read this clone/);
  });
});
