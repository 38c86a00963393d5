import type { GitSent } from '../../git/index.ts';
import type { Sent } from '../../github/index.ts';
import { maskedPath, maskedRemote, maskedRoute, type Shown } from './mask.ts';
import { purposeOf } from './purpose.ts';

/** One thing that left this machine. Nothing in it names an advisory or says what was written. */
export interface Left {
  readonly at: Date;
  /** `GET`; `git fetch`; `ssh` */
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** Of an answer; of git: how it ended. null: none yet, or none came. */
  status: number | null;
  /** false: it is under way. */
  ended: boolean;
  /** Of what was sent; null: git does not say. */
  readonly bytes: number | null;
  readonly purpose: string;
}

/** How much left for one host since the window was opened. */
export interface HostCount {
  readonly host: string;
  readonly count: number;
  /** Those that may change something there. */
  readonly writes: number;
}

/** More than these are counted only. */
const most = 2_000;

/** What left this machine since this window was opened: in memory only, masked before it is kept. */
export class Ledger {
  readonly #shown: () => Shown;
  readonly #now: () => Date;
  readonly #left: Left[] = [];
  readonly #hosts = new Map<string, { count: number; writes: number }>();

  constructor(shown: () => Shown, now: () => Date = () => new Date()) {
    this.#shown = shown;
    this.#now = now;
  }

  /** The newest first. */
  get left(): readonly Left[] {
    return this.#left.toReversed();
  }

  get hosts(): readonly HostCount[] {
    return [...this.#hosts]
      .map(([host, counted]) => ({ host, ...counted }))
      .sort((a, b) => b.count - a.count || (a.host < b.host ? -1 : 1));
  }

  /** Of the API, at whose address every path is a route. */
  readonly github = (sent: Sent) => this.#request(sent, path => maskedRoute(path, this.#shown()));

  /** Of any other address. */
  readonly elsewhere = (sent: Sent) => this.#request(sent, maskedPath);

  readonly git = ({ verb, url }: GitSent) => {
    const where = maskedRemote(url, this.#shown());
    const purpose = { push: 'Send commits', ssh: 'Read whom ssh signs in' }[verb] ?? 'Get commits';
    const method = verb === 'ssh' ? verb : `git ${verb}`;
    return this.#keep({ method, ...where, bytes: null, purpose }, verb === 'push');
  };

  #request({ method, url, bytes }: Sent, mask: (path: string) => string) {
    const { host, pathname } = new URL(url);
    const path = mask(pathname);
    const purpose = purposeOf(method, path);
    return this.#keep({ method, host, path, bytes, purpose }, method !== 'GET' && method !== 'HEAD');
  }

  #keep(sent: Omit<Left, 'at' | 'status' | 'ended'>, writes: boolean): (status: number | null) => void {
    const left: Left = { ...sent, at: this.#now(), status: null, ended: false };
    const counted = this.#hosts.get(left.host) ?? { count: 0, writes: 0 };
    this.#hosts.set(left.host, { count: counted.count + 1, writes: counted.writes + Number(writes) });
    this.#left.push(left);
    if (this.#left.length > most) this.#left.shift();
    return status => Object.assign(left, { status, ended: true });
  }
}
