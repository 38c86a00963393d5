import { extensions, type Disposable, type Uri } from 'vscode';
import { tokenFits } from '../../git/index.ts';
import { settings } from '../common/settings.ts';
import type { Session } from '../session/session.ts';

/** VS Code's git extension, as far as it is used here (`extensions/git/src/api/git.d.ts`). */
interface GitApi {
  registerCredentialsProvider(provider: {
    getCredentials(host: Uri): Promise<{ username: string; password: string } | undefined>;
  }): Disposable;
}

/**
 * For a host that is not GitHub, Sync and the terminal of a private clone's window sign in as the session does: VS Code
 * itself knows no account there. The token goes to its own host only.
 */
export async function offerCredentials(session: Session): Promise<Disposable | null> {
  const extension = extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) return null;
  const api = (await extension.activate()).getAPI(1);
  return api.registerCredentialsProvider({
    async getCredentials(host) {
      const password = mayHave(host, session) ? await session.token() : null;
      return password === null ? undefined : { username: 'x-access-token', password };
    },
  });
}

function mayHave({ scheme, authority }: Uri, session: Session): boolean {
  const gitUrl = settings.gitUrl();
  return (
    !session.isGitHub &&
    tokenFits(session.apiUrl, gitUrl) &&
    isOrigin(gitUrl, `${scheme}://${authority.replace(/^.*@/, '')}`)
  );
}

function isOrigin(url: string, asked: string): boolean {
  return URL.canParse(asked) && new URL(url).origin === new URL(asked).origin;
}
