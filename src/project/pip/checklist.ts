import type { TextProblem } from '../problem.ts';

/**
 * What pip's check of a pull request's body looks for: four boxes of its template, each ticked (pypa/pip
 * `.github/workflows/check-pr-template.yml`). Whoever opens the pull request promises them, so ours come unticked.
 */
const promises = [
  'I agree to follow the [PSF Code of Conduct](https://www.python.org/psf/conduct/).',
  'I have read and have followed the [CONTRIBUTING.md](https://github.com/pypa/pip/blob/main/.github/CONTRIBUTING.md) file.',
  'I have added a news file fragment (or this PR does not need one).',
  'I have read and followed the [AI_POLICY.md](https://github.com/pypa/pip/blob/main/AI_POLICY.md) file, and if any AI tools were used, I have disclosed it below.',
];

export const checklist = ['## PR Checklist:', ...promises.map(promise => `- [ ] ${promise}`)].join('\n');

/** The words of a promise that the check reads; links behind them may change. */
const heads = [
  'I agree to follow the [PSF Code of Conduct]',
  'I have read and have followed the [CONTRIBUTING.md]',
  'I have added a news file fragment',
  'I have read and followed the [AI_POLICY.md]',
];

/** The check fails until every box is there and ticked. It can be mended after the opening, so it does not block. */
export function checklistProblems(body: string): TextProblem[] {
  const lines = body.split('\n');
  const boxOf = (head: string) =>
    lines.findIndex(line => /^\s*- \[\s*[xX]?\s*\]/.test(line) && line.includes(head));
  const missing = heads.filter(head => boxOf(head) < 0);
  if (missing.length > 0) {
    const lacking = promises.filter((_, i) => missing.includes(heads[i]!));
    const text = `${body.trimEnd()}\n\n${lacking.map(promise => `- [ ] ${promise}`).join('\n')}\n`;
    return [
      {
        id: 'checklist',
        severity: 'warning',
        message: "pip's check of pull requests fails without the boxes of its checklist.",
        fix: { id: 'add', title: 'Add them', text },
      },
    ];
  }
  const open = heads
    .map(boxOf)
    .filter(at => /\[\s*\]/.test(lines[at]!.slice(0, lines[at]!.indexOf(']') + 1)));
  if (open.length === 0) return [];
  const text = lines
    .map((line, at) => (open.includes(at) ? line.replace(/\[\s*\]/, '[x]') : line))
    .join('\n');
  return [
    {
      id: 'checklist',
      severity: 'warning',
      message:
        "pip's check of pull requests fails until each promise of the checklist is ticked. Read them first.",
      fix: { id: 'tick', title: 'Tick them: I promise this', text },
    },
  ];
}
