import { commands, window } from 'vscode';
import type { CommandId } from '../common/commands.ts';

interface Entry {
  readonly label: string;
  readonly detail: string;
  readonly command: CommandId;
}

/** What the practice GitHub can be told. The command titles are the same words. */
export async function openMenu(isAdmin: boolean): Promise<void> {
  const role: Entry = isAdmin
    ? {
        label: '$(account) Be Member',
        detail: 'You may write advisories; the bot acts on tags in the title.',
        command: 'ghsa.practice.beMember',
      }
    : {
        label: '$(account) Be Admin',
        detail: 'You may accept and close advisories yourself.',
        command: 'ghsa.practice.beAdmin',
      };
  const entries: readonly Entry[] = [
    role,
    {
      label: '$(hubot) Let the Bot Run',
      detail: 'What the bot does every hour: accept, close, start forks, reserve CVE IDs.',
      command: 'ghsa.practice.tick',
    },
    {
      label: '$(organization) Let Colleagues Work',
      detail: 'They write and review private fixes, review and merge your public pull requests.',
      command: 'ghsa.practice.colleagues',
    },
    {
      label: '$(debug-disconnect) Make the Next Request Fail…',
      detail: 'See what is said then, and that nothing is lost.',
      command: 'ghsa.practice.fail',
    },
    {
      label: '$(mortar-board) Show the Guide',
      detail: 'One advisory from report to closed in 15 minutes.',
      command: 'ghsa.practice.guide',
    },
    {
      label: '$(discard) Reset…',
      detail: 'Everything is as it was at the start.',
      command: 'ghsa.practice.reset',
    },
    {
      label: '$(sign-out) Leave…',
      detail: 'Back to GitHub.',
      command: 'ghsa.practice.leave',
    },
  ];
  const picked = await window.showQuickPick(entries, {
    title: 'Sandbox',
    placeHolder: 'Nothing here is real',
  });
  if (picked) await commands.executeCommand(picked.command);
}
