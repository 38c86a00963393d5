import { repoName, type Advisory } from '../../advisory/model.ts';
import { dayWords } from '../../process/words.ts';
import { profileOf } from '../../project/index.ts';
import type { Fix, FixPull, Gate } from './types.ts';

/** The fix is on main, and stayed there: "gh-210502 into main, today". */
export function fixGate({
  advisory,
  fix,
  signing = false,
  now,
}: {
  readonly advisory: Advisory;
  readonly fix: Fix | null;
  readonly signing?: boolean;
  readonly now: Date;
}): Gate {
  const gate = { id: 'fix', label: 'Fix merged', waits: 'the fix to be merged', warning: null } as const;
  const called: Called = number => pullWords(number, repoName(advisory.repo));
  if (fix === null) return { ...gate, state: 'unknown', detail: 'being read', repair: null };
  const show = { id: 'showPull', label: 'Show' } as const;
  const { pull } = fix;
  if (signing && fix.status === 'none' && fix.message === null)
    return { ...gate, state: 'ok', detail: 'not needed, no fix in the code', repair: null };
  if (pull === null) {
    const detail = fix.message ?? 'no pull request is known';
    return fix.status === 'unread'
      ? { ...gate, state: 'unknown', detail, repair: { id: 'again', label: 'Read again' } }
      : { ...gate, state: 'open', detail, repair: { id: 'port', label: 'Port' } };
  }
  const others = fix.others.map(({ number }) => called(number)).join(', ');
  const same = `${others}, for ${theIssue(fix, called)}, ${are(fix.others)} merged into ${fix.main}.`;
  const open = (detail: string): Gate => ({
    ...{ ...gate, state: 'open', detail },
    warning: sentences(others === '' ? null : same, otherIssue(fix, called)),
    repair: show,
  });
  switch (fix.status) {
    case 'merged': {
      const warning = merged(fix, others, called);
      return {
        ...{ ...gate, state: 'ok', warning },
        detail: `${called(pull.number)} into ${fix.main}${mergedWords(pull, now)}`,
        repair: warning === null ? null : show,
      };
    }
    case 'reverted':
      return open(
        `${called(pull.number)} was taken back${fix.revertedBy ? ` by ${called(fix.revertedBy.number)}` : ''}`,
      );
    case 'elsewhere':
      return open(`${called(pull.number)} went into ${pull.base}, not into ${fix.main}`);
    case 'closed':
      return open(`${called(pull.number)} was closed without a merge`);
    default:
      return open(`${called(pull.number)} is open`);
  }
}

type Called = (number: number) => string;

/** What is to be known of a merged fix. */
function merged(fix: Fix, others: string, called: Called): string | null {
  const { complete, revertedBy, keptFor, doubts } = fix;
  return sentences(
    complete ? null : 'GitHub did not tell whether it was taken back since. Look at its page.',
    doubts.length === 0
      ? null
      : `${doubts.map(({ number }) => called(number)).join(', ')} ${doubts.length === 1 ? 'speaks' : 'speak'} of a revert. Is the fix still there?`,
    otherIssue(fix, called),
    others === ''
      ? null
      : `${others}, for ${theIssue(fix, called)}, ${are(fix.others)} merged too. The e-mail names one of them.`,
    revertedBy && `${called(revertedBy.number)} reverts it. Kept as the fix: ${keptFor}`,
  );
}

/** Any pull request can be named: one that names another issue is said to do so. */
function otherIssue({ pull, issue }: Fix, called: Called): string | null {
  const theirs = pull?.issue ?? null;
  if (theirs === null || issue === null || theirs === issue) return null;
  return `Names another issue (${called(theirs)}) than the one that was opened (${called(issue)}).`;
}

const theIssue = (fix: Fix, called: Called) =>
  otherIssue(fix, called) === null ? 'the same issue' : called(fix.issue!);

function sentences(...all: readonly (string | null)[]): string | null {
  return all.filter(each => each !== null && each !== '').join(' ') || null;
}

const are = (pulls: readonly FixPull[]) => (pulls.length === 1 ? 'is' : 'are');

/** "gh-210502" in CPython, "#13500" elsewhere. */
export function pullWords(number: number, repo: string): string {
  return profileOf(repo).publicNumber(number);
}

/** ", today", ", 12 Nov"; nothing where GitHub does not say. */
function mergedWords({ mergedAt }: FixPull, now: Date): string {
  const at = new Date(mergedAt ?? '');
  if (Number.isNaN(at.getTime())) return '';
  return at.toDateString() === now.toDateString() ? ', today' : `, ${dayWords(at, now)}`;
}
