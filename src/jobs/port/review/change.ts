import { scanDiff, type DiffLeak, type Secrets } from '../../../embargo/index.ts';
import { profileOf } from '../../../project/index.ts';
import type { Prepared } from '../types.ts';
import { plural } from '../../line/finding.ts';
import type { PortIssue } from './finding.ts';

/** What speaks against the change itself. */
export function changeFindings(prepared: Prepared, secrets: Secrets): PortIssue[] {
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
function earlierFindings({ portedBefore: earlier, upstream }: Prepared): PortIssue[] {
  if (earlier === null) return [];
  const { publicNumber } = profileOf(upstream.fullName);
  const issue = earlier.issue === null ? '' : `issue ${publicNumber(earlier.issue)}, `;
  const message = `Ported already: ${issue}pull request ${publicNumber(earlier.pull)}. This would open another pull request.`;
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
