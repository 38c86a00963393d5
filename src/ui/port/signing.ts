import { ProgressLocation, window } from 'vscode';

/** Tries to sign, for as long as the signing program asks its own questions; cancelled, it is not signed. */
export function whileSigning(sign: (signal: AbortSignal) => Promise<void>): Thenable<void> {
  return window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: 'Waiting for your signing program',
      cancellable: true,
    },
    (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return sign(stop.signal);
    },
  );
}
