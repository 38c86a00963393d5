import { commands, window } from 'vscode';
import { shortId, type Advisory } from '../../../advisory/model.ts';
import type { Workplace } from '../../../jobs/fork/pulls/index.ts';
import type { ForkTools, PrivateClone } from '../../../jobs/fork/types.ts';
import { withoutLinks } from '../../common/othersWords.ts';
import type { ForkDesk } from '../desk.ts';
import { folderOf } from '../folder.ts';
import { isStillMade } from '../making.ts';
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
  if (!here && (await isStillMade(desk, advisory))) {
    const text = `${id}: GitHub is still making the private fork.`;
    offer(desk, text, { 'Wait Again': () => run('ghsa.startFork', own) });
    return null;
  }
  return { advisory, id, row: own, fork: advisory.privateFork, tools: await desk.tools(), clone: here };
}

/** The folder of a clone that is meant. Null: nothing was chosen. */
export async function workplaceOf(
  { fork, tools }: Pick<Bench, 'fork' | 'tools'>,
  clone: PrivateClone,
  title: string,
): Promise<Workplace | null> {
  const path = await folderOf(tools.git, clone, title);
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
    const answer = await window.showInformationMessage(withoutLinks(text), ...Object.keys(presses));
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
