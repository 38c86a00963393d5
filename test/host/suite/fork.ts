import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commands, window } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import type { PrivateClone } from '../../../src/jobs/fork/types.ts';
import { knob, sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

const spamId = 'GHSA-7q4m-xv2c-93rp';
const run = promisify(execFile);

interface Answers {
  /** Buttons that are pressed, by what a notification or a dialog offers. */
  readonly press?: readonly string[];
  /** Rows that are picked, one after the other. */
  readonly pick?: readonly RegExp[];
}

/** A person who answers VS Code's questions while something runs; gives what was said. */
async function answering(answers: Answers, work: () => Thenable<unknown>): Promise<string[]> {
  const said: string[] = [];
  const picks = [...(answers.pick ?? [])];
  const hear = async (text: string, ...rest: unknown[]) => {
    said.push(text);
    return rest.find(button => answers.press?.includes(button as string));
  };
  const pick = async (rows: readonly { label: string }[]) => {
    said.push(rows.map(({ label }) => label).join('\n'));
    const wanted = picks.shift();
    return wanted && rows.find(({ label }) => wanted.test(label));
  };
  const own = { ...window };
  const answered = {
    showInformationMessage: hear,
    showWarningMessage: hear,
    showErrorMessage: hear,
    showQuickPick: pick,
  };
  try {
    Object.assign(window, answered);
    await work();
  } finally {
    Object.assign(
      window,
      Object.fromEntries(Object.keys(answered).map(name => [name, own[name as keyof typeof own]])),
    );
  }
  return said;
}

/** The private clone in a window of ordinary work: made, looked at, brought up to date, deleted. */
export function fork(): void {
  describe('the private clone in the extension host', () => {
    let door: TestDoor;
    let clone: PrivateClone;
    const row = () => ({
      kind: 'advisory',
      advisory: door.model.advisories.find(({ ghsaId }) => ghsaId === spamId)!,
    });
    const command = (name: string, answers: Answers = {}) =>
      answering(answers, () => commands.executeCommand(name, row()));
    const git = async (...args: string[]) =>
      (
        await run('git', ['-C', clone.path, ...args], { env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } })
      ).stdout.trim();

    before(async () => {
      await knob('reset');
      door = await signedIn();
    });

    it('is made by the command, under the names that the API gives', async () => {
      const said = await command('ghsa.cloneFork');
      clone = door.clones.of(row().advisory)!;
      assert.ok(clone, said.join('\n'));
      assert.match(said.join('\n'), /^93rp: cloned in \d+ s, \d+(\.\d)? [kM]B fetched\./m);
      assert.equal(clone.fork, row().advisory.privateFork);
      assert.equal(clone.upstream, 'python/cpython');
      assert.equal(await git('symbolic-ref', '--short', 'HEAD'), 'advisory-fix-2', 'the fork has the first');
      assert.equal(await git('config', 'remote.origin.url'), `${sandbox.git}/${clone.fork}.git`);
      assert.deepEqual(door.clones.inWindow(), [], 'it is not in this window');
      const context = door.tree.getTreeItem(row() as never).contextValue;
      assert.match(String(context), /\bclone\b/);
    });

    it('is made once', async () => {
      const said = await command('ghsa.cloneFork');
      assert.deepEqual(said, ['93rp is cloned already.']);
      assert.equal(door.clones.list().length, 1);
    });

    it('tells what may be pushed: to the fork alone', async () => {
      const [rows] = await command('ghsa.showPushes');
      assert.deepEqual(rows?.split('\n'), ['$(check) origin', '$(circle-slash) upstream']);
    });

    it('says where the guard is not whole, and repairs it', async () => {
      await git('config', '--unset-all', 'include.path');
      const said = await command('ghsa.showPushes', { pick: [/Repair the guard/] });
      assert.match(said[0]!, /core\.hooksPath/);
      assert.equal(said.at(-1), '93rp: the guard is whole again.');
      const [rows] = await command('ghsa.showPushes');
      assert.deepEqual(rows?.split('\n'), ['$(check) origin', '$(circle-slash) upstream']);
    });

    it('is brought onto public main', async () => {
      const said = await command('ghsa.updateFromPublic');
      assert.match(said.join('\n'), /^93rp (has everything of|is on top of) public main/);
      await git('merge-base', '--is-ancestor', 'upstream/main', 'HEAD');
    });

    it('gets a worktree for a branch, in the same window', async () => {
      const said = await command('ghsa.addWorktree', { pick: [/^main$/] });
      clone = door.clones.of(row().advisory)!;
      assert.equal(clone.worktrees.length, 1, said.join('\n'));
      const [worktree] = clone.worktrees;
      const { stdout } = await run('git', ['-C', worktree!, 'symbolic-ref', '--short', 'HEAD']);
      assert.equal(stdout.trim(), 'advisory-fix-3');
      const { folders, settings } = JSON.parse(await readFile(clone.workspaceFile, 'utf8')) as {
        folders: { path: string; name: string }[];
        settings: Record<string, unknown>;
      };
      assert.deepEqual(
        folders.map(({ path }) => path),
        [clone.path, worktree],
      );
      assert.ok(folders.every(({ name }) => name.startsWith('93rp')));
      assert.equal(settings['git.autofetch'], false);
      assert.equal(settings['chat.disableAIFeatures'], true);
      assert.equal(settings['git.autoRepositoryDetection'], undefined, 'git works in the window of a clone');
    });

    it('is not deleted while work in it would be lost, unless that is said', async () => {
      await writeFile(join(clone.path, 'notes.txt'), 'not committed\n');
      const asked = await command('ghsa.deleteClone');
      assert.deepEqual(asked, ['93rp: 1 file is changed and not committed.']);
      assert.ok(existsSync(clone.path));
      await command('ghsa.deleteClone', { press: ['Delete Anyway'] });
      for (const path of [clone.path, ...clone.worktrees, clone.workspaceFile])
        assert.ok(!existsSync(path), path);
      assert.deepEqual(door.clones.list(), []);
    });

    it('can be deleted where git cannot read it, when that is said', async () => {
      await command('ghsa.cloneFork');
      clone = door.clones.of(row().advisory)!;
      await rm(join(clone.path, '.git', 'HEAD'));
      const asked = await command('ghsa.deleteClone');
      assert.match(asked.join(), /git cannot read this clone/);
      assert.ok(existsSync(clone.path));
      await command('ghsa.deleteClone', { press: ['Delete Anyway'] });
      assert.ok(!existsSync(clone.path));
    });

    it('is deleted without a question where nothing would be lost', async () => {
      await command('ghsa.cloneFork');
      clone = door.clones.of(row().advisory)!;
      const said = await command('ghsa.deleteClone');
      assert.deepEqual(said, ['The private clone of 93rp is deleted.']);
      assert.ok(!existsSync(clone.path));
    });
  });
}
