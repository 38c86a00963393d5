import { commands, window } from 'vscode';
import type { Outcome } from '../../jobs/decide/index.ts';
import { botDue } from '../../process/index.ts';
import { withoutLinks } from '../common/othersWords.ts';
import { copyFor, openOutside } from './ask.ts';
import type { Case } from './case.ts';
import { say, type Button, type Words } from './say.ts';

export interface Telling extends Words {
  /** What can be pressed, where it applies. */
  readonly press?: Readonly<Partial<Record<Button, () => Promise<unknown>>>>;
  /** What an undo is called, and what this machine then forgets. */
  readonly undone?: Words & { readonly after?: () => Promise<unknown> };
  /** Text that asks an admin to do it. */
  readonly request?: string;
}

/** Says what became of a command. Nobody waits for the notification; what is pressed there runs by itself. */
export function tell(at: Case, outcome: Outcome, telling: Telling): void {
  void at.parts.commands.run(async () => {
    const press = pressesOf(at, outcome, telling);
    const { text, buttons, tone } = say(outcome, telling, { ...timesOf(at), canTag: 'Ask the Bot' in press });
    const show = tone === 'warning' ? window.showWarningMessage : window.showInformationMessage;
    const answer = await show(withoutLinks(text), ...buttons.filter(button => press[button] !== undefined));
    if (answer) await press[answer]?.();
  });
}

function timesOf(at: Case): { readonly now: Date; readonly botAt: Date | null } {
  const { now, progress, profile } = at.facts;
  return {
    now,
    botAt: profile.bot === null ? null : botDue(progress.asked?.at ?? null, now, profile.bot).at,
  };
}

function pressesOf(at: Case, outcome: Outcome, telling: Telling): NonNullable<Telling['press']> {
  const { request, undone, press } = telling;
  const undo = 'undo' in outcome ? outcome.undo : null;
  return {
    ...(undo && undone
      ? {
          Undo: async () => {
            const back = await at.act('Undoing it for', ({ signal }) => undo(signal));
            if (back.kind === 'done' || back.kind === 'there') await undone.after?.();
            tell(at, back, undone);
          },
        }
      : {}),
    ...(request === undefined
      ? {}
      : {
          'Ask an Admin': () =>
            copyFor(request, `The request for ${at.id} is on the clipboard. Send it to an admin.`),
        }),
    'Open on GitHub': () => openOutside(at.advisory.htmlUrl),
    Show: async () =>
      commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory: at.advisory }),
    ...press,
  };
}
