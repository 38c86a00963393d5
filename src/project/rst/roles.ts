import type { TextProblem } from '../problem.ts';

/** Single backticks: the default role, which the linters of our projects refuse. Gives the first place, or null. */
export function defaultRole(body: string): [number, number] | null {
  for (const match of body.matchAll(/(^|[^:`\\\w])`(?!`)([^`\n]{1,400})`(?![`_])/g)) {
    const start = match.index + match[1]!.length;
    return [start, match.index + match[0].length];
  }
  return null;
}

/** What linters say against single backticks, with the repair. */
export function roleProblems(body: string, linter: string): TextProblem[] {
  const role = defaultRole(body);
  if (role === null) return [];
  const [start, end] = role;
  const text = `${body.slice(0, start)}\`${body.slice(start, end)}\`${body.slice(end)}`;
  return [
    {
      id: 'default-role',
      severity: 'error',
      message: `Single backticks: ${linter} refuses them. Use a role or double backticks.`,
      range: role,
      fix: { id: 'double', title: 'Double them', text },
    },
  ];
}
