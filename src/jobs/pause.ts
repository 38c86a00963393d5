import { setTimeout } from 'node:timers/promises';

/** Lets time pass; whoever goes on with the signal hears that it was aborted. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const pause: Wait = (milliseconds, signal) =>
  setTimeout(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);
