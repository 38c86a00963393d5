import { ProgressLocation, window } from 'vscode';

/** Reads for long behind a notification that says where it is, and that can stop it. */
export function reading<T>(
  title: string,
  work: (signal: AbortSignal, progress: (words: string) => void) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  return Promise.resolve(
    window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        return work(stop.signal, message => progress.report({ message }));
      },
    ),
  );
}
