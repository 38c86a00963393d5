import { branchStatuses, type Branch, type BranchStatus } from './types.ts';

/** More lines than Python will have in a lifetime: somebody else's file. */
const mostLines = 500;

export interface ParsedCycle {
  /** Newest first. */
  readonly branches: readonly Branch[];
  /** What was left out and why, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * Reads the release cycle (python/peps `release_management/serialize.py`), newest first. It is somebody else's file:
 * what makes no sense is left out, and what might matter of it is named.
 */
export function parseReleaseCycle(json: unknown): ParsedCycle {
  const lines = linesOf(json);
  if (lines === null)
    return { branches: [], problems: ['The release cycle is not in a form that is known.'] };
  const problems: string[] = [];
  const branches: Branch[] = [];
  if (lines.length > mostLines)
    problems.push(`The release cycle has ${lines.length} lines; ${mostLines} were read.`);
  for (const [version, entry] of lines.slice(0, mostLines)) {
    const line = branchOf(version, entry);
    if (typeof line === 'string') problems.push(line);
    else if (branches.some(({ branch }) => branch === line.branch))
      problems.push(`The release cycle names the branch ${line.branch} twice; ${line.version} was left out.`);
    else branches.push(line);
  }
  return { branches: branches.sort(newestFirst), problems };
}

/** Both forms that peps publishes: by version, and the whole table, which has the versions below `metadata`. */
function linesOf(json: unknown): [string, unknown][] | null {
  if (!isObject(json)) return null;
  const table = isObject(json['metadata']) ? json['metadata'] : json;
  return Object.entries(table);
}

/** The branch of a line, or the sentence why it was left out. */
function branchOf(version: string, entry: unknown): Branch | string {
  const name = shown(version);
  if (!/^\d{1,3}\.\d{1,3}$/.test(version)) return `The release cycle names ${name}, which is no version.`;
  if (!isObject(entry)) return `The release cycle says nothing of ${name}.`;
  const status = entry['status'];
  if (!isStatus(status))
    return `The release cycle gives ${name} a status that is not known: ${shown(status)}. The branch is left out.`;
  const branch = entry['branch'] ?? (status === 'feature' ? 'main' : version);
  if (typeof branch !== 'string' || !(branch === version || /^[a-z][\w-]{0,38}$/i.test(branch)))
    return `The release cycle gives ${name} a branch that is not usable. The branch is left out.`;
  return {
    branch,
    version,
    status,
    releaseManager: nameOf(entry['release_manager'] ?? entry['release-manager']),
    firstRelease: dateOf(entry['first_release'] ?? entry['first-release']),
    endOfLife: dateOf(entry['end_of_life'] ?? entry['end-of-life']),
  };
}

/** A date with or without its day; older files had words like "TBD" there. */
function dateOf(value: unknown): string | null {
  const match = typeof value === 'string' ? /^\d{4}-(\d\d)(?:-(\d\d))?$/.exec(value) : null;
  if (!match) return null;
  const [month, day] = [Number(match[1]), Number(match[2] ?? 1)];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? match[0] : null;
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const name = value
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 80);
  return name === '' ? null : name;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : typeof value;
  return `"${text.replace(/\p{C}+/gu, ' ').slice(0, 30)}"`;
}

function isStatus(value: unknown): value is BranchStatus {
  return (branchStatuses as readonly unknown[]).includes(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `3.9` is older than `3.14`. */
export function newestFirst(a: Pick<Branch, 'version'>, b: Pick<Branch, 'version'>): number {
  const [left, right] = [a, b].map(({ version }) => version.split('.').map(Number)) as [number[], number[]];
  return right[0]! - left[0]! || right[1]! - left[1]!;
}
