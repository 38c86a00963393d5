import { window, type LogOutputChannel } from 'vscode';
import { redact } from '../../embargo/redact.ts';

/** The log: methods, paths without ids and status codes, never texts or tokens. Made when the first line is written. */
export class Log {
  #channel: LogOutputChannel | undefined;

  debug(line: string): void {
    this.#get().debug(redact(line));
  }

  error(line: string): void {
    this.#get().error(redact(line));
  }

  show(): void {
    this.#get().show();
  }

  dispose(): void {
    this.#channel?.dispose();
  }

  #get(): LogOutputChannel {
    return (this.#channel ??= window.createOutputChannel('GHSA Coordinator', { log: true }));
  }
}
