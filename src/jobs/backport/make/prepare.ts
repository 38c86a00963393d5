import { repoName } from '../../../advisory/model.ts';
import {
  addressOf,
  diffBytes,
  inspectClone,
  mayPush,
  openScratch,
  remoteOf,
  requireGit,
  signingOf,
} from '../../../git/index.ts';
import { backportBranch, profileOf } from '../../../project/index.ts';
import { claim } from '../../lock.ts';
import { pushAccount } from '../../port/account.ts';
import { readConflict } from '../../port/conflict/conflict.ts';
import { scratchOf } from '../../port/key.ts';
import { ownFork } from '../../port/ownFork.ts';
import { inFolder } from '../../port/inFolder.ts';
import { branchFor } from './branch.ts';
import { describe, sidesOf, withNewsOf, type Source } from './change.ts';
import { fetchPrivate, fetchTips } from './fetch.ts';
import { authorsOf, fromMain } from './fromMain.ts';
import { backportKey } from './key.ts';
import { mergedPull, pickedCommit } from './merged.ts';
import { bring } from './pick.ts';
import { chosenPrivate, offeredPrivates } from './privates.ts';
import { backportThere } from './there.ts';
import type { BackportRequest, BackportTools, PreparedBackport } from './types.ts';

/**
 * Everything before the line: the fix as it is on main, or the private backport that was chosen, on a maintenance branch
 * in a scratch repository, and all that could make a later step fail. Sends nothing.
 * @throws ConflictError while conflicts are open; JobError with one sentence where it cannot be prepared.
 */
export function prepareBackport(
  tools: BackportTools,
  request: BackportRequest,
  signal?: AbortSignal,
): Promise<PreparedBackport> {
  return inFolder(opens => prepare(tools, request, opens, signal));
}

async function prepare(
  tools: BackportTools,
  request: BackportRequest,
  opens: (folder: string) => void,
  signal?: AbortSignal,
): Promise<PreparedBackport> {
  const { github, git, gitUrl } = tools;
  const say = tools.progress ?? (() => undefined);
  const fullName = repoName(request.repo);
  say('reading the pull request…');
  const [advisory, me, info, branch] = await Promise.all([
    github.advisories.get(request.repo, request.ghsaId, signal),
    github.users.me(signal),
    github.repos.get(fullName, signal),
    branchFor(tools, fullName, request.branch, signal),
    requireGit(git, tools.scratchRoot, signal),
  ]);
  const into = info.defaultBranch;
  const [merged, clone, labels, privates] = await Promise.all([
    mergedPull(github, fullName, { number: request.pull, into }, signal),
    request.clone === null ? null : inspectClone(git, request.clone, signal),
    github.repos.labels(fullName, signal),
    offeredPrivates(github, advisory.privateFork, branch.branch, signal),
  ]);
  const key = backportKey(github.apiUrl, request.repo, request.ghsaId, branch.branch);
  const folder = scratchOf(tools.scratchRoot, key);
  // Whoever comes back to conflicts goes on with the choice that led to them.
  const earlier = (await readConflict(folder))?.backport?.from ?? null;
  const from = request.from ?? (earlier === null ? 'main' : { private: earlier });
  const chosen = chosenPrivate(privates, from, branch.branch);
  const remotes = clone?.remotes ?? [];
  const fork = await ownFork(tools, request, { clone, fullName, login: me.login }, signal);
  const about = { pull: request.pull, sha: merged.sha, branch: branch.branch, issue: request.issue };
  const there = await backportThere(github, fullName, about, { own: null, me: me.login }, signal);

  await claim(folder, 'backport');
  opens(folder);
  const scratch = await openScratch(git, folder, clone?.objects ?? null, signal);
  const upstream = {
    fullName,
    defaultBranch: into,
    branch: branch.branch,
    url: remoteOf(remotes, fullName, gitUrl)?.url ?? addressOf(gitUrl, fullName),
  };
  say('fetching the fix…');
  const tips = await fetchTips(git, scratch, upstream, signal);
  const picked = await pickedCommit(git, scratch, merged, tips.main, signal);
  const source: Source =
    chosen && advisory.privateFork !== null
      ? {
          kind: 'branch',
          head: await fetchPrivate(
            git,
            scratch,
            { url: addressOf(gitUrl, advisory.privateFork), pull: chosen.number },
            signal,
          ),
        }
      : { kind: 'pick', from: picked.parents[0]!, to: picked.id };
  say(`applying to ${branch.branch}…`);
  const brought = await bring(
    git,
    scratch,
    {
      source,
      tip: tips.branch,
      branch: branch.branch,
      names: sidesOf(branch.branch, chosen ? 'private-fix' : 'fix-on-main'),
      into: 'public',
      from: chosen?.number ?? null,
      about: {
        apiUrl: github.apiUrl,
        repo: request.repo,
        ghsaId: request.ghsaId,
        pull: request.pull,
      },
    },
    signal,
  );
  const { base } = brought;
  const tree = chosen
    ? await withNewsOf(git, scratch, { base, tree: brought.tree, main: picked.id }, profileOf(fullName))
    : brought.tree;
  const [change, mergedDiff, push, account, signing] = await Promise.all([
    describe(git, scratch, { base, tree, branch: branch.branch }, signal),
    diffBytes(git, scratch, { from: picked.parents[0]!, to: picked.id, as: 'text' }, signal),
    fork.exists ? mayPush(git, scratch, { ...fork, gitUrl }, base, signal) : null,
    pushAccount(tools, scratch.path, fork.url, signal),
    signingOf(git, clone?.path ?? scratch.path, signal),
  ]);
  const preparedFrom =
    source.kind === 'branch' && chosen
      ? {
          kind: 'private' as const,
          pull: chosen.number,
          sha: source.head,
          authors: await authorsOf(git, scratch, { base: tips.branch, head: source.head }, signal),
          fromMain: fromMain(change.diff, mergedDiff, profileOf(fullName)),
        }
      : { kind: 'main' as const };
  const { permissions } = info;
  return {
    key,
    advisory,
    branch,
    pull: request.pull,
    issue: request.issue,
    merged: { sha: picked.id, message: picked.message },
    from: preparedFrom,
    privates,
    there,
    head: backportBranch(picked.id, branch.branch),
    author: picked.author,
    me: { login: me.login, name: me.name ?? me.login, email: me.noreplyEmail },
    upstream,
    fork,
    mayPush: push,
    mayLabel: permissions.admin || permissions.push || permissions.triage,
    mayWorkflow: me.scopes === null ? null : me.scopes.includes('workflow'),
    knownLabels: new Set(labels),
    pushAccount: account,
    signing,
    scratch: scratch.path,
    ...change,
    byHand: brought.byHand,
    mergedDiff,
    date: tools.now(),
  };
}
