import type { Uri } from 'vscode';
import { env, ProgressLocation, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { withoutLinks } from '../common/othersWords.ts';

/** A row that stands for a value. */
export interface Choice<T> extends QuickPickItem {
  readonly value: T;
}

/** A heading between rows. */
export function heading(label: string): QuickPickItem {
  return { label, kind: QuickPickItemKind.Separator };
}

/** Asks for one of some rows; null when nothing was chosen. */
export async function choose<T>(
  title: string,
  placeHolder: string,
  rows: readonly (Choice<T> | QuickPickItem)[],
): Promise<T | null> {
  const picked = await window.showQuickPick([...rows], {
    title,
    placeHolder,
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked && 'value' in picked ? picked.value : null;
}

/** Asks for a line of text; null when it was left. */
export async function type(
  title: string,
  prompt: string,
  more: {
    readonly value?: string;
    readonly placeHolder?: string;
    readonly problem?: (text: string) => string | null;
  } = {},
): Promise<string | null> {
  const { problem, value, placeHolder } = more;
  const typed = await window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    ...(value === undefined ? {} : { value }),
    ...(placeHolder === undefined ? {} : { placeHolder }),
    validateInput: text => (problem ? problem(text) : null),
  });
  // Whoever answers for the box (a test, a remote host) may skip its check.
  return typed === undefined || problem?.(typed) ? null : typed;
}

/** Milliseconds after which people want to see that something is under way. */
const patience = 800;

/** Does something; what takes longer is shown, with a way to stop it. */
export async function during<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const running = work(stop.signal);
  if (await settles(running, patience)) return running;
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_, token) => {
      token.onCancellationRequested(() => stop.abort());
      return running;
    },
  );
}

function settles(running: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return new Promise(done => {
    const timer = setTimeout(() => done(false), milliseconds);
    const settled = () => {
      clearTimeout(timer);
      done(true);
    };
    running.then(settled, settled);
  });
}

/**
 * Opens an address in the browser, or a letter in the mail program. It goes as a string, which VS Code takes and
 * leaves as it is (`extHostWindow.ts`, `openUri`): a `Uri` is decoded on the way, and a letter would end at its first `&`.
 * False: nothing took it.
 */
export async function openOutside(url: string): Promise<boolean> {
  return /^(?:https?:\/\/|mailto:)/i.test(url) && env.openExternal(url as unknown as Uri);
}

/** Puts a text onto the clipboard and says what it is for. */
export async function copyFor(text: string, sentence: string): Promise<void> {
  await env.clipboard.writeText(text);
  void window.showInformationMessage(withoutLinks(sentence));
}
