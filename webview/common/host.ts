import { MessageHandler, type Tagged } from '../../src/ui/messageHandler.ts';

interface VsCode {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

/** VS Code gives it out once. */
let api: VsCode | undefined;
const vscode = () => (api ??= acquireVsCodeApi());

/** The other end of the page: asks the host, and answers what the host asks. */
export function connectHost<ToHost extends Tagged, ToPage extends Tagged>(
  handle: (message: ToPage) => unknown,
): MessageHandler<ToHost, ToPage> {
  const handler = new MessageHandler<ToHost, ToPage>(message => vscode().postMessage(message), handle);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => handler.receive(data));
  return handler;
}

/** What VS Code keeps of a page while it is hidden and over a restart, and hands to the panel's serializer. */
export const memory = {
  read: (): Readonly<Record<string, unknown>> => {
    const kept = vscode().getState();
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  },
  write: (state: Readonly<Record<string, unknown>>): void => vscode().setState(state),
};
