import { backportPull } from '../../../project/index.ts';
import { backportRules } from './branch.ts';
import { labelsOf } from './labels.ts';
import type { BackportDraft, PreparedBackport } from './types.ts';

/**
 * What the coordinator finds in the page: title, message and body as the project writes them, and the labels that every
 * backport needs, as far as the repository has them.
 */
export function proposeBackport(prepared: PreparedBackport, sign = false): BackportDraft {
  const { branch, merged, author, upstream, pull } = prepared;
  const rules = backportRules(upstream.fullName);
  const made = rules.message(branch.branch, {
    ...merged,
    author: `${author.name} <${author.email}>`,
  });
  const { body } = backportPull(made);
  const title = rules.title(branch.branch, merged.message.split('\n')[0] ?? '', pull);
  return {
    texts: { 'commit.message': `${title}\n\n${body}\n`, 'pull.title': title, 'pull.body': body },
    pullLabels: labelsOf(prepared).known,
    sign: prepared.signing !== null && sign,
    overruled: [],
  };
}
