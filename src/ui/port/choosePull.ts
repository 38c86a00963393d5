import { window } from 'vscode';
import { shortId, type Advisory } from '../../advisory/model.ts';
import type { GitHub, Pull } from '../../github/index.ts';
import { authorWords, pullLabel } from '../common/othersWords.ts';

/** Which private pull request; null: there is none, or none was chosen. One that is open: no question. */
export async function choosePull(github: GitHub, advisory: Advisory): Promise<Pull | null> {
  const id = shortId(advisory.ghsaId);
  if (advisory.privateFork === null) {
    void window.showInformationMessage(`${id} has no private fork yet, so there is no private fix.`);
    return null;
  }
  const pulls = await github.pulls.list(advisory.privateFork, { state: 'open' });
  if (pulls.length === 0) {
    void window.showInformationMessage(`The private fork of ${id} has no open pull request.`);
    return null;
  }
  if (pulls.length === 1) return pulls[0]!;
  const picked = await window.showQuickPick(
    pulls.map(pull => ({
      label: pullLabel(`#${pull.number}`, pull.title),
      description: pull.author === null ? '' : authorWords(pull.author),
      pull,
    })),
    { title: `Which private PR of ${id}?`, placeHolder: 'Private pull request' },
  );
  return picked?.pull ?? null;
}
