import { window } from 'vscode';
import type { AdvisoriesModel } from './model.ts';

/** Filters as it is typed. Enter keeps the words, Esc brings the old ones back. */
export function search(model: AdvisoriesModel): void {
  const before = model.filter.search;
  const box = window.createInputBox();
  box.title = 'Search Advisories';
  box.placeholder = 'Words of the title, an id, a CVE ID or a login';
  box.prompt = 'Looked for in what is loaded; nothing is sent.';
  box.value = before;
  // A look at a row that was found must not end the search.
  box.ignoreFocusOut = true;
  let kept = false;
  box.onDidChangeValue(search => model.setFilter({ search }));
  box.onDidAccept(() => {
    kept = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!kept) model.setFilter({ search: before });
    box.dispose();
  });
  box.show();
}
