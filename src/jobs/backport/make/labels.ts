import { profileOf } from '../../../project/index.ts';
import type { PreparedBackport } from './types.ts';

/**
 * The labels of a backport, as the repository writes them, and those that it lacks: GitHub would make a new label of
 * each of these, for who may push, and that is not ours to do.
 */
export function labelsOf({ upstream, knownLabels }: Pick<PreparedBackport, 'upstream' | 'knownLabels'>): {
  readonly known: readonly string[];
  readonly missing: readonly string[];
} {
  const wanted = profileOf(upstream.fullName).backports?.pullLabels ?? [];
  const names = new Map([...knownLabels].map(name => [name.toLowerCase(), name]));
  return {
    known: wanted.flatMap(label => names.get(label.toLowerCase()) ?? []),
    missing: wanted.filter(label => !names.has(label.toLowerCase())),
  };
}
