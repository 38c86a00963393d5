import { blurb } from '../project/index.ts';
import { error, type Finding } from './finding.ts';

/** What is wrong with the text of a NEWS entry: blurb's own checks, its silent traps, the default role. */
export function checkBlurb(body: string): Finding[] {
  const findings = blurb.problems(body, null).map((message, i) => error(`blurb-${i}`, message));
  const role = blurb.defaultRole(body);
  if (role) {
    const [start, end] = role;
    findings.push({
      ...error(
        'default-role',
        'Single backticks: sphinx-lint refuses them. Use a role or double backticks.',
        role,
      ),
      fixes: [
        {
          id: 'double',
          title: 'Double them',
          text: `${body.slice(0, start)}\`${body.slice(start, end)}\`${body.slice(end)}`,
        },
      ],
    });
  }
  return findings;
}
