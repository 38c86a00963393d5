import { GitHubError } from './errors.ts';

/** How long whoever was asked may say nothing. */
export interface Silence {
  /** Milliseconds until the first word of an answer, and between any two parts of it. */
  readonly limit: number;
  /** Calls once after so many milliseconds, unless disposed of before. */
  readonly after: (milliseconds: number, call: () => void) => { dispose(): void };
}

/** As long as git waits (`http.lowSpeedTime`). Node itself waits for five minutes. */
export const usualSilence: Silence = {
  limit: 60_000,
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Nothing came for so many milliseconds; or not all of it, where that was limited. */
export class SilentError extends Error {
  override readonly name = 'SilentError';
  readonly limit: number;

  constructor(limit: number) {
    super(`No answer came within ${limit / 1000} seconds.`);
    this.limit = limit;
  }
}

/** Status and headers came, and then the connection ended within the body. */
export class HalfError extends Error {
  override readonly name = 'HalfError';

  constructor(cause: unknown) {
    super('The answer broke off.', { cause });
  }
}

export interface Patience {
  readonly silence?: Silence | undefined;
  readonly signal?: AbortSignal | null | undefined;
  /** Milliseconds for the whole answer, in place of the limit between its parts: a drip is no silence. */
  readonly total?: number | undefined;
  /** No more is read once so many bytes are there. */
  readonly enough?: number | undefined;
  /** Of what has another status no body is read. */
  readonly reads?: ((status: number) => boolean) | undefined;
}

/**
 * An answer with all of its body, which has arrived then. Octokit takes a body that breaks off for an empty one, and
 * waits for one that stalls.
 * @param ask asks; it ends with the signal that it is given
 * @throws SilentError; HalfError; whatever `ask` throws; what `signal` was aborted with
 */
export async function wholeAnswer(
  ask: (signal: AbortSignal) => Promise<Response>,
  { silence = usualSilence, signal, total, enough = Infinity, reads = () => true }: Patience,
): Promise<Response> {
  const stop = new AbortController();
  const cancel = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  const heard = listen(silence, total, error => stop.abort(error));
  try {
    const answer = await heard.next(ask(stop.signal));
    if (answer.body === null) return answer;
    const { status, statusText, headers } = answer;
    if (!reads(status)) {
      leave(answer.body);
      return new Response(null, { status, statusText, headers });
    }
    const bytes = await bodyOf(answer.body, part => heard.next(part), enough).catch((error: unknown) => {
      throw stop.signal.aborted ? error : new HalfError(error);
    });
    return new Response(bytes, { status, statusText, headers });
  } finally {
    heard.dispose();
    signal?.removeEventListener('abort', cancel);
  }
}

/** `next` waits for one part; where none comes in time it fails, even if nobody ends what it waits for. */
function listen({ limit, after }: Silence, total: number | undefined, silent: (error: SilentError) => void) {
  let timer: { dispose(): void } | null = null;
  let over: SilentError | null = null;
  let fail: (error: SilentError) => void = () => undefined;
  const dispose = () => timer?.dispose();
  const within = (milliseconds: number) =>
    after(milliseconds, () => {
      over = new SilentError(milliseconds);
      fail(over);
      silent(over);
    });
  const next = <T>(part: Promise<T>): Promise<T> =>
    new Promise<T>((done, failed) => {
      fail = failed;
      if (total === undefined) dispose();
      if (total === undefined || timer === null) timer = within(total ?? limit);
      part.then(done, failed);
      // Whoever sends without an end need not end with the signal.
      if (over) return failed(over);
    });
  return { next, dispose };
}

async function bodyOf(
  body: ReadableStream<Uint8Array>,
  next: <T>(part: Promise<T>) => Promise<T>,
  enough: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0; size < enough;) {
    const { done, value } = await next(reader.read());
    if (done) return Buffer.concat(parts);
    parts.push(value);
    size += value.length;
  }
  leave(reader);
  return Buffer.concat(parts);
}

/** Whoever sends without an end need not agree. */
function leave(body: { cancel(): Promise<void> }): void {
  body.cancel().catch(() => undefined);
}

/** What GitHub's silence means for who asked: of a write it is not known whether it was done. */
export function silentGitHub({ limit }: SilentError, writes: boolean): GitHubError {
  const silent = `GitHub was silent for ${Math.round(limit / 1000)} seconds`;
  return new GitHubError(
    'offline',
    writes
      ? `${silent}, so it is not known whether this arrived. Try again: what is there is looked at first.`
      : `${silent}. Check the network, then try again.`,
  );
}
