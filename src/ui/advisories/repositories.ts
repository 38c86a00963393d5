import { window, workspace } from 'vscode';
import { settings } from '../common/settings.ts';

/** Asks for the repositories that are listed and writes the setting. */
export async function chooseRepositories(): Promise<void> {
  if (settings.practice) {
    void window.showInformationMessage('The sandbox has its own repositories. Leave it to choose yours.');
    return;
  }
  const now = settings.repositories().map(({ owner, name }) => `${owner}/${name}`);
  const answer = await window.showInputBox({
    title: 'Repositories',
    prompt: 'Repositories whose advisories are listed, as owner/name, with spaces between them',
    value: now.join(' '),
    validateInput: text =>
      text
        .trim()
        .split(/[\s,]+/)
        .every(part => part === '' || /^[\w.-]+\/[\w.-]+$/.test(part))
        ? undefined
        : 'Write each as owner/name.',
  });
  if (answer === undefined) return;
  const wanted = answer.split(/[\s,]+/).filter(part => part !== '');
  await workspace.getConfiguration('ghsa').update('repositories', wanted, true);
}
