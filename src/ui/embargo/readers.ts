import { extensions, window } from 'vscode';
import { withoutLinks } from '../common/othersWords.ts';
import { readersWarning } from './readerList.ts';

let warned = false;

/** One warning per window that names the active extensions which may read embargoed texts. */
export function warnOfReaders(): void {
  const sentence = warned ? null : readersWarning(extensions.all);
  if (sentence === null) return;
  warned = true;
  void window.showWarningMessage(withoutLinks(sentence));
}
