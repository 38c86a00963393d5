import { GitHubError } from '../../github/index.ts';

/**
 * All of a list that comes in pages. It may take as long as it takes, but ends when GitHub is silent for so many
 * milliseconds.
 */
export async function allOf<T>(
  pages: (signal: AbortSignal) => AsyncIterable<readonly T[]>,
  patience: number,
): Promise<T[]> {
  const stop = new AbortController();
  let silence: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(silence);
    silence = setTimeout(() => stop.abort(), patience);
  };
  try {
    const all: T[] = [];
    wait();
    for await (const page of pages(stop.signal)) {
      all.push(...page);
      wait();
    }
    return all;
  } finally {
    clearTimeout(silence);
  }
}

/** Why something could not be read, as a sentence. What is no answer of GitHub is a bug of ours, and is called that. */
export function readingProblem(error: unknown): string {
  if (!(error instanceof GitHubError)) return 'This failed inside GHSA Coordinator. The log has the detail.';
  return error.kind === 'cancelled' ? 'GitHub does not answer. Try again.' : error.message;
}
