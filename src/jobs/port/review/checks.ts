import type { NewsEntry, Profile } from '../../../project/index.ts';
import { labelsCheck, leaksCheck, type LineCheck } from '../../line/checks.ts';
import { capital, plural } from '../../line/finding.ts';
import { pullLabelsOf } from '../draft.ts';
import { portFields, type PortDraft, type Prepared } from '../types.ts';
import type { PortIssue } from './finding.ts';

export type PortCheckResult = LineCheck<'fetched' | 'applies' | 'blurb' | 'push' | 'labels' | 'leaks'>;

/** What was done in private, as the page's first zone lists it. */
export function checksOf(
  prepared: Prepared,
  draft: PortDraft,
  findings: readonly PortIssue[],
  profile: Profile,
): PortCheckResult[] {
  const blurb = findings.filter(({ field, severity }) => field === 'commit.blurb' && severity === 'error');
  const labels = new Set([...draft.issueLabels, ...pullLabelsOf(draft, profile)]);
  const scanned = `${portFields.length + 2} texts, ${plural(prepared.files.length, 'file')}`;
  return [
    {
      id: 'fetched',
      label: 'Change fetched',
      detail: `${plural(prepared.commits, 'commit')}, ${plural(prepared.files.length, 'file')}`,
      state: 'ok',
    },
    {
      id: 'applies',
      label: prepared.byHand
        ? `Applies to ${prepared.upstream.branch}`
        : `Applies to ${prepared.upstream.branch} exactly`,
      detail: prepared.byHand ? 'conflicts resolved by you' : 'merged, no conflict',
      state: 'ok',
    },
    ...newsCheck(profile.news, draft.texts['commit.blurb'], blurb.length),
    pushCheck(prepared),
    labelsCheck(prepared, labels),
    leaksCheck(findings, scanned),
  ];
}

function pushCheck({ fork, mayPush }: Prepared): PortCheckResult {
  const detail = `to ${fork.fullName}`;
  if (mayPush === null) {
    return { id: 'push', label: 'Your fork will be made, or found', detail: fork.fullName, state: 'ok' };
  }
  return mayPush
    ? { id: 'push', label: 'You may push', detail, state: 'ok' }
    : { id: 'push', label: 'You may not push', detail, state: 'error' };
}

function newsCheck(news: NewsEntry | null, text: string, errors: number): PortCheckResult[] {
  if (news === null) return [];
  const label = capital(news.noun);
  return errors === 0
    ? [{ id: 'blurb', label: `${label} is valid`, detail: `${news.kind}, ${news.form(text)}`, state: 'ok' }]
    : [{ id: 'blurb', label: `${label} is not valid`, detail: plural(errors, 'finding'), state: 'error' }];
}
