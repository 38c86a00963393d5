import { scanDiff, scanText, type Secrets } from '../../../embargo/index.ts';
import { readBackportTitle } from '../../../project/cpython/backport.ts';
import { labelsCheck, leaksCheck } from '../../line/checks.ts';
import { leakFinding, plural, toSettle, withReason } from '../../line/finding.ts';
import { backportSecrets, publicEmails } from './people.ts';
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

/** The bots link nothing, and copy no label, without branch and number (bedevere `backport.py`). */
function titleFindings({ branch, pull }: PreparedBackport, { texts }: BackportDraft): BackportFinding[] {
  const read = readBackportTitle(texts['pull.title']);
  if (read?.branch !== branch.branch)
    return [slip('pull.title', 'branch', `The title of a backport begins with [${branch.branch}].`)];
  if (read.pull !== pull)
    return [slip('pull.title', 'number', `The title lacks (GH-${pull}), by which the bots link it.`)];
  return [];
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
          file(
            'there',
            `${thereInWords(upstream.fullName, there)}. This would open another pull request into ${branch.branch}.`,
            true,
          ),
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
  const { from, pull, merged, branch, byHand, files, fork, mayPush } = prepared;
  return [
    {
      id: 'fetched',
      label: from.kind === 'main' ? `Picked from gh-${pull}` : `Private backport #${from.pull} used`,
      detail: `${merged.sha.slice(0, 7)}, ${plural(files.length, 'file')}`,
      state: 'ok',
    },
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
    labelsCheck(prepared, new Set(draft.pullLabels)),
    leaksCheck(findings, `${backportFields.length} texts, ${plural(files.length, 'file')}`),
  ];
}
