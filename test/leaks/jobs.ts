import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '../../src/advisory/fields.ts';
import type { RepoRef } from '../../src/advisory/model.ts';
import { addWorktree, cloneFork, removeClone, updateFromPublic } from '../../src/git/index.ts';
import { announcementOf, readAnnouncement } from '../../src/jobs/announce/index.ts';
import { changeState } from '../../src/jobs/decide/index.ts';
import { listPulls, lookAtBranch, openPull, pushFix } from '../../src/jobs/fork/pulls/index.ts';
import { startFork } from '../../src/jobs/fork/start.ts';
import type { PortLinks } from '../../src/jobs/port/index.ts';
import { saveAdvisory } from '../../src/jobs/save/index.ts';
import { git } from '../../src/sandbox/gitdir.ts';
import { before as ground, confirmed, merged, onBranch, runOn } from '../unit/port/backportDesk.ts';
import { prepare, publish } from '../unit/port/harness.ts';
import type { Machine } from './machine.ts';

const repo: RepoRef = { owner: 'python', name: 'cpython' };

/** Draft with a private fix; triage with a private fix; triage; draft without a fork. */
export const ids = {
  spam: 'GHSA-7q4m-xv2c-93rp',
  toast: 'GHSA-hj5m-pq6r-vw7x',
  ham: 'GHSA-m2pg-3qcr-4vfw',
  crumb: 'GHSA-c4f5-g6h7-j8m9',
} as const;

/** What a person types in those jobs: into the advisory, and as the message of a private commit. */
export const typed = {
  line: 'Nobody but the lemon giraffe knows of this line of the report.',
  message: 'Follow no link of strangers',
} as const;

/** Every job of the product, once each, by its own code; the ends are looked at, so that none is left out unseen. */
export const jobs = {
  async startFork({ admin, sandbox }: Machine): Promise<void> {
    await startFork({ github: admin }, { repo, ghsaId: ids.crumb });
    assert.ok(sandbox.store.advisory(ids.crumb)!.fork);
  },

  async clone(at: Machine): Promise<string> {
    const fork = at.sandbox.store.advisory(ids.toast)!.fork!;
    const target = join(at.disk, 'clones', fork.split('/')[1]!);
    const { path } = await cloneFork(at.tools.git, {
      ...{ fork, upstream: 'python/cpython', defaultBranch: 'main', gitUrl: at.sandbox.git },
      ...{ protocol: 'https', target, method: 'auto', publicClone: at.clone },
    });
    await updateFromPublic(at.tools.git, path);
    return path;
  },

  async privatePull(at: Machine, path: string): Promise<void> {
    const fork = at.sandbox.store.advisory(ids.toast)!.fork!;
    await appendFile(join(path, 'Lib/test/test_toast.py'), '# A private line\n');
    await git(path, ['commit', '-q', '-am', typed.message]);
    const clone = { path, repo, fork, upstream: 'python/cpython', defaultBranch: 'main' };
    const more = { workspaceFile: `${path}.code-workspace`, apiUrl: at.sandbox.api, gitUrl: at.sandbox.git };
    const whole = { ...clone, ...more, ghsaId: ids.toast, protocol: 'https' as const, worktrees: [] };
    const fix = await lookAtBranch(at.tools.git, whole);
    assert.equal(await pushFix(at.fork, whole, fix), true);
    const words = { title: fix.subjects[0]!, body: 'As discussed.', branch: fix.branch, base: 'main' };
    assert.equal((await openPull(at.fork, fork, words)).kind, 'opened');
    assert.ok((await listPulls(at.fork, fork, whole)).length >= 2);
  },

  async worktree(at: Machine, path: string): Promise<string> {
    const added = `${path}-main`;
    await addWorktree(at.tools.git, path, { branch: 'advisory-fix-9', from: 'upstream/main', path: added });
    return added;
  },

  async removeClone(_: Machine, ...folders: string[]): Promise<void> {
    await removeClone(folders);
  },

  async save({ tools, sandbox }: Machine): Promise<void> {
    const { advisories } = tools.github;
    const base = fieldsOf(await advisories.get(repo, ids.spam));
    const description = `${base.description}\n\n${typed.line}\n`;
    const saved = await saveAdvisory({
      ...{ advisories, repo, ghsaId: ids.spam, base },
      mine: { ...base, description },
    });
    assert.deepEqual(saved.sent, ['description']);
    assert.match(sandbox.store.advisory(ids.spam)!.description, /lemon giraffe/);
  },

  async decide({ admin, sandbox }: Machine): Promise<void> {
    const seen = await admin.advisories.get(repo, ids.ham);
    const parts = { github: admin, repo, ghsaId: ids.ham, login: sandbox.logins.admin };
    assert.equal((await changeState(parts, seen, 'accept', { way: 'patch' })).kind, 'done');
  },

  async port(at: Machine): Promise<PortLinks> {
    const { prepared, draft } = await prepare(at, ids.spam);
    const { ended, links, events } = await publish(at, prepared, draft);
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    return links!;
  },

  async backport(at: Machine): Promise<void> {
    for (const branch of ['main', '3.12']) await onBranch(at, branch, ground);
    const { ended, events } = await runOn(at, await confirmed(at, await merged(at)));
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
  },

  async announce({ tools }: Machine, { issue, pull }: PortLinks): Promise<void> {
    const about = { repo, ghsaId: ids.spam, links: { issue, pull }, named: null };
    const mail = announcementOf(await readAnnouncement(tools.github, about), 'practice@localhost');
    assert.ok(mail.body.length > 5);
  },
};
