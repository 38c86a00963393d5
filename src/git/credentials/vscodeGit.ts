import { askpassKeys } from '../environment.ts';

/**
 * Picks from the environment of VS Code's own git extension what lets our git ask VS Code for credentials
 * (`getAPI(1).git.env`, undocumented: looked up, never required). Null when the channel is not all there.
 */
export function pickAskpass(env: unknown): Record<string, string> | null {
  if (typeof env !== 'object' || env === null) return null;
  const picked: Record<string, string> = {};
  for (const key of [...askpassKeys, 'ELECTRON_RUN_AS_NODE']) {
    const value = (env as Record<string, unknown>)[key];
    if (typeof value === 'string') picked[key] = value;
  }
  return picked['GIT_ASKPASS'] && picked['VSCODE_GIT_IPC_HANDLE'] ? picked : null;
}

/**
 * VS Code's channel, where it answers for GitHub. With `github.gitAuthentication` off it would open an input box for a
 * password and wait; then git asks the user's own credential helper, as they wish. It knows no other host.
 */
export function vscodeCredentials(of: {
  readonly isGitHub: boolean;
  readonly gitAuthentication: boolean;
  readonly env: unknown;
}): Record<string, string> | null {
  return of.isGitHub && of.gitAuthentication ? pickAskpass(of.env) : null;
}
