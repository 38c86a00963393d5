import { workspace } from 'vscode';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import { inspectClone, remoteOf, type Git } from '../../git/index.ts';
import { settings } from '../common/settings.ts';

/** Folder of the public clone: the one that is set, else a workspace folder with such a remote, else null. */
export async function findPublicClone(repo: RepoRef, git: Git, gitUrl: string): Promise<string | null> {
  const name = repoName(repo);
  const set = settings.publicClone(name);
  if (set) return set;
  for (const folder of workspace.workspaceFolders ?? []) {
    if (folder.uri.scheme !== 'file') continue;
    try {
      const clone = await inspectClone(git, folder.uri.fsPath);
      if (remoteOf(clone.remotes, name, gitUrl)) return clone.path;
    } catch {
      // No repository: the next folder.
    }
  }
  return null;
}
