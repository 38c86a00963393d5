import {
  checkBranch,
  checkIssueTitle,
  checkNews,
  checkPullBody,
  checkPullTitle,
} from '../../../findings/index.ts';
import type { Profile } from '../../../project/index.ts';
import { formFinding } from '../../line/finding.ts';
import { keptNews, newsPathOf } from '../news.ts';
import type { PortDraft, PortField, Prepared } from '../types.ts';
import type { PortIssue } from './finding.ts';

/** Slips of form: titles, branch and blurb as the project wants them. */
export function formFindings(prepared: Prepared, draft: PortDraft, profile: Profile): PortIssue[] {
  const { texts } = draft;
  const number = draft.existingIssue;
  return [
    ...(number === null ? checkIssueTitle(texts['issue.title']) : []).map(formFinding('issue.title')),
    ...(number === null ? [...holes('issue.title', texts), ...holes('issue.body', texts)] : []),
    ...checkBranch(texts['commit.branch']).map(formFinding('commit.branch')),
    ...checkPullTitle(texts['pull.title'], profile).map(formFinding('pull.title')),
    ...checkPullBody(texts['pull.body'], profile).map(formFinding('pull.body')),
    ...checkNews(texts['commit.blurb'], profile.news).map(formFinding('commit.blurb')),
    ...newsFindings(prepared, draft, profile),
    ...takenFindings(prepared, draft, profile),
  ];
}

/** The number is known only once the issue is open: in the issue itself nothing can fill the hole. */
function holes(field: PortField, texts: PortDraft['texts']): PortIssue[] {
  const at = texts[field].indexOf('{issue}');
  if (at < 0) return [];
  const finding = {
    id: 'number',
    severity: 'error' as const,
    message: 'The number is not known before the issue is open. Take it out.',
    range: [at, at + '{issue}'.length] as const,
    fixes: [],
  };
  return [formFinding(field)(finding)];
}

/** An entry that stands there already is somebody else's: ours must not take its place. */
function takenFindings(prepared: Prepared, draft: PortDraft, { news }: Profile): PortIssue[] {
  const path = newsPathOf(prepared, draft);
  if (news === null || path === null || !prepared.newsThere.includes(path)) return [];
  const message = `${path} is there already: this issue has a ${news.noun}. Open a new issue for this fix.`;
  return [formFinding<PortField>('commit.blurb')({ id: 'taken', severity: 'error', message, fixes: [] })];
}

/** What came with the private fix is said, not hidden. */
function newsFindings(prepared: Prepared, draft: PortDraft, profile: Profile): PortIssue[] {
  const { privateNews } = prepared;
  if (privateNews === null || profile.news === null) return [];
  const { noun } = profile.news;
  const kept = keptNews(prepared, draft) !== null;
  return [
    {
      id: 'commit.blurb:kept',
      field: 'commit.blurb',
      severity: 'info',
      message: kept
        ? `Kept the ${noun} of the private PR, for ${profile.publicNumber(privateNews.issue!)}.`
        : `Kept the ${noun} of the private PR. Its file gets a new name.`,
      range: null,
      fixes: [],
      overrulable: false,
      kept: null,
      leak: false,
    },
  ];
}
