import { extensions, type Disposable, type Uri } from 'vscode';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';
import { mayAnswer } from './askedHost.ts';

/** VS Code's git extension, as far as it is used here (`extensions/git/src/api/git.d.ts`). */
interface GitApi {
  registerCredentialsProvider(provider: {
    getCredentials(host: Uri): Promise<{ username: string; password: string } | undefined>;
  }): Disposable;
}

/**
 * For a host that is not GitHub, Sync and the terminal of a private clone's window sign in as the session does: VS Code
 * itself knows no account there. Null where VS Code's git is not there, or switched off.
 */
export async function offerCredentials(session: Session): Promise<Disposable | null> {
  const extension = extensions.getExtension<{ readonly enabled: boolean; getAPI(version: 1): GitApi }>(
    'vscode.git',
  );
  const git = await extension?.activate();
  if (!git?.enabled) return null;
  return git.getAPI(1).registerCredentialsProvider({
    async getCredentials(host) {
      const { isGitHub, apiUrl } = session;
      const password = mayAnswer(host, { isGitHub, apiUrl, gitUrl: settings.gitUrl() })
        ? await session.token()
        : null;
      return password === null ? undefined : { username: 'x-access-token', password };
    },
  });
}
