import type { NewsEntry } from '../project/index.ts';
import type { Finding } from './finding.ts';

/** What is wrong with the text of a news entry, by the project's own rules. */
export function checkNews(body: string, news: Pick<NewsEntry, 'problems'> | null): Finding[] {
  return (news?.problems(body) ?? []).map(({ fix, ...problem }) => ({
    ...problem,
    fixes: fix === undefined ? [] : [fix],
  }));
}
