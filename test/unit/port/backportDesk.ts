import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from '../../../src/sandbox/gitdir.ts';
import { squashMerge } from '../../../src/sandbox/merge.ts';
import { addIssue } from '../../../src/sandbox/routes/issues.ts';
import { publishHead } from '../../../src/sandbox/routes/pulls.ts';
import { writeHistory, type Commit } from '../../../src/sandbox/seed/history.ts';
import {
  confirmBackport,
  prepareBackport,
  proposeBackport,
  runBackport,
  type BackportLink,
  type BackportRecord,
  type BackportRequest,
} from '../../../src/jobs/backport/make/index.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import type { Desk } from './harness.ts';

export const id = 'GHSA-7q4m-xv2c-93rp';
export const upstream = 'python/cpython';
export const own = 'octo-coordinator/cpython';
export const news = 'Misc/NEWS.d/next/Security/2026-11-20-10-00-00.gh-issue-210450.bread1.rst';

/** A fix that is merged on public main. */
export interface OnMain {
  readonly number: number;
  readonly sha: string;
}

/** What the fix of these tests changes; every branch begins with this file. */
export const fix = { files: { 'Lib/bread.py': 'crumb\nfixed\ncrust\n', [news]: 'Honour the option.\n' } };
export const before = { 'Lib/bread.py': 'crumb\nbroken\ncrust\n' };

/** Puts files on a public branch, by a commit of its own. */
export async function onBranch(at: Desk, branch: string, files: Commit['files']): Promise<void> {
  await writeHistory(at.sandbox.dir(upstream), [
    { branch, from: `refs/heads/${branch}^0`, message: `Something on ${branch}`, files: files ?? {} },
  ]);
}

/** From the start: nothing on disk, and the file that the fix is of on these public branches. */
export async function afresh(at: Desk, branches: readonly string[] = ['main', '3.12']): Promise<void> {
  await at.sandbox.reset();
  for (const name of await readdir(at.root)) await rm(join(at.root, name), { recursive: true });
  for (const branch of branches) await onBranch(at, branch, before);
}

/** Opens a public pull request of somebody into a branch. */
export async function opened(
  at: Desk,
  {
    title,
    base = 'main',
    commits,
  }: { readonly title: string; readonly base?: string; readonly commits: readonly Partial<Commit>[] },
  head: { readonly author: string; readonly ref: string } = { author: 'oregano-core', ref: 'bread' },
  into = upstream,
) {
  const repo = at.sandbox.store.repo(into)!;
  await writeHistory(
    repo.dir,
    commits.map((commit, i) => ({
      message: `Change ${i + 1}`,
      ...commit,
      branch: 'topic',
      ...(i === 0 ? { from: `refs/heads/${base}^0` } : {}),
    })),
  );
  const headSha = await git(repo.dir, ['rev-parse', 'refs/heads/topic']);
  const issue = addIssue(at.sandbox, repo, {
    title,
    body: '',
    author: head.author,
    pull: {
      headRepo: into,
      headRef: head.ref,
      base,
      headSha,
      mergedAt: null,
      mergeCommit: null,
      reviews: [],
    },
  });
  await publishHead(repo, repo, issue, headSha);
  await git(repo.dir, ['update-ref', '-d', 'refs/heads/topic']);
  return issue;
}

/** The fix, merged into public main by a core developer. */
export async function merged(
  at: Desk,
  commits: readonly Partial<Commit>[] = [fix],
  body = 'The length was never looked at.',
): Promise<OnMain> {
  const issue = await opened(at, { title: 'gh-210450: Honour the bread socket option', commits });
  const sha = await squashMerge(
    at.sandbox.store,
    at.sandbox.store.repo(upstream)!,
    issue,
    'nutmeg-core',
    body,
  );
  await git(at.clone, ['fetch', '-q', '--force', 'upstream']);
  return { number: issue.number, sha: sha! };
}

export function request(at: Desk, { number }: OnMain, over: Partial<BackportRequest> = {}): BackportRequest {
  return {
    repo: { owner: 'python', name: 'cpython' },
    ghsaId: id,
    branch: '3.12',
    pull: number,
    issue: 210450,
    clone: at.clone,
    ...over,
  };
}

export interface BackportOutcome {
  readonly ended: string;
  readonly link: BackportLink | null;
  readonly events: readonly StepEvent[];
}

/** Confirms what is proposed. */
export async function confirmed(
  at: Desk,
  fix: OnMain,
  over: Partial<BackportRequest> = {},
): Promise<BackportRecord> {
  const prepared = await prepareBackport(at.tools, request(at, fix, over));
  return confirmBackport(at.tools.store, prepared, proposeBackport(prepared), at.tools.now());
}

/** Runs a confirmed backport to its end, to where it fails, or for so many steps. */
export async function runOn(at: Desk, record: BackportRecord, steps = Infinity): Promise<BackportOutcome> {
  const events: StepEvent[] = [];
  let link: BackportLink | null = null;
  const ended = await runBackport(at.tools, record, {
    tell: event => events.push(event),
    stop: () => events.filter(({ state }) => state === 'done').length >= steps,
    keep: async kept => void (link = kept),
  });
  return { ended, link, events };
}

/** Pull requests of the coordinator. */
export function ours(at: Desk) {
  return [...at.sandbox.store.repo(upstream)!.issues.values()].filter(
    issue => issue.pull && issue.author === 'octo-coordinator',
  );
}

export const publicTip = (at: Desk, branch: string) =>
  git(at.sandbox.dir(upstream), ['rev-parse', `refs/heads/${branch}`]);
