import { existsSync } from 'node:fs';
import { commands as vscodeCommands, Disposable, Uri, window, type ExtensionContext } from 'vscode';
import type { Work } from '../../work.ts';
import type { AdvisoriesModel } from '../advisories/model.ts';
import type { Commands } from '../common/commands.ts';
import { linksIn } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';
import { PracticeError } from './errors.ts';
import { failures } from './failures.ts';
import { followLesson, openGuide } from './guide.ts';
import type { Home } from './home.ts';
import { placeOf } from './place.ts';
import { leaveLabel, leavingOf, oneAtATime, type PracticeState } from './states.ts';
import { statusItem } from './status.ts';
import type { PracticeWindow } from './window.ts';

export interface PracticeParts {
  /** VS Code's own context, not the one of practice. */
  readonly real: ExtensionContext;
  /** Null in windows that do not practise. */
  readonly practice: PracticeWindow | null;
  readonly commands: Commands;
  readonly model: AdvisoriesModel;
  readonly progress: ProgressRecords;
  /** Loads the floors below; nothing of them is evaluated before. */
  readonly work: () => Promise<Work>;
}

const repositories = ['python/cpython', 'pypa/pip'];

/** `GHSA: Practise in a Sandbox`, and in the window that it opens the practice GitHub and its menu. */
export function registerPractice(parts: PracticeParts): Disposable {
  const { real, practice, commands, model, progress, work } = parts;
  const place = practice?.place ?? placeOf(real.globalStorageUri.fsPath);
  const home = (): Home => {
    if (practice?.home) return practice.home;
    throw new PracticeError(
      'not-running',
      practice?.kind === 'guest'
        ? 'The menu of the sandbox works in its own window.'
        : 'This works in the window of the sandbox. GHSA: Practise in a Sandbox opens it.',
    );
  };
  const refresh = () => vscodeCommands.executeCommand('ghsa.refresh');
  const isAdmin = () => {
    const { sandbox, running } = home();
    return sandbox.store.role(sandbox.store.repo(repositories[0]!)!, running.login) === 'admin';
  };
  const be = (role: 'admin' | 'write') => {
    const { sandbox, running } = home();
    for (const name of repositories) sandbox.role(running.login, name, role);
    // Another role is another view of everything.
    practice!.account.touch();
    say(role === 'admin' ? 'You are an admin now.' : 'You are a member now.');
  };

  const registered = [
    commands.register('ghsa.practise', async () => {
      if (practice) return practice.state === 'running' ? openMenuNow() : begin();
      return (await work()).enterPractice(place);
    }),
    commands.register('ghsa.practice.menu', () => openMenuNow()),
    commands.register('ghsa.practice.beAdmin', () => be('admin')),
    commands.register('ghsa.practice.beMember', () => be('write')),
    commands.register('ghsa.practice.tick', async () => {
      await home().sandbox.tick();
      say('The bot has run.');
      await refresh();
    }),
    commands.register('ghsa.practice.colleagues', async () => {
      const { opened, approved, merged, stuck } = await home().sandbox.colleagues();
      say(
        [
          `Colleagues wrote ${count(opened.length, 'private fix', 'private fixes')}`,
          `approved ${count(approved.length, 'pull request', 'pull requests')}`,
          `and merged ${count(merged.length, 'public one', 'public ones')}.`,
        ].join(', ') + (stuck.length > 0 ? ` In conflict with main: ${stuck.join(', ')}.` : ''),
      );
      await refresh();
    }),
    commands.register('ghsa.practice.fail', async () => {
      const { sandbox } = home();
      const picked = await window.showQuickPick(failures, { title: 'Make the next request fail' });
      if (picked) sandbox.fail(picked.fault);
    }),
    commands.register('ghsa.practice.guide', () => openGuide()),
    commands.register('ghsa.practice.reset', async () => {
      home();
      const answer = await window.showWarningMessage(
        'Start the sandbox anew? Everything that was done in it is deleted.',
        'Start Anew',
      );
      if (answer === undefined) return;
      await practice!.stop();
      await (await work()).wipe(place, real);
      await vscodeCommands.executeCommand('workbench.action.reloadWindow');
    }),
    commands.register('ghsa.practice.tryAgain', () => begin()),
    commands.register('ghsa.practice.leave', () => askToLeave()),
  ];

  async function openMenuNow(): Promise<void> {
    home();
    await (await work()).openMenu(isAdmin());
  }

  async function askToLeave(): Promise<void> {
    if (!practice) return void home();
    const answer =
      leavingOf(practice.kind, practice.state) === 'close'
        ? 'Keep for Later'
        : await window.showInformationMessage(
            'Back to GitHub. The sandbox and its clones are deleted.',
            'Leave',
            'Keep for Later',
          );
    if (answer === undefined) return;
    await practice.stop();
    if (answer === 'Leave') {
      await (await work()).leave(place, real);
      await vscodeCommands.executeCommand('vscode.removeFromRecentlyOpened', Uri.file(place.workspaceFile));
    }
    await vscodeCommands.executeCommand('workbench.action.closeFolder');
  }

  /** Starts the practice GitHub of this window; what stands against it is one sentence with ways on. */
  const begin = oneAtATime(async () => {
    if (!practice || practice.state === 'running') return;
    try {
      await practice.start();
      const beginning = practice.beginning;
      if (beginning === 'broken')
        say('What was kept of the sandbox could not be read, so everything in it is new.');
      if (beginning === 'new') await openGuide();
    } catch (error) {
      commands.log(error);
    }
    if (practice.state !== ('running' as PracticeState)) void commands.run(offerWays);
  });

  async function offerWays(): Promise<void> {
    const elsewhere = practice!.state === 'elsewhere';
    const here = 'Practise Here';
    const leave = leaveLabel(practice!.kind, practice!.state);
    const [sentence, ...ways] = elsewhere
      ? ['Practice is open in another window. Nothing is read here.', here, leave]
      : ['The sandbox could not be started. Nothing is read from GitHub here.', 'Try Again', leave];
    const answer = await window.showWarningMessage(sentence!, ...ways);
    if (answer === leave) return askToLeave();
    if (answer === here) await practice!.takeOver();
    if (answer !== undefined) await begin();
  }

  if (!practice) {
    if (existsSync(place.left)) void commands.run(async () => (await work()).sweep(place));
    return Disposable.from(...registered);
  }
  void commands.run(begin);
  const links = () => linksIn(practice.context.globalState);
  return Disposable.from(
    ...registered,
    practice,
    statusItem(practice),
    followLesson(practice, progress, links, model),
  );
}

function say(words: string): void {
  void window.showInformationMessage(words);
}

const count = (n: number, one: string, several: string) => `${n} ${n === 1 ? one : several}`;
