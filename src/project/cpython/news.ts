import type { NewsEntry } from '../news.ts';
import type { TextProblem } from '../problem.ts';
import { plainWords } from '../rst/plainWords.ts';
import { roleProblems } from '../rst/roles.ts';
import { isNewsPath, newsPath, problems, wrapBody } from './blurb.ts';

const section = 'Security';

/** Blurbs of the section Security. */
export const news: NewsEntry = {
  noun: 'blurb',
  kind: section,
  kindWord: 'Section',
  folder: `Misc/NEWS.d/next/${section}/`,
  form: body => `${Math.max(0, ...body.split('\n').map(({ length }) => length))} columns`,
  isPath: isNewsPath,
  path: ({ issue, date, body }) => newsPath({ issue, date, body, section }),
  issueOf: path => Number(/\.gh-issue-(\d+)\./.exec(path)?.[1] ?? 0) || null,
  isOurs: path => isNewsPath(path) && path.includes(`/${section}/`),
  finish: wrapBody,
  plainWords,
  problems: body => [
    ...problems(body, null).map((message, i): TextProblem => ({
      id: `blurb-${i}`,
      severity: 'error',
      message,
    })),
    ...roleProblems(body, 'sphinx-lint'),
  ],
};
