import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayWords } from '../../process/words.ts';
import { profileOf } from '../../project/index.ts';
import type { Fix, FixPull, Gate } from './types.ts';

/** The fix is on main, and stayed there: "gh-210502 into main, today". */
export function fixGate({
  advisory,
  fix,
  now,
}: {
  readonly advisory: Advisory;
  readonly fix: Fix | null;
  readonly now: Date;
}): Gate {
  const gate = { id: 'fix', label: 'Fix merged', warning: null } as const;
  const called = (pull: FixPull) => pullWords(pull.number, repoName(advisory.repo));
  if (fix === null) return { ...gate, state: 'unknown', detail: 'being read', repair: null };
  const show = { id: 'showPull', label: 'Show' } as const;
  const { pull } = fix;
  if (pull === null) {
    const detail = fix.message ?? 'no pull request is known';
    return fix.status === 'unread'
      ? { ...gate, state: 'unknown', detail, repair: { id: 'again', label: 'Read again' } }
      : { ...gate, state: 'open', detail, repair: { id: 'port', label: 'Port' } };
  }
  const others = fix.others.map(called).join(', ');
  const open = (detail: string): Gate => ({
    ...gate,
    state: 'open',
    detail,
    warning:
      others === '' ? null : `${others}, for the same issue, ${are(fix.others)} merged into ${fix.main}.`,
    repair: show,
  });
  switch (fix.status) {
    case 'merged':
      return {
        ...gate,
        state: 'ok',
        detail: `${called(pull)} into ${fix.main}${mergedWords(pull, now)}`,
        warning: merged(fix, others),
        repair: null,
      };
    case 'reverted':
      return open(`${called(pull)} was taken back${fix.revertedBy ? ` by ${called(fix.revertedBy)}` : ''}`);
    case 'elsewhere':
      return open(`${called(pull)} went into ${pull.base}, not into ${fix.main}`);
    case 'closed':
      return open(`${called(pull)} was closed without a merge`);
    default:
      return open(`${called(pull)} is open`);
  }
}

/** What is to be known of a merged fix. */
function merged(fix: Fix, others: string): string | null {
  if (!fix.complete) return 'GitHub did not tell whether it was taken back since. Look at its page.';
  return others === ''
    ? null
    : `${others}, for the same issue, ${are(fix.others)} merged too. The e-mail names one of them.`;
}

const are = (pulls: readonly FixPull[]) => (pulls.length === 1 ? 'is' : 'are');

/** "gh-210502" in CPython, "#13500" elsewhere. */
export function pullWords(number: number, repo: string): string {
  return `${profileOf(repo).id === 'cpython' ? 'gh-' : '#'}${number}`;
}

/** ", today", ", 12 Nov"; nothing where GitHub does not say. */
function mergedWords({ mergedAt }: FixPull, now: Date): string {
  const at = new Date(mergedAt ?? '');
  if (Number.isNaN(at.getTime())) return '';
  return at.toDateString() === now.toDateString() ? ', today' : `, ${dayWords(at, now)}`;
}
