import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { checkGuard, setGuard, type GuardOf, type GuardReport } from '../../git/guard/index.ts';
import { guardFolder } from '../../git/guard/rules.ts';
import type { Git } from '../../git/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { choose, heading } from '../decide/ask.ts';
import type { ForkDesk } from '../fork/desk.ts';
import { brokenWords, pushRows } from './pushWords.ts';

/** Sets the guard of a clone, whatever became of it. Doing it twice is harmless. */
export async function repairGuard(git: Git, clone: PrivateClone, signal?: AbortSignal): Promise<void> {
  await setGuard(git, clone.path, guardOf(clone), signal);
}

/** Was it guarded by us, whatever became of that since? */
export async function isGuarded({ path }: Pick<PrivateClone, 'path'>): Promise<boolean> {
  return stat(join(path, '.git', guardFolder)).then(
    found => found.isDirectory(),
    () => false,
  );
}

/** At opening: says where the guard is not whole, and offers to set it anew. Nobody waits for the answer. */
export async function lookAtGuard(desk: ForkDesk, clone: PrivateClone): Promise<GuardReport> {
  const { git } = await desk.tools();
  const report = await checkGuard(git, clone.path, guardOf(clone));
  const words = brokenWords(shortId(clone.ghsaId), report);
  if (words !== null)
    void desk.parts.commands.run(async () => {
      if (await window.showWarningMessage(withoutLinks(words), 'Repair')) await repair(desk, git, clone);
    });
  return report;
}

/** `GHSA: Show What May Be Pushed`. */
export async function showPushes(desk: ForkDesk, row: unknown): Promise<void> {
  const clone = await desk.needed(row, 'Show What May Be Pushed');
  if (clone === null) return;
  const { git } = await desk.tools();
  const report = await checkGuard(git, clone.path, guardOf(clone));
  const words = brokenWords(shortId(clone.ghsaId), report);
  const wrong = report.missing.map(label => ({ label: `$(warning) ${label}`, value: 'repair' as const }));
  const answer = await choose(
    `What may be pushed from ${shortId(clone.ghsaId)}`,
    words === null ? 'Only the private fork may receive pushes.' : 'The guard is not whole.',
    [
      ...(words === null
        ? []
        : [{ label: '$(tools) Repair the guard', value: 'repair' as const }, ...wrong, heading('Remotes')]),
      ...pushRows(report).map(each => ({ ...each, value: null })),
    ],
  );
  if (answer === 'repair') await repair(desk, git, clone);
}

/** What cannot be repaired is said: a remote that somebody added stays theirs. */
async function repair(desk: ForkDesk, git: Git, clone: PrivateClone): Promise<void> {
  await repairGuard(git, clone);
  const words = brokenWords(shortId(clone.ghsaId), await checkGuard(git, clone.path, guardOf(clone)));
  if (words === null)
    void window.showInformationMessage(`${shortId(clone.ghsaId)}: the guard is whole again.`);
  else
    void desk.parts.commands.run(async () => {
      if (await window.showWarningMessage(withoutLinks(words), 'Show')) await showPushes(desk, rowOf(clone));
    });
}

const rowOf = (clone: PrivateClone) => ({ kind: 'advisory', advisory: clone });

const guardOf = ({ fork, upstream, gitUrl, protocol }: PrivateClone): GuardOf => ({
  ...{ fork, upstream, gitUrl, protocol },
});
