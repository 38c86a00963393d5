import { commands } from 'vscode';
import { repoName } from '../../advisory/model.ts';
import type { ActionId, Step } from '../../process/types.ts';
import type { CommandId } from '../common/commands.ts';
import { settings } from '../common/settings.ts';
import type { TabName } from '../editor/protocol.ts';
import { openOutside } from './ask.ts';
import type { Case } from './case.ts';

/** What a step's action is: a command of its own, a tab of the page, or a place on GitHub. */
type Deed =
  { readonly command: CommandId } | { readonly tab: TabName } | { readonly on: 'advisory' | 'pull' };

const deeds: Readonly<Record<ActionId, Deed>> = {
  volunteer: { command: 'ghsa.volunteer' },
  accept: { command: 'ghsa.accept' },
  setCve: { command: 'ghsa.setCveId' },
  score: { tab: 'severity' },
  write: { tab: 'advisory' },
  askCredit: { command: 'ghsa.askCredit' },
  addCollaborators: { command: 'ghsa.addCollaborators' },
  startFork: { on: 'advisory' },
  openPrivatePull: { on: 'advisory' },
  port: { command: 'ghsa.port' },
  continuePort: { command: 'ghsa.continuePort' },
  showPull: { on: 'pull' },
  announce: { tab: 'preview' },
  backports: { on: 'pull' },
  close: { command: 'ghsa.close' },
};

/** Does the action of a row: the given one, else the step's, else the next one of its advisory. */
export async function doStep(at: Case, row: unknown, given?: unknown): Promise<void> {
  const step = (row as { readonly step?: Step } | undefined)?.step;
  const action = isAction(given)
    ? given
    : (step?.action ?? at.parts.model.assessment(at.advisory).next?.action ?? null);
  if (action !== null) await doAction(at, action);
}

export async function doAction(at: Case, action: ActionId): Promise<void> {
  const deed = deeds[action];
  const { advisory } = at;
  const row = { kind: 'advisory', advisory };
  if ('command' in deed) await commands.executeCommand(deed.command, row);
  else if ('tab' in deed) await commands.executeCommand('ghsa.openAdvisory', row, deed.tab);
  else await openOutside(deed.on === 'pull' ? pullUrl(at) : advisory.htmlUrl);
}

/** The public pull request, as far as it is known. */
function pullUrl(at: Case): string {
  const fix = at.facts.publicFix;
  return fix === null
    ? at.advisory.htmlUrl
    : `${settings.gitUrl().replace(/\/+$/, '')}/${repoName(at.advisory.repo)}/pull/${fix.pull}`;
}

function isAction(given: unknown): given is ActionId {
  return typeof given === 'string' && Object.hasOwn(deeds, given);
}
