import type { HostCount, Left } from './ledger.ts';

const title = 'What left this machine since this window was opened';

/** What the list says of itself: what is in it, and what is not. */
const notes = [
  'GHSA ids, names of private forks, numbers, branches, people and CVE ids are left out (…),',
  'and the owner of any repository that ghsa.repositories does not name.',
  'Nothing of any text, query or token is kept. The list is in memory only, and is gone with',
  'the window. Practice counts like GitHub. Not in it: what you open in a browser; what',
  'VS Code itself, its Git extension and other extensions send (signing in is VS Code’s);',
  'what you run in a terminal; and file contents that git gets later, as it needs them, from',
  'a repository that is listed.',
];

/** The list as text: the hosts first, then every request, the newest first. Columns are read well by screen readers. */
export function outgoingText(hosts: readonly HostCount[], left: readonly Left[], now: Date): string {
  const total = hosts.reduce((sum, { count }) => sum + count, 0);
  const head = [title, '='.repeat(title.length), '', `Looked at ${stamp(now)}.`, ''];
  if (total === 0) return [...head, 'Nothing yet.', '', ...notes, ''].join('\n');
  const counts = hosts.map(({ host, count, writes }) => [
    host,
    `${count} sent`,
    writes === 0 ? 'nothing that writes' : `${writes} of them write`,
  ]);
  const older = total - left.length;
  return [
    ...head,
    ...table(counts),
    '',
    ...(older > 0 ? [`The last ${left.length} of ${total}:`, ''] : []),
    ...table([heading, ...left.map(row)]),
    '',
    ...notes,
    '',
  ].join('\n');
}

const heading = ['Time (UTC)', 'Method', 'Answer', 'Purpose', 'Host and path', 'Bytes sent'];

function row({ at, method, ended, status, bytes, purpose, host, path }: Left): string[] {
  // Of git and ssh: the exit code.
  const code = /^(?:git |ssh$)/.test(method) ? `exit ${status}` : String(status);
  const answer = !ended ? 'under way' : status === null ? 'none' : code;
  const size = bytes === null ? 'not known' : String(bytes);
  return [stamp(at), method, answer, purpose, `${host}${path}`, size];
}

/** `2026-11-22 03:20:05` */
function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(cells => cells[i]!.length)));
  return rows.map(cells =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
