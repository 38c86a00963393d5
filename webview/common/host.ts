import { MessageHandler, type Tagged } from '../../src/ui/messageHandler.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** The other end of the page: asks the host, and answers what the host asks. */
export function connectHost<ToHost extends Tagged, ToPage extends Tagged>(
  handle: (message: ToPage) => unknown,
): MessageHandler<ToHost, ToPage> {
  const api = acquireVsCodeApi();
  const handler = new MessageHandler<ToHost, ToPage>(message => api.postMessage(message), handle);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => handler.receive(data));
  return handler;
}
