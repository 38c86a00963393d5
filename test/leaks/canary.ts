import type { Sandbox } from '../../src/sandbox/index.ts';
import { canaries as sentences, secretsOf } from '../unit/port/leaks.ts';
import type { Desk } from '../unit/port/harness.ts';

/**
 * Where a secret may not be. `token` and `mail`: nowhere but in the askpass channel (and a private commit); `report`: in
 * no file outside of clones and scratch, no argument, no log; `name`: in no public write and no log above debug.
 */
export type Kind = 'token' | 'mail' | 'report' | 'name';

export interface Canary {
  readonly kind: Kind;
  readonly text: string;
}

const kindOf: Readonly<Record<string, Kind>> = {
  'private e-mail': 'mail',
  'private message': 'report',
  description: 'report',
  'advisory id': 'name',
  'private fork': 'name',
};

/** The canaries of these advisories, of the mails and tokens of this machine. */
export async function canariesOf(sandbox: Sandbox, ids: readonly string[]): Promise<Canary[]> {
  const found: Canary[] = Object.values(sandbox.tokens).map(text => ({ kind: 'token', text }));
  for (const id of ids) {
    const { summary, description, fork } = sandbox.store.advisory(id)!;
    const secrets = fork === null ? [] : await secretsOf({ sandbox } as Desk, id);
    found.push({ kind: 'report', text: summary.replace(/\[[^\]]*\]/g, '').trim() });
    found.push(...sentences(description).map((text): Canary => ({ kind: 'report', text })));
    found.push({ kind: 'name', text: id });
    for (const { what, text } of secrets) {
      const kind = kindOf[what];
      // The id without its dashes is the end of many a random name: the whole id is asked for.
      if (kind !== undefined && (kind !== 'name' || what === 'private fork')) found.push({ kind, text });
    }
  }
  const once = new Map(found.map(canary => [`${canary.kind} ${canary.text}`, canary]));
  return [...once.values()];
}
