import { commands } from 'vscode';
import { documentUri } from './documents.ts';

/** Opens the diff of one file of a job: what stands in public, and the fix. */
export function openDiff(key: string, path: string, onto = 'main'): Thenable<unknown> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return commands.executeCommand(
    'vscode.diff',
    documentUri({ key, side: 'main', path }),
    documentUri({ key, side: 'fix', path }),
    `${name} (${onto} ↔ fix)`,
  );
}

/** Opens the diffs of all of them, in one editor. */
export function openDiffs(
  key: string,
  files: readonly { readonly path: string }[],
  title: string,
): Thenable<unknown> {
  const resources = files.map(({ path }) => [
    documentUri({ key, side: 'fix', path }),
    documentUri({ key, side: 'main', path }),
    documentUri({ key, side: 'fix', path }),
  ]);
  return commands.executeCommand('vscode.changes', title, resources);
}
