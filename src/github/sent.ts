/** A request as it leaves: no body, no header. Whoever keeps it leaves out its query and its ids. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  /** Bytes of its body. */
  readonly bytes: number;
}

/** Told of a request when it leaves; what it gives back is told how it ended (null: no answer came). */
export type OnSent = (sent: Sent) => (status: number | null) => void;

/** `fetch`, of which somebody is told. What it follows to another address is a request of its own. */
export async function tellingFetch(
  onSent: OnSent | undefined,
  url: string | URL,
  init: RequestInit = {},
): Promise<Response> {
  const method = init.method ?? 'GET';
  const asked = String(url);
  const ended = tell(onSent, { method, url: asked, bytes: sizeOf(init.body) });
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    ended(null);
    throw error;
  }
  ended(answer.status);
  if (answer.redirected) tell(onSent, { method, url: answer.url, bytes: 0 })(answer.status);
  return answer;
}

/** A watcher that breaks breaks nothing that it watches. */
function tell(onSent: OnSent | undefined, sent: Sent): (status: number | null) => void {
  const ended = quietly(() => onSent?.(sent));
  return status => quietly(() => ended?.(status));
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** Octokit sends text; nothing of ours sends streams. */
function sizeOf(body: RequestInit['body']): number {
  if (typeof body === 'string') return Buffer.byteLength(body);
  return body instanceof Uint8Array ? body.byteLength : 0;
}
