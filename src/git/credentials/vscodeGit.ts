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
