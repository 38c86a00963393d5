import { redact } from '../../src/embargo/redact.ts';
import { leaks } from '../unit/port/leaks.ts';
import { personAtWindow } from '../unit/ui/decide/window.ts';
import type { Canary, Kind } from './canary.ts';
import { lines } from './look.ts';
import type { Machine } from './machine.ts';
import { inRequests } from './requests.ts';

const { Commands } = await import('../../src/ui/common/commands.ts');

/**
 * One press of a command, whose failure is told as the window tells it: a sentence on the screen, and a line in the log.
 * Gives those sentences; none where all went well.
 */
export async function press(at: Machine, work: () => Promise<unknown>): Promise<readonly string[]> {
  const person = personAtWindow();
  const log = { error: (line: string) => at.say(line), show: () => undefined };
  await new Commands(log as never).run(work);
  return person.said;
}

/** What may be where everybody reads it, and what of private history may not. */
export interface Allowed {
  /** Canaries that were confirmed to be read by everybody. */
  readonly published?: readonly string[];
  /** Objects that no public repository may have. */
  readonly objects?: ReadonlyMap<string, string>;
}

/**
 * Everything that a machine has written down until now, looked through: processes, log, disk at any time, requests, and
 * what is public. One line each; none where nothing leaked.
 */
export async function found(
  at: Machine,
  { published = [], objects = new Map() }: Allowed = {},
): Promise<string[]> {
  const of = (...kinds: Kind[]) => at.canaries.filter(({ kind }) => kinds.includes(kind));
  const secrets = at.canaries.filter(({ text }) => !published.includes(text)).map(asSecret);
  return [
    ...at.shim.leaks(of('token', 'mail', 'report')),
    ...lines('log', at.log.join('\n'), of('token', 'mail', 'report')),
    ...lines('log as it is written', at.log.map(redact).join('\n'), at.canaries),
    ...[...at.met, ...at.look()].map(line => `disk: ${line}`),
    ...inRequests(at.sandbox.recorder, at.canaries),
    ...(await leaks(at, secrets, objects)).map(line => `public: ${line}`),
  ];
}

const asSecret = ({ kind, text }: Canary) => ({ what: kind, text });
