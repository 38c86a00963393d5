import { window } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import { settings } from '../common/settings.ts';
import type { AdvisoriesModel } from './model.ts';
import { label } from './words.ts';

/** Asks which advisory of the tree, for a command that was called without a row. */
export async function chooseAdvisory(
  model: AdvisoriesModel,
  which: (advisory: Advisory) => boolean,
  {
    title = 'Advisory',
    placeHolder = 'Which advisory?',
    first,
  }: {
    readonly title?: string;
    readonly placeHolder?: string;
    /** Stands first, where it fits. */
    readonly first?: Advisory | null;
  } = {},
): Promise<Advisory | null> {
  if (model.state.kind !== 'loaded') await model.refresh();
  const known = model.advisories.filter(which);
  const fitting = [
    ...known.filter(advisory => advisory === first),
    ...known.filter(advisory => advisory !== first),
  ];
  if (fitting.length === 0) {
    void window.showInformationMessage('No advisory that is loaded fits this.');
    return null;
  }
  const picked = await window.showQuickPick(
    fitting.map(advisory => ({
      label: label(advisory, settings.hideTitles()),
      description: shortId(advisory.ghsaId),
      advisory,
    })),
    { title, placeHolder, matchOnDescription: true },
  );
  return picked?.advisory ?? null;
}
