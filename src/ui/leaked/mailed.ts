import { plainMarkdown } from '../../jobs/reports/index.ts';
import type { Profile } from '../../project/index.ts';
import type { Exposure } from './read.ts';

/** Who was mailed what is public, and what follows from it. Mail is never called back. */
export function mailedLines({ things, stopped }: Exposure, profile: Profile): string[] {
  const has = (...kinds: readonly string[]) => things.some(({ kind }) => kinds.includes(kind));
  const lines: string[] = [];
  if (has('issue', 'pull', 'backport'))
    lines.push(
      'Everybody who watches the repository, by GitHub: title and body, at once, and whatever was edited out since.',
    );
  // What the project says of its own issues.
  if (has('issue') && profile.issueNote !== null) lines.push(`The public issue: ${profile.issueNote}`);
  if (has('pull', 'backport') && profile.pullNote !== null)
    lines.push(`The pull requests: ${profile.pullNote}`);
  if (has('announcement'))
    lines.push(`The readers of ${profile.mail?.to ?? 'the list of the announcement'}: the announcement.`);
  if (has('advisory'))
    lines.push('Everybody who watches the security alerts of the repository, by GitHub: the whole advisory.');
  if (lines.length === 0 && stopped)
    return ['Whom GitHub mailed is not known: a job stopped, and what its last step did could not be read.'];
  return lines.length > 0 ? lines : ['Nobody that GitHub or a list of the project would have mailed.'];
}

/** Who could read it before anything was public. */
export function readerLines({ readers }: Exposure): string[] {
  if (!readers) return ['Who can read the advisory could not be read.'];
  const { people, unknown } = readers;
  return [
    ...people.map(({ login, why, mailed }) => {
      const reasons = why.map(plainMarkdown).join(', ');
      return `${plainMarkdown(login)} (${reasons})${mailed ? ': mailed each comment' : ': may read it, is not mailed'}`;
    }),
    ...unknown.map(name => `Everybody in ${plainMarkdown(name)}: who that is could not be read`),
    'Security managers and owners of the organisation: GitHub lists them nowhere',
  ];
}
