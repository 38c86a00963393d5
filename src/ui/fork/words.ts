/** What is not in the fork yet. */
export interface Unpushed {
  readonly commits: number;
  /** Files with changes that are not committed. */
  readonly changed: number;
  readonly stashes: number;
  /** Files and folders that git is told to ignore. */
  readonly ignored?: number;
  /** Did the fork say just now what it has? */
  readonly fresh?: boolean;
}

/** As F2's clone tells it. */
export interface ClonedNumbers {
  readonly received: number;
  readonly getMs: number;
  readonly checkoutMs: number;
  readonly notes: readonly string[];
}

/** "93rp: cloned in 9 s, 1.2 MB fetched." and what is to be known of this clone. */
export function clonedWords(id: string, { received, getMs, checkoutMs, notes }: ClonedNumbers): string {
  const seconds = Math.max(1, Math.round((getMs + checkoutMs) / 1_000));
  return [`${id}: cloned in ${seconds} s, ${bytes(received)} fetched.`, ...notes].join(' ');
}

function bytes(count: number): string {
  if (count < 1_000_000) return `${Math.max(count === 0 ? 0 : 1, Math.round(count / 1_000))} kB`;
  const mega = count / 1_000_000;
  return `${mega < 100 ? mega.toFixed(1) : Math.round(mega)} MB`;
}

/** What would be lost with the clone; null: nothing. */
export function unpushedWords(
  { commits, changed, stashes, ignored = 0, fresh = true }: Unpushed,
  unsaved = 0,
): string | null {
  const parts = [
    ...(commits > 0 ? [`${count(commits, 'commit is', 'commits are')} not pushed`] : []),
    ...(changed > 0 ? [`${count(changed, 'file is', 'files are')} changed and not committed`] : []),
    ...(stashes > 0 ? [`${count(stashes, 'stash is', 'stashes are')} kept`] : []),
    ...(ignored > 0
      ? [`${count(ignored, 'ignored file or folder is', 'ignored files and folders are')} here only`]
      : []),
    ...(unsaved > 0 ? [`${count(unsaved, 'file is', 'files are')} not saved`] : []),
  ];
  const old = fresh ? [] : ['The fork could not be asked, so this is as of the last fetch.'];
  const sentences = [...(parts.length === 0 ? [] : [`${listed(parts)}.`]), ...old];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** "a", "a and b", "a, b and c" */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

export function count(n: number, one: string, several: string): string {
  return `${n} ${n === 1 ? one : several}`;
}
