import type { NewsEntry, NewsProblem } from '../news.ts';
import { defaultRole, isNewsPath, newsPath, plainWords, problems, wrapBody } from './blurb.ts';

const section = 'Security';

/** Blurbs of the section Security. */
export const news: NewsEntry = {
  noun: 'blurb',
  kind: section,
  kindWord: 'Section',
  form: body => `${Math.max(0, ...body.split('\n').map(({ length }) => length))} columns`,
  isPath: isNewsPath,
  path: ({ issue, date, body }) => newsPath({ issue, date, body, section }),
  issueOf: path => Number(/\.gh-issue-(\d+)\./.exec(path)?.[1] ?? 0) || null,
  isOurs: path => isNewsPath(path) && path.includes(`/${section}/`),
  finish: wrapBody,
  plainWords,
  problems: body => [
    ...problems(body, null).map((message, i): NewsProblem => ({
      id: `blurb-${i}`,
      severity: 'error',
      message,
    })),
    ...roleProblems(body),
  ],
};

function roleProblems(body: string): NewsProblem[] {
  const role = defaultRole(body);
  if (role === null) return [];
  const [start, end] = role;
  const text = `${body.slice(0, start)}\`${body.slice(start, end)}\`${body.slice(end)}`;
  return [
    {
      id: 'default-role',
      severity: 'error',
      message: 'Single backticks: sphinx-lint refuses them. Use a role or double backticks.',
      range: role,
      fix: { id: 'double', title: 'Double them', text },
    },
  ];
}
