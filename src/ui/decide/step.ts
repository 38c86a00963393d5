import { commands } from 'vscode';
import { repoName } from '../../advisory/model.ts';
import type { ActionId, Step } from '../../process/types.ts';
import { settings } from '../common/settings.ts';
import { openOutside } from './ask.ts';
import type { Case } from './case.ts';
import { deeds, isAction } from './deeds.ts';

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
