import { window } from 'vscode';
import type { Mistake } from '../../process/types.ts';
import type { AdvisoryDocuments } from '../editor/documents.ts';
import type { Case } from './case.ts';
import { mistakePage } from './mistakePage.ts';

/** What happened and what to do, as a short read-only page. It holds ids, and nothing of the report. */
export async function showMistake(at: Case, row: unknown, documents: AdvisoryDocuments): Promise<void> {
  const { mistakes } = at.parts.model.assessment(at.advisory);
  const id = (row as { readonly mistake?: Mistake } | undefined)?.mistake?.id;
  const mistake = mistakes.find(entry => entry.id === id) ?? mistakes[0];
  if (!mistake) {
    void window.showInformationMessage(`Nothing of this kind is known of ${at.id} any more.`);
    return;
  }
  await documents.open(`${at.advisory.ghsaId}/${mistake.label}.md`, mistakePage(mistake, at.advisory.ghsaId));
}
