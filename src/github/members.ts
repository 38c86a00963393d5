import { parseMembers, strangeLines, type Member } from '../project/members.ts';
import type { Silence } from './deadline.ts';
import { GitHubError } from './errors.ts';
import { fetchPublic, textOf } from './follow.ts';
import type { OnSent } from './sent.ts';

const moved = 'The list of members was moved to another place. Check the setting ghsa.membersUrl.';
const tooLong =
  'What stands at the address of the list of members is far longer than one. Check the setting ghsa.membersUrl.';

export class Members {
  readonly #onSent: OnSent | undefined;
  readonly #silence: Silence | undefined;

  constructor(onSent?: OnSent, silence?: Silence) {
    this.#onSent = onSent;
    this.#silence = silence;
  }

  /**
   * The members of the response team as published. Public, so it is asked for without a token. Never empty.
   * @throws GitHubError when the list cannot be read, or nobody is in it
   */
  async list(url: string, signal?: AbortSignal): Promise<Member[]> {
    return members(await this.#read(url, signal));
  }

  /**
   * The same where nobody may be overlooked.
   * @throws GitHubError when a line makes no sense, too
   */
  async whole(url: string, signal?: AbortSignal): Promise<Member[]> {
    const csv = await this.#read(url, signal);
    const found = members(csv);
    const [line] = strangeLines(csv);
    if (line === undefined) return found;
    throw new GitHubError(
      'malformed',
      `Line ${line} of the list of members names nobody. Have it repaired, or check the setting ghsa.membersUrl.`,
    );
  }

  async #read(url: string, signal: AbortSignal | undefined): Promise<string> {
    try {
      const how = { onSent: this.#onSent, silence: this.#silence, signal, moved };
      const answer = await fetchPublic(how, url);
      // A page about the list has commas too.
      const isPage = /html/i.test(answer.headers.get('content-type') ?? '');
      if (answer.ok) return isPage ? '' : await textOf(answer, tooLong);
    } catch (error) {
      if (signal?.aborted) throw new GitHubError('cancelled', 'Cancelled.');
      if (error instanceof GitHubError) throw error;
    }
    throw new GitHubError(
      'offline',
      'The list of members could not be read. Try again, or check the setting ghsa.membersUrl.',
    );
  }
}

function members(csv: string): Member[] {
  const found = parseMembers(csv);
  if (found.length > 0) return found;
  throw new GitHubError('malformed', 'The list of members names nobody. Check the setting ghsa.membersUrl.');
}
