import { commands, ProgressLocation, window } from 'vscode';
import { shortId } from '../../advisory/model.ts';
import { GitHubError } from '../../github/errors.ts';
import type { Commands } from '../common/commands.ts';
import { openOutside } from '../decide/ask.ts';
import type { WaitWords } from './waitParts.ts';

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
    tooLong({ ghsaId }, { htmlUrl, begun }, waitOn) {
      void running.run(async () => {
        const why = begun
          ? 'GitHub has not made the fork in 30 minutes.'
          : 'stopped waiting, nobody has begun to make the private fork.';
        const text = `${shortId(ghsaId)}: ${why}`;
        const buttons = [...(htmlUrl === null ? [] : ['Open on GitHub']), 'Wait On'];
        const answer = await window.showWarningMessage(text, ...buttons);
        if (answer === 'Wait On') waitOn();
        else if (answer !== undefined && htmlUrl !== null) await openOutside(htmlUrl);
      });
    },
    stopped({ ghsaId }, error, waitOn) {
      void running.run(async () => {
        const { why, button } = stopOf(error);
        const answer = await window.showWarningMessage(
          `${shortId(ghsaId)}: stopped waiting, ${why}.`,
          button,
        );
        if (answer === 'Sign In') await commands.executeCommand('ghsa.signIn');
        if (answer === 'Wait On') waitOn();
        if (answer !== 'Authorize') return;
        await openOutside((error as GitHubError).ssoUrl!);
        const then = `${shortId(ghsaId)}: once you have authorized it, GitHub can be asked again.`;
        if ((await window.showInformationMessage(then, 'Wait On')) === 'Wait On') waitOn();
      });
    },
  };
}

/** Why waiting ended, and what helps. */
function stopOf(error: unknown): { readonly why: string; readonly button: string } {
  if (!(error instanceof GitHubError))
    return { why: 'it failed here. The log has the detail', button: 'Wait On' };
  if (error.kind === 'signed-out')
    return {
      why: error.status === null ? 'you are not signed in to GitHub' : 'GitHub signed you out',
      button: 'Sign In',
    };
  if (error.kind === 'sso')
    return {
      why: 'the organization asks for single sign-on',
      button: error.ssoUrl === null ? 'Wait On' : 'Authorize',
    };
  return { why: 'GitHub does not show the advisory to you', button: 'Wait On' };
}
