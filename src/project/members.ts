import { isLogin } from '../advisory/login.ts';

/** One member of a response team, as the team publishes its list. */
export interface Member {
  readonly name: string;
  readonly login: string;
  readonly admin: boolean;
  readonly releaseManager: boolean;
}

/**
 * Reads the devguide's `psrt.csv`: `Name,login,Notes`, without a header (one is left out too). Notes may be several
 * in quotes. Lines that make no sense are left out; it is somebody else's file.
 */
export function parseMembers(csv: string): Member[] {
  const seen = new Set<string>();
  return linesOf(csv).flatMap((line): Member[] => {
    const member = memberOf(line);
    if (member === null || member === 'header' || seen.has(member.login.toLowerCase())) return [];
    seen.add(member.login.toLowerCase());
    return [member];
  });
}

/** The numbers (from 1) of the lines that name nobody: who judges members by the list must not overlook one. */
export function strangeLines(csv: string): number[] {
  return linesOf(csv).flatMap((line, at) => (line.trim() !== '' && memberOf(line) === null ? [at + 1] : []));
}

function linesOf(csv: string): string[] {
  return csv.split(/\r\n|\r|\n/);
}

function memberOf(line: string): Member | 'header' | null {
  // `trim` takes a byte order mark away too.
  const [name = '', handle = '', ...notes] = cellsOf(line.trim()) ?? [];
  const login = handle.replace(/^@\s*/, '');
  if (isHeader(name, login)) return 'header';
  if (!isLogin(login)) return null;
  const roles = notes
    .join(',')
    .toLowerCase()
    .split(/\s*[,;/]\s*/);
  return {
    name: name || login,
    login,
    admin: roles.includes('admin'),
    releaseManager: roles.includes('release manager'),
  };
}

function isHeader(name: string, login: string): boolean {
  return /^name$/i.test(name) && /^(?:github )?(?:login|user|username|github|handle)$/i.test(login);
}

/** The cells of a line, as in RFC 4180 but for line ends in quotes: a stray quote must not swallow who follows. */
function cellsOf(line: string): string[] | null {
  const cell = /(?:\s*"((?:[^"]|"")*)"\s*|((?!\s*")[^,]*))(,|$)/y;
  const cells: string[] = [];
  for (;;) {
    const found = cell.exec(line);
    if (!found) return null;
    const [, quoted, plain = '', end] = found;
    cells.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === '') return cells;
  }
}
