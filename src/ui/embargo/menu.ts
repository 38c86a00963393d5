import { commands, workspace } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import type { CommandId } from '../common/commands.ts';
import { choose } from '../decide/ask.ts';
import type { ForkDesk } from '../fork/desk.ts';
import { isOwnWindow } from '../fork/open.ts';

interface Row {
  readonly label: string;
  readonly value: CommandId;
  /** Does it need what only GitHub knows of the advisory? */
  readonly reads?: true;
  /** Does it run git or a command of the fork's? Not before the window is trusted. */
  readonly runs?: true;
}

const rows: readonly Row[] = [
  { label: 'Open Advisory', value: 'ghsa.openAdvisory', reads: true },
  { label: 'Open Private PR…', value: 'ghsa.openPrivatePull', reads: true, runs: true },
  { label: 'Show Private PRs…', value: 'ghsa.privatePulls', reads: true },
  { label: 'Run Tests for This Fix', value: 'ghsa.runTests', runs: true },
  { label: 'Update from Public Main', value: 'ghsa.updateFromPublic', runs: true },
  { label: 'Add Worktree for a Branch…', value: 'ghsa.addWorktree', runs: true },
  { label: 'Port Private Fix to Public PR', value: 'ghsa.port', reads: true, runs: true },
  { label: 'Show What May Be Pushed', value: 'ghsa.showPushes', runs: true },
  { label: 'Delete Local Private Clone…', value: 'ghsa.deleteClone', runs: true },
];

const trust = { label: 'Manage Workspace Trust', value: 'workbench.trust.manage' } as const;

/** The menu of the mark. */
export async function openEmbargoMenu(desk: ForkDesk): Promise<void> {
  const clone = await one(desk.parts.clones.inWindow());
  if (clone === null) return;
  const own: Row = { label: 'Open in Its Own Window', value: 'ghsa.openClone' };
  const command = await choose(`Embargo ${shortId(clone.ghsaId)}`, 'What next?', [
    ...(isOwnWindow(clone) ? [] : [own]),
    ...rows.filter(({ runs }) => workspace.isTrusted || !runs),
    ...(workspace.isTrusted ? [] : [trust]),
  ]);
  if (command === null) return;
  if (command === trust.value) return void (await commands.executeCommand(command));
  const reads = rows.some(({ value, reads }) => value === command && reads);
  const advisory = reads ? await desk.advisoryOf(clone) : clone;
  await commands.executeCommand(command, { kind: 'advisory', advisory });
}

/** The clone that is meant where a window holds several. */
async function one(clones: readonly PrivateClone[]): Promise<PrivateClone | null> {
  if (clones.length <= 1) return clones[0] ?? null;
  return choose(
    'Embargo',
    'Which private clone?',
    clones.map(value => ({ label: shortId(value.ghsaId), value })),
  );
}
