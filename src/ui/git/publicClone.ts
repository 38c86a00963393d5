import { extensions, workspace, type Uri } from 'vscode';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import { fullNameOf, inspectClone, remoteOf, type Git, type Remote } from '../../git/index.ts';
import { settings } from '../common/settings.ts';

/**
 * Folder of the public clone: the one that is set, else a folder of the workspace or a repository that VS Code's git
 * knows with such a remote, else null. A private clone has that remote, too, and is none.
 */
export async function findPublicClone(repo: RepoRef, git: Git, gitUrl: string): Promise<string | null> {
  const name = repoName(repo);
  const set = settings.publicClone(name);
  if (set) return set;
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const known = new Set([...folders, ...openRepositories()].filter(isFile).map(({ fsPath }) => fsPath));
  for (const path of known) {
    try {
      const { remotes, path: found } = await inspectClone(git, path);
      if (remoteOf(remotes, name, gitUrl) && !remotes.some(remote => isPrivateFork(remote, gitUrl)))
        return found;
    } catch {
      // No repository: the next folder.
    }
  }
  return null;
}

const isFile = ({ scheme }: Uri) => scheme === 'file';

/** GitHub names a temporary private fork after its advisory: `cpython-ghsa-7q4m-xv2c-93rp`. */
function isPrivateFork({ url }: Remote, gitUrl: string): boolean {
  return /-ghsa(-[0-9a-z]{4}){3}$/i.test(fullNameOf(url, gitUrl) ?? '');
}

/** Roots of what VS Code's git extension has open, where it runs. Looked up, never required. */
function openRepositories(): readonly Uri[] {
  try {
    const extension = extensions.getExtension<{
      getAPI(version: 1): { repositories: readonly { readonly rootUri: Uri }[] };
    }>('vscode.git');
    if (!extension?.isActive) return [];
    return extension.exports.getAPI(1).repositories.map(({ rootUri }) => rootUri);
  } catch {
    return [];
  }
}
