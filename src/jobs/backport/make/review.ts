import { scanDiff, scanText, type Secrets } from '../../../embargo/index.ts';
import { profileOf } from '../../../project/index.ts';
import { labelsCheck, leaksCheck } from '../../line/checks.ts';
import { leakFinding, plural, toSettle, withReason } from '../../line/finding.ts';
import { labelsOf } from './labels.ts';
import { backportSecrets, publicEmails } from './people.ts';
import { privateFindings } from './privateFindings.ts';
import { thereInWords } from './there.ts';
import {
  backportFields,
  type BackportDraft,
  type BackportFinding,
  type BackportReview,
  type PreparedBackport,
} from './types.ts';

/** Everything that is known against making this backport public. Pure; run after every edit. */
export function reviewBackport(prepared: PreparedBackport, draft: BackportDraft): BackportReview {
  const secrets = backportSecrets(prepared.advisory, {
    committer: prepared.me,
    emails: publicEmails(prepared),
  });
  const findings = [
    ...textFindings(draft, secrets),
    ...titleFindings(prepared, draft),
    ...labelFindings(prepared),
    ...privateFindings(prepared),
    ...changeFindings(prepared, secrets),
    ...accountFindings(prepared),
  ].map(finding => withReason(finding, draft.overruled));
  return { findings, toSettle: toSettle(findings), checks: checksOf(prepared, draft, findings) };
}

function textFindings({ texts }: BackportDraft, secrets: Secrets): BackportFinding[] {
  return backportFields.flatMap(field => {
    const text = texts[field];
    const empty =
      text.trim() === '' && field !== 'pull.body' ? [slip(field, 'empty', 'Write something here.')] : [];
    return [...empty, ...scanText(text, secrets).map(leak => leakFinding(field, leak, text, text))];
  });
}

/**
 * Bots link nothing, and copy no label, without branch and number (bedevere `backport.py`). Where there are none, people
 * find a backport by them.
 */
function titleFindings(
  { branch, pull, upstream }: PreparedBackport,
  { texts }: BackportDraft,
): BackportFinding[] {
  const { backports: rules } = profileOf(upstream.fullName);
  const title = texts['pull.title'];
  // The name of a branch is anything; what cannot be read back where it is right is not judged.
  if (rules?.readTitle(rules.title(branch.branch, title, pull))?.branch !== branch.branch) return [];
  const found = (id: string, message: string): BackportFinding[] => [
    { ...slip('pull.title', id, message), severity: rules.bots ? 'error' : 'warning' },
  ];
  const read = rules.readTitle(title);
  if (read?.branch !== branch.branch)
    return found('branch', `The title of a backport begins with [${branch.branch}].`);
  if (read.pull === pull) return [];
  const by = rules.bots ? 'by which the bots link it' : 'by which people find it';
  return found('number', `The title lacks ${rules.pullMark(pull)}, ${by}.`);
}

/** What was left out, because the repository does not know it. */
function labelFindings(prepared: PreparedBackport): BackportFinding[] {
  const { missing } = labelsOf(prepared);
  if (missing.length === 0) return [];
  const message = `${prepared.upstream.fullName} has no label ${missing.join(' and ')}, so it is left out. Ask a triager what took its place.`;
  return [{ ...slip('pull.body', 'labels', message), severity: 'warning' }];
}

/** What the change says that the commit on main does not say already. */
function changeFindings(prepared: PreparedBackport, secrets: Secrets): BackportFinding[] {
  const { there, files, mayWorkflow, branch, upstream } = prepared;
  const workflows = files.some(({ path }) => path.startsWith('.github/workflows/'));
  return [
    ...leaksOf(prepared, secrets),
    ...(there === null
      ? []
      : [
          {
            ...file(
              'there',
              `${thereInWords(upstream.fullName, there)}. This would open another pull request into ${branch.branch}.`,
              true,
            ),
            severity: there.stranger ? ('warning' as const) : ('error' as const),
          },
        ]),
    ...(mayWorkflow === false && workflows
      ? [
          file(
            'workflow',
            'Changes .github/workflows, which GitHub takes from a sign-in with the scope workflow only. Sign in with it, then try again.',
            false,
          ),
        ]
      : []),
  ];
}

