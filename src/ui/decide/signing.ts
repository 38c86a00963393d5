import { window } from 'vscode';
import { signingOf, type Step } from '../../process/index.ts';
import { codeSigningReply } from '../../texts/index.ts';
import { choose, heading } from './ask.ts';
import type { Case } from './case.ts';
import { askComment, postComment } from './comment.ts';
import { isSigningStep, signingSections, ticked, type SigningPress } from './signingRows.ts';

/** From now on it has the steps of a code-signing report (devguide, "Handling code signing certificate reports"). */
export async function handleAsSigning(at: Case): Promise<void> {
  await at.remember({ signing: at.facts.progress.signing ?? {} });
  offerUndo(at, `${at.id} is handled as a code-signing report.`, () => at.remember(forgotten));
}

/**
 * The checklist, at the step of the row or whole: each press ticks, unticks, asks or records, and the list stays open
 * until it is left. Nothing is sent but the comment that is shown before.
 */
export async function signing(at: Case, _reply?: unknown, row?: unknown): Promise<void> {
  const id = (row as { readonly step?: Step } | undefined)?.step?.id;
  const only = isSigningStep(id) ? id : null;
  for (;;) {
    const { progress } = at.facts;
    // Another window may have ended it.
    if (signingOf(progress) === null) {
      void window.showInformationMessage(`${at.id} is not handled as a code-signing report any more.`);
      return;
    }
    const sections = signingSections(progress, at.facts.now, only);
    if (sections.length === 0) {
      void window.showInformationMessage(
        `Nothing is revoked for ${at.id} before its verification says that the report is genuine.`,
      );
      return;
    }
    const pressed = await choose<SigningPress>(
      at.title,
      'Code-signing report',
      sections.flatMap(({ label, rows }) => [heading(label), ...rows]),
    );
    if (pressed === null) return;
    if (pressed === 'end') return end(at);
    if (pressed === 'ask') await ask(at);
    // Another window may have ticked meanwhile: it goes on from what is there now.
    else if ('tick' in pressed) await at.remember(ticked(at.facts.progress, pressed.tick, at.facts.now));
    else await at.remember({ signingVerdict: pressed.verdict ?? undefined });
  }
}

async function ask(at: Case): Promise<void> {
  const answer = await askComment(at, 'Ask for checksums and signatures', codeSigningReply(), {
    without: 'Asked elsewhere already',
  });
  if (answer === null) return;
  const posted = answer !== 'none' && (await postComment(at, answer.body));
  await at.remember({ signingAskedAt: new Date().toISOString() });
  if (posted)
    void window.showInformationMessage(`${at.id}: the reporter is asked for checksums and signatures.`);
}

const forgotten = { signing: undefined, signingVerdict: undefined, signingAskedAt: undefined };

async function end(at: Case): Promise<void> {
  const { signing, signingVerdict, signingAskedAt } = at.facts.progress;
  await at.remember(forgotten);
  offerUndo(at, `${at.id} is handled as any other report.`, () =>
    at.remember({ signing, signingVerdict, signingAskedAt }),
  );
}

function offerUndo(at: Case, sentence: string, undo: () => Promise<void>): void {
  void at.parts.commands.run(async () => {
    if ((await window.showInformationMessage(sentence, 'Undo')) === 'Undo') await undo();
  });
}
