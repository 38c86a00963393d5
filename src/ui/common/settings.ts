import { ConfigurationTarget, workspace } from 'vscode';
import { parseRepo } from '../../advisory/id.ts';
import type { RepoRef } from '../../advisory/model.ts';
import { insteadNow, keptInstead } from './instead.ts';

/** The settings, read when they are needed. Their defaults are in package.json. */
export const settings = {
  /** Does this window practise? Then the user's settings are not its own. */
  get practice(): boolean {
    return insteadNow() !== null;
  },
  /** What `ghsa.repositories` names, without what is no repository's name. */
  repositories(): RepoRef[] {
    return get<string[]>('repositories', []).flatMap(text => parseRepo(String(text)) ?? []);
  },
  apiUrl: () => get('apiUrl', 'https://api.github.com'),
  gitUrl: () => get('gitUrl', 'https://github.com'),
  /** Which profile each repository has, and the texts of plain ones: as they are written. */
  profiles: () => ({ profiles: get<unknown>('profiles', {}), templates: get<unknown>('templates', {}) }),
  refreshMinutes: () => get('refreshMinutes', 5),
  hideTitles: () => get('hideTitles', false),
  releaseCycleUrl: () => get('releaseCycleUrl', 'https://peps.python.org/api/release-cycle.json'),
  membersUrl: () =>
    get('membersUrl', 'https://raw.githubusercontent.com/python/devguide/refs/heads/main/security/psrt.csv'),
  cveUrl: () => get('cveUrl', 'https://cveawg.mitre.org/api'),
  publicClone: (fullName: string): string | undefined =>
    get<Record<string, string>>('publicClones', {})[fullName],
  /** Folder for private clones; empty: the extension's storage. */
  privateClones: () => get('privateClones', ''),
  cloneMethod: () => get<'auto' | 'blobless' | 'full'>('clone.method', 'auto'),
  gitProtocol: () => get<'https' | 'ssh'>('git.protocol', 'https'),
  /** Command that tests a fix; `{tests}` stands for the names of tests. Empty: none is set. */
  testCommand: (fullName: string) => get<Record<string, string>>('testCommand', {})[fullName] ?? '',
  embargoTitle: () => get('embargo.windowTitle', false),
  /** What the advisory page goes by. */
  editor: (fullName: string) => ({
    showAlternatives: get('cvss.showAlternatives', true),
    hideTitles: get('hideTitles', false),
    send: get<'base' | 'ask' | 'all'>('cvss.send', 'ask'),
    previewBeside: get('preview.beside', true),
    mailTo: get<Record<string, string>>('mail.to', {})[fullName] ?? '',
  }),
  setPreviewBeside: (on: boolean) =>
    keptInstead('preview.beside', on)
      ? undefined
      : workspace.getConfiguration('ghsa').update('preview.beside', on, ConfigurationTarget.Global),
  forkRemote: () => get('git.forkRemote', ''),
  author: () => get<'ask' | 'noreply' | 'me'>('port.author', 'ask'),
  releaseBlockerFrom: () => get<'high' | 'critical' | 'never' | 'always'>('port.releaseBlockerFrom', 'high'),
};

function get<T>(name: string, fallback: T): T {
  const values = insteadNow();
  if (values && Object.hasOwn(values, name)) return values[name] as T;
  return workspace.getConfiguration('ghsa').get<T>(name) ?? fallback;
}