const scanned = new WeakMap<
  PreparedBackport,
  { readonly secrets: string; readonly leaks: BackportFinding[] }
>();

/** Scanned once: a review runs after every key press, and a change can be large. */
function leaksOf(prepared: PreparedBackport, secrets: Secrets): BackportFinding[] {
  const key = JSON.stringify(secrets);
  const known = scanned.get(prepared);
  if (known?.secrets === key) return known.leaks;
  const open = new Set(scanDiff(prepared.mergedDiff, secrets).map(({ id }) => id));
  const leaks = scanDiff(prepared.diff, secrets)
    .filter(({ id }) => !open.has(id))
    .map(({ id, severity, path, line, message }): BackportFinding => ({
      ...file(id, `${path}, line ${line}: ${message}`, true),
      severity: severity === 'refused' ? 'error' : 'warning',
      leak: true,
    }));
  scanned.set(prepared, { secrets: key, leaks });
  return leaks;
}

function accountFindings({ pushAccount, me }: PreparedBackport): BackportFinding[] {
  if (pushAccount === null || pushAccount.toLowerCase() === me.login.toLowerCase()) return [];
  const message = `git would push as ${pushAccount}, and you are signed in as ${me.login}.`;
  return [{ ...file('account', message, true), id: 'author:account', field: 'author', leak: true }];
}

function slip(field: BackportFinding['field'], id: string, message: string): BackportFinding {
  return {
    id: `${field}:${id}`,
    field,
    severity: 'error',
    message,
    range: null,
    fixes: [],
    overrulable: false,
    kept: null,
    leak: false,
  };
}

function file(id: string, message: string, overrulable: boolean): BackportFinding {
  return { ...slip('files', id, message), overrulable };
}

/** What was found out, as the page's first zone lists it. */
function checksOf(
  prepared: PreparedBackport,
  draft: BackportDraft,
  findings: readonly BackportFinding[],
): BackportReview['checks'] {
  const { branch, byHand, files, fork, mayPush } = prepared;
  const labels = labelsCheck(prepared, new Set(draft.pullLabels));
  const { missing } = labelsOf(prepared);
  return [
    fetchedCheck(prepared),
    {
      id: 'applies',
      label: byHand ? `Applies to ${branch.branch}` : `Applies to ${branch.branch} exactly`,
      detail: byHand ? 'conflicts resolved by you' : 'no conflict',
      state: 'ok',
    },
    mayPush === null
      ? { id: 'push', label: 'Your fork will be made, or found', detail: fork.fullName, state: 'ok' }
      : {
          id: 'push',
          label: mayPush ? 'You may push' : 'You may not push',
          detail: `to ${fork.fullName}`,
          state: mayPush ? 'ok' : 'error',
        },
    missing.length > 0
      ? { ...labels, detail: `no label ${missing.join(' and ')} here`, state: 'warning' }
      : labels,
    leaksCheck(findings, `${backportFields.length} texts, ${plural(files.length, 'file')}`),
  ];
}

/** Where the change is from, and who says yes to it where that is not main. */
function fetchedCheck(prepared: PreparedBackport): BackportReview['checks'][number] {
  const { from, privates, pull, merged, files, upstream } = prepared;
  const size = plural(files.length, 'file');
  if (from.kind === 'main') {
    const name = profileOf(upstream.fullName).publicNumber(pull);
    const detail = `${merged.sha.slice(0, 7)}, ${size}`;
    return { id: 'fetched', label: `Picked from ${name}`, detail, state: 'ok' };
  }
  const offer = privates.find(({ number, sha }) => number === from.pull && sha === from.sha);
  const approvals = offer?.approvals ?? 0;
  const by = from.authors.length === 0 ? '' : ` by ${from.authors.join(', ')}`;
  return {
    id: 'fetched',
    label: `Private backport #${from.pull}${by}`,
    detail: `${from.sha.slice(0, 7)}, ${plural(approvals, 'approval')}, ${size}`,
    state: approvals > 0 ? 'ok' : 'warning',
  };
}
