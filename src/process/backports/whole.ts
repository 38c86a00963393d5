import type { Judged } from './assess.ts';
import { listed } from './labels.ts';
import { issueUrl } from './pull.ts';
import type { Defect } from './types.ts';

/** What is wrong with the whole: each CVE has one issue of its own, and that lists all pull requests (devguide). */
export function defectsOfAll({ facts, profile }: Judged): Defect[] {
  const { issues, sharedWith, main, pulls } = facts;
  const name = profile.publicNumber;
  const open = (issue: number) =>
    ({ id: 'open', label: `Open ${name(issue)}`, url: issueUrl(main.htmlUrl, issue) }) as const;
  const found: Defect[] = [];
  if (issues.length > 1) {
    const many = issues.length === 2 ? 'Two' : String(issues.length);
    const text = `${many} issues for one CVE: ${issues.map(name).join(', ')}.`;
    found.push({ id: 'issues', severity: 'warning', text, repairs: issues.map(open) });
  }
  const [issue] = issues;
  if (sharedWith.length > 0 && issue !== undefined) {
    const text = `One issue for ${sharedWith.length + 1} advisories: ${name(issue)} is that of ${listed(sharedWith)}, too.`;
    found.push({ id: 'shared', severity: 'warning', text, repairs: issues.map(open) });
  }
  if (profile.backports === null) return found;
  if (issue === undefined) {
    const text = `${name(main.number)} names no public issue, so nothing lists its backports.`;
    found.push({
      id: 'noIssue',
      severity: 'warning',
      text,
      repairs: [{ id: 'open', label: 'Open pull request', url: main.htmlUrl }],
    });
  } else if (main.linked === null) {
    const text = `${name(issue)} has no list of linked pull requests, so the record will lack them.`;
    const copy = {
      id: 'copy',
      label: 'Copy list',
      text: list([main, ...pulls].map(pull => name(pull.number))),
    } as const;
    found.push({ id: 'noList', severity: 'warning', text, repairs: [copy, open(issue)] });
  }
  return found;
}

/** The list as bedevere writes it. */
function list(numbers: readonly string[]): string {
  const lines = numbers.map(number => `* ${number}`);
  return ['<!-- gh-linked-prs -->', '### Linked PRs', ...lines, '<!-- /gh-linked-prs -->'].join('\n');
}
