import { commands, ProgressLocation, window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import type { Commands } from '../common/commands.ts';
import { openOutside } from '../decide/ask.ts';
import type { WaitWords } from './waits.ts';

/** The notifications of a wait. They carry the short id and never a title. */
export function waitWords(running: Pick<Commands, 'run'>): WaitWords {
  return {
    making({ ghsaId }, cancel) {
      let hide: () => void = () => undefined;
      const gone = new Promise<void>(done => (hide = done));
      const title = `${shortId(ghsaId)}: starting the private fork takes GitHub some minutes.`;
      void window.withProgress(
        { location: ProgressLocation.Notification, title, cancellable: true },
        (_, token) => {
          token.onCancellationRequested(cancel);
          return gone;
        },
      );
      return hide;
    },
    ready(advisory) {
      void running.run(async () => {
        const text = `${shortId(advisory.ghsaId)}: the private fork is ready.`;
        if ((await window.showInformationMessage(text, 'Clone', 'Later')) === 'Clone')
          await commands.executeCommand('ghsa.cloneFork', { kind: 'advisory', advisory });
      });
    },
    tooLong({ ghsaId }, htmlUrl, waitOn) {
      void running.run(async () => {
        const text = `${shortId(ghsaId)}: GitHub has not made the fork in 30 minutes.`;
        const buttons = [...(htmlUrl === null ? [] : ['Open on GitHub']), 'Wait On'];
        const answer = await window.showWarningMessage(text, ...buttons);
        if (answer === 'Wait On') waitOn();
        else if (answer !== undefined && htmlUrl !== null) await openOutside(htmlUrl);
      });
    },
  };
}
