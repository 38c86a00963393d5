import { hasBots } from './absent.ts';
import type { Judged } from './assess.ts';
import { listed } from './labels.ts';
import { issueUrl } from './pull.ts';
import type { BackportBoard, Defect, Repair } from './types.ts';

/**
 * What is wrong with the whole. Some of it nobody can settle any more: each may be said to be right so, and then it is
 * told apart.
 */
export function wholeOf(judged: Judged): Pick<BackportBoard, 'defects' | 'accepted'> {
  const all = defectsOfAll(judged);
  const { accepted = {} } = judged.facts;
  const reasonOf = (id: string) =>
    Object.hasOwn(accepted, id) ? accepted[id]!.trim() || 'no reason given' : null;
  return {
    defects: all
      .filter(({ id }) => reasonOf(id) === null)
      .map(defect => ({ ...defect, repairs: [...defect.repairs, accept(defect.id)] })),
    accepted: all.flatMap(({ id, text }) => {
      const reason = reasonOf(id);
      return reason === null ? [] : [{ id, text, reason }];
    }),
  };
}

function accept(defect: string): Repair {
  return { id: 'accept', label: 'It is right so…', defect };
}

/** Each CVE has one issue of its own, and that lists all pull requests (devguide). */
function defectsOfAll(judged: Judged): Defect[] {
  const { issues, sharedWith, main, unread = [] } = judged.facts;
  const name = judged.profile.publicNumber;
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
  if (!hasBots(judged)) return found;
  if (issue === undefined) {
    const text = `${name(main.number)} names no public issue, so nothing lists its backports.`;
    const repairs = [{ id: 'open', label: 'Open pull request', url: main.htmlUrl }] as const;
    found.push({ id: 'noIssue', severity: 'warning', text, repairs });
  } else if (unread.length > 0) {
    const text = `${listed(unread.map(name))} could not be read, so what is linked there is not known.`;
    found.push({ id: 'unread', severity: 'warning', text, repairs: unread.map(open) });
  } else if (main.linked === null) found.push(noList(judged, issue, open(issue)));
  return found;
}

function noList({ facts: { main, pulls }, profile }: Judged, issue: number, open: Repair): Defect {
  const text = list([main, ...pulls].map(({ number }) => profile.publicNumber(number)));
  return {
    ...{ id: 'noList', severity: 'warning' },
    text: `${profile.publicNumber(issue)} has no list of linked pull requests, so the record will lack them.`,
    repairs: [{ id: 'copy', label: 'Copy list', text }, open],
  };
}

/** The list as bedevere writes it. */
function list(numbers: readonly string[]): string {
  const lines = numbers.map(number => `* ${number}`);
  return ['<!-- gh-linked-prs -->', '### Linked PRs', ...lines, '<!-- /gh-linked-prs -->'].join('\n');
}
