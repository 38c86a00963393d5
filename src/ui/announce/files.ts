import { homedir } from 'node:os';
import { join } from 'node:path';
import { Uri, window, workspace } from 'vscode';

/**
 * Saves a text where the user says; null: they did not. What is proposed is outside of every folder that is open, which
 * may be a public clone.
 */
export async function saveText(
  title: string,
  proposed: string,
  filter: Readonly<Record<string, string[]>>,
  text: string,
): Promise<string | null> {
  const target = await window.showSaveDialog({
    title,
    filters: { ...filter },
    defaultUri: Uri.file(join(homedir(), proposed)),
  });
  if (!target) return null;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}
