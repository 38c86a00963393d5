import { commands as vscode, window, type Memento } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { LinksOffer } from '../advisories/shared.ts';
import type { Commands } from '../common/commands.ts';
import { authorWords } from '../common/othersWords.ts';
import { keepLinks, madeByHand } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';

export interface OfferParts {
  readonly context: { readonly globalState: Pick<Memento, 'get' | 'update'> };
  readonly commands: Pick<Commands, 'run'>;
  readonly model: Pick<AdvisoriesModel, 'refresh'>;
  readonly progress: Pick<ProgressRecords, 'update'>;
}

/**
 * Offers the links that somebody left in the discussion, each list once. Whatever counts as the fix decides over the
 * announcement: it is remembered at a press only.
 */
export function offerLinks(parts: OfferParts, { advisory, fix, author, at }: LinksOffer): void {
  void parts.commands.run(async () => {
    await parts.progress.update(advisory, { linksOffered: at });
    const [use, show] = ['Use Them', 'Show'];
    const text = `${shortId(advisory.ghsaId)}: its links are in a comment of ${authorWords(author)}.`;
    const answer = await window.showInformationMessage(text, use, show);
    if (answer === show)
      await vscode.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory }, 'discussion');
    if (answer !== use) return;
    const { repo, issue, pull } = fix;
    await keepLinks(parts.context.globalState, madeByHand({ repo, ghsaId: advisory.ghsaId, issue, pull }));
    void parts.model.refresh();
  });
}
