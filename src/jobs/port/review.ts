import {
  fixesFor,
  scanDiff,
  scanText,
  type DiffLeak,
  type LeakFinding,
  type Secrets,
} from '../../embargo/index.ts';
import {
  checkBlurb,
  checkBranch,
  checkIssueTitle,
  checkPullTitle,
  type Finding,
} from '../../findings/index.ts';
import { profileOf, type Profile } from '../../project/index.ts';
import { messageOf } from './declassify.ts';
import { pullLabelsOf } from './draft.ts';
import { keptNews } from './news.ts';
import { peopleOf } from './people.ts';
import { portSecrets } from './secrets.ts';
import { portFields, type PortDraft, type PortField, type Prepared } from './types.ts';

/** A finding of the port: where it stands, how to mend it, whether it may be kept with a reason. */
export interface PortIssue {
  readonly id: string;
  readonly field: PortField | 'files' | 'author';
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly range: readonly [number, number] | null;
  readonly fixes: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly overrulable: boolean;
  readonly kept: string | null;
  /** Is it a leak (embargo) rather than a slip of form? */
  readonly leak: boolean;
}

export interface PortCheckResult {
  readonly id: 'fetched' | 'applies' | 'blurb' | 'push' | 'labels' | 'leaks';
  readonly label: string;
  readonly detail: string;
  readonly state: 'ok' | 'warning' | 'error';
}

export interface PortReview {
  readonly checks: readonly PortCheckResult[];
  readonly findings: readonly PortIssue[];
  /** Findings that block the button. */
  readonly toSettle: readonly PortIssue[];
}

/** Everything that is known against making this draft public. Pure; run after every edit. */
export function reviewPort(prepared: Prepared, draft: PortDraft): PortReview {
  const profile = profileOf(prepared.upstream.fullName);
  const people = peopleOf(prepared, draft);
  const secrets = portSecrets(prepared.advisory, people);
  const findings = [
    ...portFields.flatMap(field =>
      field === 'commit.blurb' && profile.section === null
        ? []
        : textFindings(field, draft, profile, people, secrets),
    ),
    ...formFindings(draft, profile),
    ...newsFindings(prepared, draft),
    ...authorFindings(prepared, draft),
    ...fileFindings(prepared, draft, secrets),
  ].map(finding => kept(finding, draft));
  return {
    findings,
    toSettle: findings.filter(finding => finding.severity === 'error' && finding.kept === null),
    checks: checks(prepared, draft, findings, profile),
  };
}

function textFindings(
  field: PortField,
  draft: PortDraft,
  profile: Profile,
  people: ReturnType<typeof peopleOf>,
  secrets: Secrets,
): PortIssue[] {
  if (draft.existingIssue !== null && (field === 'issue.title' || field === 'issue.body')) return [];
  const own = draft.texts[field];
  // As it will be written: the message with its co-authors, the blurb wrapped.
  const blurb = field === 'commit.blurb' ? profile.finishBlurb(own) : own;
  const text = messageOf({ texts: { ...draft.texts, [field]: blurb }, coAuthors: people.coAuthors }, field);
  return scanText(text, secrets).map(leak => leakFinding(field, leak, text, own));
}

/** A leak, with its place and its repairs in the text that the coordinator edits. */
function leakFinding(field: PortField, leak: LeakFinding, text: string, own: string): PortIssue {
  const shown = own.slice(leak.start, leak.end) === text.slice(leak.start, leak.end);
  return {
    id: `${field}:${leak.id}`,
    field,
    severity: leak.severity === 'refused' ? 'error' : 'warning',
    message: leak.message,
    range: shown ? [leak.start, leak.end] : null,
    fixes: shown ? fixesFor(leak, own) : [],
    overrulable: true,
    kept: null,
    leak: true,
  };
}

/** What came with the private fix is said, not hidden. */
function newsFindings(prepared: Prepared, draft: PortDraft): PortIssue[] {
  const { privateNews } = prepared;
  if (privateNews === null) return [];
  const kept = keptNews(prepared, draft) !== null;
  return [
    {
      id: 'commit.blurb:kept',
      field: 'commit.blurb',
      severity: 'info',
      message: kept
        ? `Kept the blurb of the private PR, for gh-${privateNews.issue}.`
        : 'Kept the blurb of the private PR. Its file gets a new name.',
      range: null,
      fixes: [],
      overrulable: false,
      kept: null,
      leak: false,
    },
  ];
}

