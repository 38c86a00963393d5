import type { Silence } from './deadline.ts';
import { GitHubError } from './errors.ts';
import { fetchPublic, textOf } from './follow.ts';
import { isLoopback } from './host.ts';
import type { OnSent } from './sent.ts';

const moved = 'The release cycle was moved to another place. Check the setting ghsa.releaseCycleUrl.';
const none =
  'What stands at the address of the release cycle is none. Check the setting ghsa.releaseCycleUrl.';

/**
 * A project's release cycle as published: whatever JSON stands there. Public, so it is asked for without a token.
 * @throws GitHubError with one sentence
 */
export async function readReleaseCycle(
  url: string,
  {
    signal,
    onSent,
    silence,
  }: {
    readonly signal?: AbortSignal | undefined;
    readonly onSent?: OnSent | undefined;
    readonly silence?: Silence | undefined;
  } = {},
): Promise<unknown> {
  if (!isSafe(url))
    throw new GitHubError(
      'invalid',
      'The release cycle is read by https only. Correct the setting ghsa.releaseCycleUrl.',
    );
  let text: string | null = null;
  try {
    const answer = await fetchPublic({ onSent, signal, silence, moved }, url);
    if (answer.ok) text = await textOf(answer, none);
  } catch (error) {
    if (signal?.aborted) throw new GitHubError('cancelled', 'Cancelled.');
    if (error instanceof GitHubError) throw error;
  }
  if (text === null)
    throw new GitHubError(
      'offline',
      'The release cycle could not be read. Try again, or check the setting ghsa.releaseCycleUrl.',
    );
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new GitHubError('malformed', none);
  }
}

/** By https, or from this machine. */
function isSafe(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.hostname));
}
