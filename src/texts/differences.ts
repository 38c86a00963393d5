/** A line of an edited text beside the template's. */
export interface ChangedLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface Differences {
  /** How many lines are not the template's: a line that was changed counts once. */
  readonly lines: number;
  /** All lines in order; empty where the texts are the same. */
  readonly changes: readonly ChangedLine[];
}

/** More cells than this are not compared: what lies between the same beginning and end counts as changed. */
const mostCells = 4_000_000;

/** Where an edited text differs from the template's. Line ends and blank lines at the end do not count. */
export function differences(template: string, edited: string): Differences {
  const [old, now] = [tidy(template), tidy(edited)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = between(old.slice(start, old.length - end), now.slice(start, now.length - end));
  if (middle.length === 0) return { lines: 0, changes: [] };
  const same = (lines: readonly string[]) => lines.map((text): ChangedLine => ({ kind: 'same', text }));
  const changes = [...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))];
  return { lines: counted(changes), changes };
}

function tidy(text: string): string[] {
  return text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
}

/** The longest common subsequence; what goes stands before what comes. */
function between(old: readonly string[], now: readonly string[]): ChangedLine[] {
  const width = now.length + 1;
  if (old.length === 0 || now.length === 0 || old.length * now.length > mostCells) {
    return [
      ...old.map((text): ChangedLine => ({ kind: 'removed', text })),
      ...now.map((text): ChangedLine => ({ kind: 'added', text })),
    ];
  }
  const best = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      best[i * width + j] =
        old[i] === now[j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const changes: ChangedLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push({ kind: 'same', text: old[i]! });
      i++;
      j++;
    } else if (
      i < old.length &&
      (j === now.length || best[(i + 1) * width + j]! >= best[i * width + j + 1]!)
    ) {
      changes.push({ kind: 'removed', text: old[i++]! });
    } else changes.push({ kind: 'added', text: now[j++]! });
  }
  return changes;
}

/** In each run of changes, what went and what came are the same lines as far as there are both. */
function counted(changes: readonly ChangedLine[]): number {
  let [sum, removed, added] = [0, 0, 0];
  for (const { kind } of [...changes, { kind: 'same' } as const]) {
    if (kind === 'removed') removed++;
    else if (kind === 'added') added++;
    else {
      sum += Math.max(removed, added);
      [removed, added] = [0, 0];
    }
  }
  return sum;
}
