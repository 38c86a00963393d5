import { wholeAnswer, type Silence } from './deadline.ts';
import { GitHubError } from './errors.ts';
import { isLoopback } from './host.ts';
import { tellingFetch, type OnSent } from './sent.ts';

/** More redirects than this are a loop. */
const mostHops = 5;

/** Milliseconds: these files are of some kilobytes. */
const longest = 60_000;

export interface PublicOptions {
  readonly onSent: OnSent | undefined;
  readonly signal: AbortSignal | undefined;
  readonly silence: Silence | undefined;
  /** The sentence where it leads elsewhere. */
  readonly moved: string;
}

/** Bytes: files of this kind have some kilobytes. No more is read of one that is longer. */
const most = 256 * 1024;

/**
 * Reads a public file, followed only where its address stays at its own host and encrypted: what is sent goes to the
 * hosts that a setting names, and each request is told of. Of what is no file no body is read.
 * @throws GitHubError when it leads elsewhere; SilentError; HalfError
 */
export async function fetchPublic({ onSent, moved, ...how }: PublicOptions, url: string): Promise<Response> {
  for (let hop = 0; hop <= mostHops; hop++) {
    const from = url;
    const answer = await wholeAnswer(signal => tellingFetch(onSent, from, { redirect: 'manual', signal }), {
      ...how,
      total: longest,
      enough: most + 1,
      reads: status => status < 300,
    });
    const isRedirect = [301, 302, 303, 307, 308].includes(answer.status);
    // Electron's own fetch hides the address.
    if (!isRedirect && answer.type !== 'opaqueredirect') return answer;
    const to = answer.headers.get('location');
    if (to === null || !URL.canParse(to, url)) break;
    const next = new URL(to, url);
    const safe = next.protocol === 'https:' || isLoopback(next.hostname);
    if (!safe || next.origin !== new URL(url).origin) break;
    url = next.href;
  }
  throw new GitHubError('malformed', moved);
}

/**
 * The text of such a file; never a part of one, which would leave something out.
 * @throws GitHubError with the sentence `tooLong`
 */
export async function textOf(answer: Response, tooLong: string): Promise<string> {
  const bytes = await answer.arrayBuffer();
  if (bytes.byteLength > most) throw new GitHubError('malformed', tooLong);
  return new TextDecoder().decode(bytes);
}