function formFindings(draft: PortDraft, profile: Profile): PortIssue[] {
  const { texts } = draft;
  const number = draft.existingIssue;
  return [
    ...(number === null ? checkIssueTitle(texts['issue.title']) : []).map(form('issue.title')),
    ...(number === null ? [...holes('issue.title', texts), ...holes('issue.body', texts)] : []),
    ...checkBranch(texts['commit.branch']).map(form('commit.branch')),
    ...checkPullTitle(texts['pull.title'], profile).map(form('pull.title')),
    ...(profile.section === null ? [] : checkBlurb(texts['commit.blurb']).map(form('commit.blurb'))),
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
  return [form(field)(finding)];
}

function form(field: PortField): (finding: Finding) => PortIssue {
  return finding => ({
    id: `${field}:${finding.id}`,
    field,
    severity: finding.severity,
    message: finding.message,
    range: finding.range ?? null,
    fixes: finding.fixes,
    overrulable: false,
    kept: null,
    leak: false,
  });
}

function authorFindings({ authors, pushAccount, me }: Prepared, draft: PortDraft): PortIssue[] {
  const chosen = authors.find(({ id }) => id === draft.author);
  const finding = (id: string, message: string): PortIssue => ({
    id: `author:${id}`,
    field: 'author',
    severity: 'error',
    message,
    range: null,
    fixes: [],
    overrulable: true,
    kept: null,
    leak: true,
  });
  return [
    ...(chosen?.exposes ? [finding('email', 'Makes a private e-mail address public.')] : []),
    ...(pushAccount !== null && pushAccount.toLowerCase() !== me.login.toLowerCase()
      ? [finding('account', `git would push as ${pushAccount}, and you are signed in as ${me.login}.`)]
      : []),
  ];
}

function fileFindings(prepared: Prepared, draft: PortDraft, secrets: Secrets): PortIssue[] {
  const leaks = leaksOf(prepared, secrets).map((leak): PortIssue => ({
    id: `files:${leak.id}`,
    field: 'files',
    severity: leak.severity === 'refused' ? 'error' : 'warning',
    message: `${leak.path}, line ${leak.line}: ${leak.message}`,
    range: null,
    fixes: [],
    overrulable: true,
    kept: null,
    leak: true,
  }));
  return [
    ...leaks,
    ...workflowFindings(prepared),
    ...foreignFindings(prepared),
    ...earlierFindings(prepared),
  ];
}

/** Commits of another private pull request that this one stands on: named, and asked about. */
function foreignFindings({ foreignCommits }: Prepared): PortIssue[] {
  if (foreignCommits.length === 0) return [];
  const count = plural(foreignCommits.length, 'commit');
  const names = foreignCommits.slice(0, 3).map(({ id, subject }) => `${id.slice(0, 7)} "${subject}"`);
  const more = foreignCommits.length > 3 ? ', …' : '';
  return [
    fileFinding(
      'foreign-commits',
      `${count} of the private fork that this pull request does not list would become public too: ${names.join(', ')}${more}.`,
      true,
    ),
  ];
}

/** A second issue and a second pull request are rarely meant. */
function earlierFindings({ portedBefore: earlier }: Prepared): PortIssue[] {
  if (earlier === null) return [];
  const message = `Ported already: issue gh-${earlier.issue}, pull request gh-${earlier.pull}. This would open another pull request.`;
  return [fileFinding('ported', message, true)];
}

function workflowFindings({ files, mayWorkflow }: Prepared): PortIssue[] {
  if (mayWorkflow !== false || !files.some(({ path }) => path.startsWith('.github/workflows/'))) return [];
  return [
    fileFinding(
      'workflow',
      'Changes .github/workflows, which GitHub takes from a sign-in with the scope workflow only. Sign in with it, then port again.',
      false,
    ),
  ];
}

function fileFinding(id: string, message: string, overrulable: boolean): PortIssue {
  return {
    id: `files:${id}`,
    field: 'files',
    severity: 'error',
    message,
    range: null,
    fixes: [],
    overrulable,
    kept: null,
    leak: false,
  };
}

const scanned = new WeakMap<Prepared, { readonly secrets: string; readonly leaks: readonly DiffLeak[] }>();

/** The scan of the change, which is made once: a review runs after every key press, and a change can be large. */
function leaksOf(prepared: Prepared, secrets: Secrets): readonly DiffLeak[] {
  const key = JSON.stringify(secrets);
  const known = scanned.get(prepared);
  if (known?.secrets === key) return known.leaks;
  const leaks = scanDiff(prepared.diff, secrets);
  scanned.set(prepared, { secrets: key, leaks });
  return leaks;
}

function kept(finding: PortIssue, draft: PortDraft): PortIssue {
  const reason = draft.overruled.find(({ id }) => id === finding.id)?.reason;
  return reason === undefined || !finding.overrulable ? finding : { ...finding, kept: reason };
}

function checks(
  prepared: Prepared,
  draft: PortDraft,
  findings: readonly PortIssue[],
  profile: Profile,
): PortCheckResult[] {
  const leaks = findings.filter(finding => finding.leak && finding.kept === null);
  const blurb = findings.filter(({ field, severity }) => field === 'commit.blurb' && severity === 'error');
  const labels = new Set([...draft.issueLabels, ...pullLabelsOf(draft, profile)]);
  const known = [...labels].filter(label => prepared.knownLabels.has(label)).length;
  const texts = portFields.length + 2;
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
    ...(profile.section === null
      ? []
      : [
          {
            id: 'blurb' as const,
            label: blurb.length === 0 ? 'Blurb is valid' : 'Blurb is not valid',
            detail:
              blurb.length === 0
                ? `${profile.section}, ${widthOf(draft.texts['commit.blurb'])} columns`
                : plural(blurb.length, 'finding'),
            state: blurb.length === 0 ? ('ok' as const) : ('error' as const),
          },
        ]),
    pushCheck(prepared),
    {
      id: 'labels',
      label: prepared.mayLabel ? 'You may set labels' : 'You may not set labels',
      detail: prepared.mayLabel ? `${known} of ${labels.size}` : 'a triager must set them',
      state: prepared.mayLabel && known === labels.size ? 'ok' : 'warning',
    },
    {
      id: 'leaks',
      label: 'Leak check',
      detail:
        leaks.length === 0
          ? `${texts} texts, ${plural(prepared.files.length, 'file')}, none left`
          : `${plural(leaks.length, 'finding')} to ${leaks.some(({ severity }) => severity === 'error') ? 'settle' : 'read'}`,
      state: leaks.length === 0 ? 'ok' : 'warning',
    },
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

function widthOf(text: string): number {
  return Math.max(0, ...text.split('\n').map(line => line.length));
}

/** "1 file", "3 files" */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
