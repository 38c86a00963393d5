import type { Profile } from '../project/index.ts';
import { error, type Finding } from './finding.ts';

/** GitHub's limit for titles of issues and pull requests. */
const longest = 256;

/** The title of the public issue. */
export function checkIssueTitle(title: string): Finding[] {
  return oneLine(title, 'issue');
}

/** The title of the public pull request; its number is checked by the project's own bots. */
export function checkPullTitle(title: string, { titleRule }: Pick<Profile, 'titleRule'>): Finding[] {
  const findings = oneLine(title, 'pull request');
  if (findings.length === 0 && titleRule && !titleRule.pattern.test(title)) {
    findings.push(error('title-form', titleRule.message));
  }
  return findings;
}

function oneLine(title: string, noun: string): Finding[] {
  if (title.trim() === '') return [error('title-empty', `The ${noun} needs a title.`)];
  if (/[\r\n]/.test(title.trim())) return [error('title-lines', 'A title is one line.')];
  return title.length > longest ? [error('title-long', `A title has at most ${longest} characters.`)] : [];
}
