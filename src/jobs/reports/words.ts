/** Who made a report, when, and of which GitHub where it is not github.com. */
export interface Made {
  readonly by: string;
  readonly at: Date;
  /** Address of the API of a practice GitHub; null: a real one. */
  readonly practice: string | null;
  /** A GitHub that is not github.com; null: github.com. */
  readonly host: string | null;
}

/** "1 member", "2 members" */
export function number(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c" */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** The last line of a report. */
export function signature({ by, at, practice, host }: Made): string {
  const when = at.toISOString().slice(0, 16).replace('T', ' ');
  const where =
    practice === null
      ? host === null
        ? ''
        : ` on ${host}`
      : ` of a practice GitHub (${practice}): nobody in it exists`;
  return `Made ${when} UTC by ${by}${where}.`;
}
