import { commands, ProgressLocation, window } from 'vscode';
import { repoName, shortId, type Advisory } from '../../advisory/model.ts';
import { cloneFork, GitError, type Cloned, type CloneRequest } from '../../git/index.ts';
import { GitHubError } from '../../github/index.ts';
import type { ForkTools, PrivateClone } from '../../jobs/fork/types.ts';
import { forkReady } from '../../jobs/fork/wait.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { settings } from '../common/settings.ts';
import { findPublicClone } from '../git/publicClone.ts';
import { adopt } from './adopt.ts';
import type { ForkDesk } from './desk.ts';
import { addToWorkspace, isThere, openClone, takesFolders } from './open.ts';
import { clonesRootOf, placesOf } from './places.ts';
import { clonedWords } from './words.ts';

const title = 'Clone Temporary Private Fork';

/** `GHSA: Clone Temporary Private Fork`. Where it is cloned already, opening it is offered. */
export async function clonePrivateFork(desk: ForkDesk, row: unknown): Promise<void> {
  const { clones } = desk.parts;
  const advisory = await desk.anyAdvisory(row, ({ privateFork }) => privateFork !== null, title);
  if (advisory === null) return;
  const known = clones.of(advisory);
  if (known && (await isThere(known))) return offerOpen(desk, known, `${idOf(known)} is cloned already.`);
  // Its folder was deleted by hand.
  if (known) await clones.forget(known);
  const made = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: `Cloning ${idOf(advisory)}`,
      cancellable: true,
    },
    (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return make(desk, advisory, stop.signal, message => progress.report({ message }));
    },
  );
  // GitHub has not made it yet: the same command that starts a fork waits for it.
  if (made === null) return void (await commands.executeCommand('ghsa.startFork', rowOf(advisory)));
  if (made === 'left') return;
  const [clone, cloned] = made;
  offerOpen(desk, clone, cloned ? clonedWords(idOf(clone), cloned) : `${idOf(clone)} is cloned already.`);
}

/** Null: there is no fork yet. Without numbers: it was there already. `left`: that one was not to be taken. */
async function make(
  desk: ForkDesk,
  advisory: Advisory,
  signal: AbortSignal,
  progress: (words: string) => void,
): Promise<readonly [PrivateClone, Cloned | null] | 'left' | null> {
  const tools = await desk.tools();
  const { github, git } = tools;
  const fork = await forkOf(tools, advisory, signal);
  if (fork === null) return null;
  const [there, upstream] = await Promise.all([
    github.repos.get(fork, signal),
    github.repos.get(repoName(advisory.repo), signal),
  ]);
  const root = clonesRootOf(settings.privateClones(), desk.parts.context.globalStorageUri.fsPath);
  const { path, workspaceFile } = placesOf(root, there.fullName);
  const request: CloneRequest = {
    fork: there.fullName,
    upstream: upstream.fullName,
    defaultBranch: there.defaultBranch,
    gitUrl: tools.gitUrl,
    protocol: tools.protocol,
    target: path,
    method: settings.cloneMethod(),
    publicClone: await findPublicClone(advisory.repo, git, tools.gitUrl),
  };
  const clone: PrivateClone = {
    ...{ path, workspaceFile, repo: advisory.repo, ghsaId: advisory.ghsaId },
    ...{ fork: request.fork, upstream: request.upstream, defaultBranch: request.defaultBranch },
    ...{ apiUrl: github.apiUrl, gitUrl: tools.gitUrl, protocol: tools.protocol, worktrees: [] },
  };
  try {
    const cloned = await cloneFork(git, request, { signal, progress });
    await desk.parts.clones.keep(clone);
    return [clone, cloned];
  } catch (error) {
    if (!(error instanceof GitError) || error.kind !== 'exists') throw error;
    return (await adopt(desk, git, clone, signal)) ? [clone, null] : 'left';
  }
}

/** The list may be older than the fork; GitHub names a fork before it can be cloned. */
async function forkOf(
  { github }: ForkTools,
  { repo, ghsaId, privateFork }: Advisory,
  signal: AbortSignal,
): Promise<string | null> {
  const name = privateFork ?? (await github.advisories.get(repo, ghsaId, signal)).privateFork;
  if (name === null) return null;
  try {
    return (await forkReady(github, name, signal)) ? name : null;
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Nobody waits for the answer. */
function offerOpen(desk: ForkDesk, clone: PrivateClone, words: string): void {
  const newWindow = 'Open in New Window';
  const add = 'Add to Workspace';
  const shown = desk.parts.clones.inWindow().some(({ path }) => path === clone.path);
  void desk.parts.commands.run(async () => {
    const answer = await window.showInformationMessage(
      withoutLinks(words),
      newWindow,
      ...(shown || !takesFolders() ? [] : [add]),
    );
    if (answer === newWindow) await openClone(clone);
    if (answer === add) addToWorkspace(clone);
  });
}

const idOf = ({ ghsaId }: Pick<Advisory, 'ghsaId'>) => shortId(ghsaId);

const rowOf = (advisory: Advisory) => ({ kind: 'advisory', advisory });
