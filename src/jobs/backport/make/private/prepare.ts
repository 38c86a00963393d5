import { repoName, shortId, type Advisory } from '../../../../advisory/model.ts';
import {
  addressOf,
  inspectClone,
  mergeBase,
  openScratch,
  privateCommits,
  readCommit,
  remoteOf,
  requireGit,
} from '../../../../git/index.ts';
import type { Pull } from '../../../../github/index.ts';
import { JobError } from '../../../errors.ts';
import { claim } from '../../../lock.ts';
import { inFolder } from '../../../port/inFolder.ts';
import { scratchOf } from '../../../port/key.ts';
import { branchFor } from '../branch.ts';
import { describe, sidesOf } from '../change.ts';
import { fetchPrivate, fetchTips } from '../fetch.ts';
import { privateBackportKey } from '../key.ts';
import { bring } from '../pick.ts';
import type { BackportTools, PreparedPrivateBackport, PrivateBackportRequest } from '../types.ts';
import { privatePullsInto } from './pulls.ts';

/**
 * Before the line: the private fix, all its commits as one, on a maintenance branch. Sends nothing.
 * @throws ConflictError while conflicts are open; JobError with one sentence where it cannot be prepared.
 */
export function preparePrivateBackport(
  tools: BackportTools,
  request: PrivateBackportRequest,
  signal?: AbortSignal,
): Promise<PreparedPrivateBackport> {
  return inFolder(opens => prepare(tools, request, opens, signal));
}

async function prepare(
  tools: BackportTools,
  request: PrivateBackportRequest,
  opens: (folder: string) => void,
  signal?: AbortSignal,
): Promise<PreparedPrivateBackport> {
  const { github, git, gitUrl } = tools;
  const say = tools.progress ?? (() => undefined);
  const fullName = repoName(request.repo);
  say('reading the private pull request…');
  const [advisory, me, info, branch] = await Promise.all([
    github.advisories.get(request.repo, request.ghsaId, signal),
    github.users.me(signal),
    github.repos.get(fullName, signal),
    branchFor(tools, fullName, request.branch, signal),
    requireGit(git, tools.scratchRoot, signal),
  ]);
  const fork = forkOf(advisory);
  const [pull, into, clone] = await Promise.all([
    choosePull(tools, { fork, into: info.defaultBranch }, request, signal),
    privatePullsInto(github, fork, branch.branch, signal),
    request.clone === null ? null : inspectClone(git, request.clone, signal),
  ]);

  const key = privateBackportKey(github.apiUrl, request.repo, request.ghsaId, branch.branch);
  const folder = scratchOf(tools.scratchRoot, key);
  await claim(folder, 'backport');
  opens(folder);
  const scratch = await openScratch(git, folder, clone?.objects ?? null, signal);
  say('fetching the fix…');
  const url = addressOf(gitUrl, fork);
  const upstream = {
    fullName,
    defaultBranch: info.defaultBranch,
    branch: branch.branch,
    url: remoteOf(clone?.remotes ?? [], fullName, gitUrl)?.url ?? addressOf(gitUrl, fullName),
  };
  const tips = await fetchTips(git, scratch, upstream, signal);
  const head = await fetchPrivate(git, scratch, { url, pull: pull.number }, signal);
  // A branch that merged newer public main has that as its base: what is after it is the fix, and nothing else.
  const base = await mergeBase(git, scratch, [tips.main, head], signal);
  if (base === null || base === head)
    throw new JobError('empty', `The private pull request #${pull.number} changes nothing.`);
  say(`applying to ${branch.branch}…`);
  const brought = await bring(
    git,
    scratch,
    {
      source: { kind: 'pick', from: base, to: head },
      tip: tips.branch,
      branch: branch.branch,
      names: sidesOf(branch.branch, 'private-fix'),
      into: 'private',
      about: { apiUrl: github.apiUrl, repo: request.repo, ghsaId: request.ghsaId, pull: pull.number },
    },
    signal,
  );
  const [change, own] = await Promise.all([
    describe(git, scratch, { ...brought, branch: branch.branch }, signal),
    privateCommits(git, scratch, tips.main, head, signal),
  ]);
  const { author } = await readCommit(git, scratch, own.at(-1)?.id ?? head, signal);
  const there = into[0];
  return {
    key,
    advisory,
    branch,
    pull: pull.number,
    pullTitle: pull.title,
    fork: { fullName: fork, url },
    head: headName(pull, branch.branch),
    there: there
      ? { number: there.number, url: there.htmlUrl, author: there.author, merged: false, stranger: false }
      : null,
    signing: null,
    me: { login: me.login, name: me.name ?? me.login, email: me.noreplyEmail },
    author,
    scratch: scratch.path,
    ...change,
    byHand: brought.byHand,
    date: tools.now(),
  };
}

function forkOf({ privateFork, ghsaId }: Advisory): string {
  if (privateFork !== null) return privateFork;
  throw new JobError(
    'no-fork',
    `${shortId(ghsaId)} has no private fork, so there is no private fix to backport.`,
  );
}

/** The fix: the one that was named, or the only open one that goes to the default branch. */
async function choosePull(
  { github }: BackportTools,
  { fork, into }: { readonly fork: string; readonly into: string },
  { pull, ghsaId }: PrivateBackportRequest,
  signal?: AbortSignal,
): Promise<Pull> {
  if (pull !== undefined) return github.pulls.get(fork, pull, signal);
  const open = await privatePullsInto(github, fork, into, signal);
  if (!open[0])
    throw new JobError('no-pull', `The private fork of ${shortId(ghsaId)} has no open pull request.`);
  if (open.length > 1)
    throw new JobError(
      'several-pulls',
      `The private fork of ${shortId(ghsaId)} has ${open.length} open pull requests. Choose one.`,
    );
  return open[0];
}

/**
 * `advisory-fix-1-3.12`: says nothing of the fix, as the branches of the devguide do. The number of a pull request is not
 * that of such a branch, so it is told apart.
 */
function headName({ headRef, number }: Pull, branch: string): string {
  const own = /^advisory-fix-\d+$/.test(headRef) ? headRef : `advisory-fix-pr-${number}`;
  return `${own}-${branch}`;
}
