import { ProgressLocation, Uri, window, workspace } from 'vscode';
import { checkNews } from '../../findings/news.ts';
import { blurb, profileOf } from '../../project/index.ts';

const { firstIssue, newsPath, wrapBody } = blurb;

/** `GHSA: Generate Security Blurb…`: writes a NEWS entry into the CPython clone of the workspace. */
export async function generateBlurb(): Promise<void> {
  const folder = await cpythonFolder();
  if (!folder) {
    void window.showInformationMessage(
      'Open a CPython clone first: its Misc/NEWS.d is where the blurb goes.',
    );
    return;
  }
  const number = await window.showInputBox({
    title: 'Security blurb (1/2)',
    prompt: `Number of the public issue (${firstIssue} or higher)`,
    validateInput: text =>
      /^\s*\d{1,9}\s*$/.test(text) && Number(text) >= firstIssue
        ? undefined
        : `A number, ${firstIssue} or higher.`,
  });
  if (number === undefined) return;
  const body = await window.showInputBox({
    title: 'Security blurb (2/2)',
    prompt: 'What changes for users, as one short paragraph of reStructuredText',
    ignoreFocusOut: true,
    validateInput: text =>
      text.trim() === '' ? undefined : checkNews(text, profileOf('python/cpython').news)[0]?.message,
  });
  if (!body?.trim()) return;
  await window.withProgress({ location: ProgressLocation.Window, title: 'Writing the blurb' }, async () => {
    const path = newsPath({ date: new Date(), issue: Number(number), section: 'Security', body });
    const file = Uri.joinPath(folder, ...path.split('/'));
    await workspace.fs.writeFile(file, new TextEncoder().encode(wrapBody(body)));
    void window.showInformationMessage(`Blurb written: ${path}`, 'Open').then(answer => {
      if (answer) void window.showTextDocument(file);
    });
  });
}

/** The workspace folder that blurb would take for CPython (it looks for these files). */
async function cpythonFolder(): Promise<Uri | null> {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const found = await Promise.all(
      ['Include/Python.h', 'Python/ceval.c', 'Misc/NEWS.d/next'].map(path =>
        workspace.fs.stat(Uri.joinPath(uri, path)).then(
          () => true,
          () => false,
        ),
      ),
    );
    if (found.every(Boolean)) return uri;
  }
  return null;
}
