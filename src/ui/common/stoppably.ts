import { ProgressLocation, window, type Progress } from 'vscode';

/** Does what takes a while, with a notification that can be cancelled. */
export function stoppably<T>(
  title: string,
  work: (signal: AbortSignal, progress: Progress<{ readonly message?: string }>) => Promise<T>,
): Thenable<T> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return work(stop.signal, progress);
    },
  );
}
