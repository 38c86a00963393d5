import { repoName, type Advisory } from '../../advisory/model.ts';
import { plainTitle } from '../../texts/index.ts';
import {
  addressOf,
  inspectClone,
  mayPush,
  openScratch,
  remoteOf,
  requireGit,
  signingOf,
} from '../../git/index.ts';
import { livingBranches, ownCycle, profileOf } from '../../project/index.ts';
import { claim } from '../lock.ts';
import { pushAccount } from './account.ts';
import { authorChoices } from './authors.ts';
import { backTo, takeChange } from './change.ts';
import { readConflict } from './conflict/conflict.ts';
import { resolvedTree } from './conflict/resolve.ts';
import { portKey, scratchOf } from './key.ts';
import { inFolder } from './inFolder.ts';
import { newsIn } from './news.ts';
import { ownFork } from './ownFork.ts';
import { readPrivateNews } from './privateNews.ts';
import { chooseSource, fetchSource, nameOfSource } from './source.ts';
import type { PortRequest, PortTools, Prepared } from './types.ts';

/**
 * Everything before the line: private or local, and all of it can be undone. Fetches the private change, merges
 * it into fresh public main in a scratch repository, and finds out all that could make a later step fail.
 * @throws JobError with one sentence when the port cannot be prepared; GitHubError and GitError as they come.
 */
export function preparePort(tools: PortTools, request: PortRequest, signal?: AbortSignal): Promise<Prepared> {
  return inFolder(opens => prepare(tools, request, opens, signal));
}

async function prepare(
  tools: PortTools,
  request: PortRequest,
  opens: (folder: string) => void,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { github, git } = tools;
  const say = tools.progress ?? (() => undefined);
  say('reading the advisory…');
  const fullName = repoName(request.repo);
  const [advisory, me, upstreamInfo] = await Promise.all([
    github.advisories.get(request.repo, request.ghsaId, signal),
    github.users.me(signal),
    github.repos.get(fullName, signal),
    requireGit(git, tools.scratchRoot, signal),
  ]);
  const [source, clone, labels, cycle] = await Promise.all([
    chooseSource(tools, advisory, request, signal),
    request.clone === null ? null : inspectClone(git, request.clone, signal),
    github.repos.labels(fullName, signal),
    profileOf(fullName).backports ? (ownCycle(fullName, tools.now()) ?? tools.releaseCycle(signal)) : null,
  ]);
  const key = portKey(github.apiUrl, request.repo, request.ghsaId, nameOfSource(source));
  const folder = scratchOf(tools.scratchRoot, key);
  await claim(folder);
  opens(folder);
  const scratch = await openScratch(git, folder, clone?.objects ?? null, signal);
  const publicRemote = remoteOf(clone?.remotes ?? [], fullName, tools.gitUrl);
  const upstreamUrl = publicRemote?.url ?? addressOf(tools.gitUrl, fullName);
  const fork = await ownFork(tools, request, { clone, fullName, login: me.login }, signal);

  say('fetching the change…');
  const earlier = await readConflict(folder);
  const from = {
    publicUrl: upstreamUrl,
    publicBranch: upstreamInfo.defaultBranch,
    earlier: earlier?.publicMain ?? null,
  };
  const fresh = await fetchSource(tools, scratch, source, from, signal);
  const isPatch = source.kind === 'patch';
  const fetched = earlier && !isPatch ? await backTo(git, scratch, earlier, fresh) : fresh;
  say(`applying to ${upstreamInfo.defaultBranch}…`);
  const pull = source.kind === 'pull' ? source.pull.number : 0;
  const about = { ...request, apiUrl: github.apiUrl, pull, ...fetched };
  const date = tools.now();
  const [change, push, account, signing] = await Promise.all([
    takeChange(
      git,
      scratch,
      fetched,
      profileOf(fullName),
      merged => resolvedTree(git, scratch, merged, about),
      signal,
    ),
    fork.exists ? mayPush(git, scratch, { ...fork, gitUrl: tools.gitUrl }, fetched.publicMain, signal) : null,
    pushAccount(tools, scratch.path, fork.url, signal),
    signingOf(git, clone?.path ?? scratch.path, signal),
  ]);
  // A branch that merged newer public main lists main's commits too: those are nobody's fix.
  const unpublished = new Set(change.commits.map(({ id }) => id));
  const own = fresh.commits.filter(({ sha }) => isPatch || unpublished.has(sha));
  const listed = new Set(own.map(({ sha }) => sha));
  const [authors, privateNews, newsThere] = await Promise.all([
    authorChoices(github, own, me, signal),
    readPrivateNews(github, fullName, change.replacedNews, signal),
    newsIn(git, scratch, change.tree, profileOf(fullName), signal),
  ]);
  const { permissions } = upstreamInfo;
  return {
    key,
    advisory,
    pull,
    patchFile: isPatch ? source.name : null,
    title: fresh.title,
    approvals: fresh.approvals,
    commits: own.length,
    foreignCommits: isPatch ? [] : change.commits.filter(({ id }) => !listed.has(id)),
    pushAccount: account,
    portedBefore: await tools.portedBefore(request.repo, request.ghsaId),
    mayWorkflow: me.scopes === null ? null : me.scopes.includes('workflow'),
    signing,
    me: { login: me.login, name: me.name ?? me.login, email: me.noreplyEmail },
    upstream: { fullName, branch: upstreamInfo.defaultBranch, url: upstreamUrl },
    fork,
    mayPush: push,
    mayLabel: permissions.admin || permissions.push || permissions.triage,
    knownLabels: new Set(labels),
    scratch: scratch.path,
    publicMain: fetched.publicMain,
    head: fetched.head,
    mergedTree: change.tree,
    files: change.files,
    patch: change.patch,
    diff: change.diff,
    privateNews,
    newsThere,
    byHand: change.byHand,
    cycle,
    branches: livingBranches(cycle?.branches ?? []),
    authors,
    date,
  };
}

/** The title as readers may see it: without the tags of the bot and characters that nobody sees. */
export function shownTitle(advisory: Advisory): string {
  return plainTitle(advisory.title);
}
