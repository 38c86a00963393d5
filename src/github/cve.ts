import { wholeAnswer, type Silence } from './deadline.ts';
import { GitHubError } from './errors.ts';
import { isLoopback, SettingError } from './host.ts';
import { tellingFetch, type OnSent } from './sent.ts';
import { maybe, text } from './shape.ts';

/** Milliseconds for a whole record. */
const longest = 30_000;

/** No record is as long; what is cut off here is no JSON. */
const mostBytes = 16 * 1024 * 1024;

/** What the public CVE services have of an id. `none`: it is reserved, or nobody's: they do not tell which. */
export type CveState = 'published' | 'rejected' | 'none';

/** The public CVE services. Asked only when somebody wants to know: asking says which id somebody waits for. */
export class Cve {
  readonly #onSent: OnSent | undefined;
  readonly #silence: Silence | undefined;

  constructor(onSent?: OnSent, silence?: Silence) {
    this.#onSent = onSent;
    this.#silence = silence;
  }

  /**
   * The state of an id's record. Public, so it is asked for without a token. `url`: `https://cveawg.mitre.org/api`.
   * @throws GitHubError when it cannot be read
   */
  async state(url: string, id: string, signal?: AbortSignal): Promise<CveState> {
    const address = addressOf(url, id);
    let answer: Response;
    let data: unknown;
    try {
      const headers = { accept: 'application/json' };
      answer = await wholeAnswer(
        stop =>
          tellingFetch(this.#onSent, address, {
            ...{ redirect: 'error', credentials: 'omit', headers },
            signal: stop,
          }),
        { silence: this.#silence, signal, total: longest, enough: mostBytes },
      );
      data = await answer.json();
    } catch {
      if (signal?.aborted) throw new GitHubError('cancelled', 'Cancelled.');
      throw unread();
    }
    const { error, cveMetadata } = maybe(data);
    // Any other 404 is a wrong address, and says nothing of the id.
    if (answer.status === 404 && error === 'CVE_RECORD_DNE') return 'none';
    const metadata = maybe(cveMetadata);
    if (!answer.ok || text(metadata, 'cveId').toUpperCase() !== id.toUpperCase()) throw unread();
    const state = text(metadata, 'state');
    if (state === 'PUBLISHED') return 'published';
    if (state === 'REJECTED') return 'rejected';
    throw unread();
  }
}

function addressOf(url: string, id: string): URL {
  const base = URL.canParse(url) ? new URL(url) : null;
  const safe = base?.protocol === 'https:' || (base?.protocol === 'http:' && isLoopback(base.hostname));
  if (!base || !safe) {
    throw new SettingError('The setting ghsa.cveUrl is no https address. Correct it, then try again.');
  }
  return new URL(`${base.href.replace(/\/+$/, '')}/cve/${encodeURIComponent(id)}`);
}

function unread(): GitHubError {
  return new GitHubError(
    'offline',
    'The CVE services did not say whether the record is published. Try again, or check the setting ghsa.cveUrl.',
  );
}
