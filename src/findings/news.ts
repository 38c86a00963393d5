import type { Profile, TextProblem } from '../project/index.ts';
import type { Finding } from './finding.ts';

/** What is wrong with the text of a news entry, by the project's own rules. */
export function checkNews(
  body: string,
  news: Pick<NonNullable<Profile['news']>, 'problems'> | null,
): Finding[] {
  return (news?.problems(body) ?? []).map(findingOf);
}

/** What the project's checks will say against the body of a pull request. */
export function checkPullBody(body: string, profile: Pick<Profile, 'pullBodyProblems'>): Finding[] {
  return profile.pullBodyProblems(body).map(findingOf);
}

function findingOf({ fix, ...problem }: TextProblem): Finding {
  return { ...problem, fixes: fix === undefined ? [] : [fix] };
}
