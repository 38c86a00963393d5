import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { commands, window, workspace } from 'vscode';
import { shortId, type Advisory } from '../../../advisory/model.ts';
import type { Workplace } from '../../../jobs/fork/pulls/index.ts';
import type { ForkTools, PrivateClone } from '../../../jobs/fork/types.ts';
import { choose } from '../../decide/ask.ts';
import type { ForkDesk } from '../desk.ts';
import { isThere } from '../open.ts';

/** One advisory's private fork, and what works on it. */
export interface Bench {
  readonly advisory: Advisory;
  /** `93rp` */
  readonly id: string;
  readonly row: { readonly kind: 'advisory'; readonly advisory: Advisory };
  readonly fork: string;
  readonly tools: ForkTools;
  /** On this machine; null: there is none. */
  readonly clone: PrivateClone | null;
}

/** Null where there is no fork, or nothing was chosen; what to do about it was said then. */
export async function benchOf(desk: ForkDesk, row: unknown, title: string): Promise<Bench | null> {
  const advisory = await desk.advisory(row, ({ privateFork }) => privateFork !== null, title);
  if (!advisory) return null;
  const id = shortId(advisory.ghsaId);
  const own = { kind: 'advisory', advisory } as const;
  if (advisory.privateFork === null) {
    offer(desk, `${id} has no private fork yet.`, { 'Start It': () => run('ghsa.startFork', own) });
    return null;
  }
  const clone = await desk.clone(own, title);
  const here = clone && (await isThere(clone)) ? clone : null;
  return { advisory, id, row: own, fork: advisory.privateFork, tools: await desk.tools(), clone: here };
}

/**
 * The folder of a clone that is meant: the one that this window holds; where there are several branches side by side,
 * the one of the file in front, or the one that is chosen. Null: nothing was chosen.
 */
export async function workplaceOf(
  { fork }: Pick<Bench, 'fork'>,
  clone: PrivateClone,
  title: string,
): Promise<Workplace | null> {
  const all = [clone.path, ...clone.worktrees];
  const open = (workspace.workspaceFolders ?? []).map(({ uri }) => real(uri.fsPath));
  const here = all.filter(folder => open.includes(real(folder)));
  const folders = here.length > 0 ? here : all;
  const front = window.activeTextEditor?.document.uri.fsPath;
  const path =
    folders.length === 1
      ? folders[0]!
      : ((front === undefined ? undefined : folders.find(folder => isIn(front, folder))) ??
        (await choose(
          title,
          'In which folder?',
          folders.map(folder => ({ label: basename(folder), value: folder })),
        )));
  // The fork's name is what GitHub says now: remotes that lead to another one are refused.
  return path === null ? null : { ...clone, path, fork };
}

/** Says something that nobody waits for, with what can be pressed. */
export function offer(
  { parts }: ForkDesk,
  text: string,
  presses: Readonly<Record<string, () => unknown>> = {},
): void {
  void parts.commands.run(async () => {
    const answer = await window.showInformationMessage(text, ...Object.keys(presses));
    if (answer !== undefined) await presses[answer]?.();
  });
}

/** The tree learns of it, where this window has read one: that of a clone may never have. */
export async function refreshed({ parts: { model } }: ForkDesk): Promise<void> {
  if (model.state.kind !== 'idle') await model.refresh();
}

export async function run(id: string, ...args: unknown[]): Promise<void> {
  await commands.executeCommand(id, ...args);
}

function isIn(file: string, folder: string): boolean {
  const [inner, outer] = [real(file), real(folder)];
  return inner.startsWith(`${outer}/`) || inner.startsWith(`${outer}\\`);
}

function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
