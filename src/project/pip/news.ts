import type { NewsEntry } from '../news.ts';
import { plainWords } from '../rst/plainWords.ts';
import { columns, wrapFragment } from './fragment.ts';
import { fragmentProblems } from './fragmentProblems.ts';
import { parseFragment, type Fragment } from './towncrier.ts';

/** News fragments of bug fixes: `news/1234.bugfix.rst` (pip's `docs/html/development/contributing.rst`). */
export const news: NewsEntry = {
  noun: 'news fragment',
  kind: 'bugfix',
  kindWord: 'Type',
  folder: 'news/',
  form: body => `${columns(wrapFragment(body))} columns`,
  // A vendored library and a process have entries of their own beside the one of the fix.
  isPath: path => !['vendor', 'process', undefined].includes(fragmentOf(path)?.type),
  path: ({ issue }) => `news/${issue}.bugfix.rst`,
  issueOf: path => {
    const issue = fragmentOf(path)?.issue ?? '';
    return /^\d{1,9}$/.test(issue) ? Number(issue) || null : null;
  },
  // Its hook refuses the counters that towncrier knows.
  isOurs: path => /^news\/[1-9]\d*\.bugfix\.rst$/.test(path),
  finish: wrapFragment,
  plainWords,
  problems: fragmentProblems,
};

function fragmentOf(path: string): Fragment | null {
  const name = /^news\/([^/]+\.rst)$/.exec(path)?.[1];
  return name === undefined ? null : parseFragment(name);
}
