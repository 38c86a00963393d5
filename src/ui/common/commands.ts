import { commands, window, type Disposable } from 'vscode';
import { describe } from './describe.ts';
import type { Log } from './log.ts';
import { withoutLinks } from './othersWords.ts';

/** Every command of the extension with its arguments. The manifest test holds package.json against this list. */
export interface CommandMap {
  'ghsa.signIn': [];
  'ghsa.showLog': [];
  'ghsa.showOutgoing': [];
  'ghsa.copyOutgoing': [];
  'ghsa.chooseRepositories': [];
  'ghsa.refresh': [];
  'ghsa.hideTitles': [];
  'ghsa.showTitles': [];
  'ghsa.openOnGitHub': [row?: unknown];
  'ghsa.copyLink': [row?: unknown];
  'ghsa.copyId': [row?: unknown];
  'ghsa.authorize': [row?: unknown];
  /** With a tab's name: opens it there; with a text besides: that stands in the discussion's box, to be sent or not. */
  'ghsa.openAdvisory': [row?: unknown, tab?: unknown, comment?: unknown, ranges?: unknown];
  'ghsa.saveAdvisory': [];
  'ghsa.nextFinding': [];
  'ghsa.previousFinding': [];
  'ghsa.togglePreview': [];
  'ghsa.port': [row?: unknown];
  'ghsa.continuePort': [row?: unknown];
  'ghsa.removeTraces': [];
  /** Of a row, and of a branch where one is named (`3.12`); else asked for. */
  'ghsa.backportTo': [row?: unknown, branch?: unknown];
  /** Of the file that a merge editor shows. */
  'ghsa.continueBackport': [file?: unknown];
  'ghsa.applyPatch': [row?: unknown];
  'ghsa.pullPatch': [row?: unknown];
  'ghsa.generateBlurb': [];
  'ghsa.search': [];
  /** With what to show: nothing is asked. */
  'ghsa.filter': [show?: unknown];
  'ghsa.volunteer': [row?: unknown];
  'ghsa.handOver': [row?: unknown];
  /** With a comment: it is proposed to the reporter; `written`: by a person. Both give what was posted, or null. */
  'ghsa.accept': [row?: unknown, reply?: unknown, written?: unknown];
  'ghsa.reject': [row?: unknown, reply?: unknown, written?: unknown];
  'ghsa.reopen': [row?: unknown];
  'ghsa.announce': [row?: unknown];
  'ghsa.saveCveRecord': [row?: unknown];
  'ghsa.publish': [row?: unknown];
  'ghsa.requestCve': [row?: unknown];
  'ghsa.shareLinks': [row?: unknown];
  'ghsa.findLinks': [row?: unknown];
  'ghsa.close': [row?: unknown];
  'ghsa.withdrawRequest': [row?: unknown];
  'ghsa.fixInPublic': [row?: unknown];
  'ghsa.setCveId': [row?: unknown];
  'ghsa.askCredit': [row?: unknown];
  'ghsa.recordCredit': [row?: unknown];
  'ghsa.addCollaborators': [row?: unknown];
  /** Of a code-signing report: ticks what is done at the step of the row. */
  'ghsa.signing': [row?: unknown];
  'ghsa.handleAsSigning': [row?: unknown];
  'ghsa.newAdvisory': [];
  'ghsa.whoCanSee': [row?: unknown];
  'ghsa.coordinatorActivity': [];
  'ghsa.checkAccess': [];
  'ghsa.showMistake': [row?: unknown];
  'ghsa.somethingLeaked': [row?: unknown];
  /** With an `ActionId`: that one. Else the row's, else the next one of its advisory. */
  'ghsa.doStep': [row?: unknown, action?: unknown];
  'ghsa.step.score': [row?: unknown];
  'ghsa.step.write': [row?: unknown];
  'ghsa.startFork': [row?: unknown];
  'ghsa.cloneFork': [row?: unknown];
  'ghsa.openClone': [row?: unknown];
  'ghsa.updateFromPublic': [row?: unknown];
  'ghsa.addWorktree': [row?: unknown];
  'ghsa.showPushes': [row?: unknown];
  'ghsa.deleteClone': [row?: unknown];
  'ghsa.embargoMenu': [];
  'ghsa.openPrivatePull': [row?: unknown];
  'ghsa.privatePulls': [row?: unknown];
  'ghsa.checkOutPrivatePull': [row?: unknown];
  'ghsa.approvePrivatePull': [row?: unknown];
  'ghsa.runTests': [row?: unknown];
  'ghsa.step.showPull': [row?: unknown];
  /** At an advisory, where one is named. */
  'ghsa.showBackports': [row?: unknown];
  'ghsa.refreshBackports': [];
  /** Of an advisory or a branch, else of all: what one press repairs. */
  'ghsa.repairBackports': [row?: unknown];
  'ghsa.notNeeded': [row?: unknown];
  'ghsa.neededAfterAll': [row?: unknown];
  'ghsa.openBackport': [row?: unknown];
  'ghsa.practise': [];
  'ghsa.practice.menu': [];
  'ghsa.practice.beAdmin': [];
  'ghsa.practice.beMember': [];
  'ghsa.practice.tick': [];
  'ghsa.practice.colleagues': [];
  'ghsa.practice.fail': [];
  'ghsa.practice.guide': [];
  'ghsa.practice.reset': [];
  'ghsa.practice.tryAgain': [];
  'ghsa.practice.leave': [];
}

export type CommandId = keyof CommandMap;

/** Registers commands and reports their errors, once, here: a sentence for the user, the detail for the log. */
export class Commands {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  register<Id extends CommandId>(id: Id, run: (...args: CommandMap[Id]) => unknown): Disposable {
    return commands.registerCommand(id, (...args: unknown[]) =>
      this.run(() => run(...(args as CommandMap[Id]))),
    );
  }

  /** Runs something that nobody waits for; its errors are reported as a command's. */
  async run(work: () => unknown): Promise<unknown> {
    try {
      return await work();
    } catch (error) {
      await this.report(error);
      return undefined;
    }
  }

  /** The detail of an error, for the log only. */
  log(error: unknown): void {
    this.#log.error(describe(error));
  }

  /** One sentence with a way to the log. A cancelled command says nothing. */
  async report(error: unknown): Promise<void> {
    if (isCancelled(error)) return;
    const sentence = isOurs(error) ? error.message : failedInside;
    this.log(error);
    const answer = await window.showErrorMessage(withoutLinks(sentence), 'Show Log');
    if (answer) this.#log.show();
  }
}

/** Whatever was under way: it may have been sent before it failed. */
const failedInside = 'This failed inside GHSA Coordinator. The log has the detail.';

/** Errors made for people carry a `kind`; everything else is a bug of ours. */
function isOurs(error: unknown): error is Error {
  return error instanceof Error && 'kind' in error;
}

export function isCancelled(error: unknown): boolean {
  return (
    error instanceof Error && (error.name === 'Canceled' || ('kind' in error && error.kind === 'cancelled'))
  );
}
