import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { longest, type Pressed } from './press.ts';
import type { Place } from './scenario.ts';

/** One press in a process of its own, as by an extension host; `onKill` is given what ends it at once. */
export async function pressInChild(
  job: string,
  place: Place,
  onKill: (kill: () => void) => void,
  limit = longest,
): Promise<Pressed> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), job, JSON.stringify(place)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onKill(() => child.kill('SIGKILL'));
  let words = '';
  child.stderr.on('data', data => (words += String(data)));
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, limit);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  if (hung) return { done: false, error: null, hung };
  if (signal === 'SIGKILL' || code === 3) return { done: false, error: null, hung: false };
  return { done: code === 0, error: code === 0 ? null : new Error(words), hung: false };
}
