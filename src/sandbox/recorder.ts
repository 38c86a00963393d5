import type { IncomingHttpHeaders } from 'node:http';

/** One request as it arrived, without its token. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly login: string | null;
  readonly version: string | null;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** 0 where a fault left no answer. */
  readonly status: number;
  readonly answer: unknown;
  /** False where a fault came before anything happened. */
  readonly effect: boolean;
}

/** Headers as they may be kept. */
export function withoutSecrets(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { authorization, cookie, ...rest } = headers;
  return {
    ...rest,
    ...(authorization === undefined ? {} : { authorization: `${authorization.split(' ')[0]} …` }),
    ...(cookie === undefined ? {} : { cookie: '…' }),
  };
}

/** One push: which refs moved where. */
export interface RecordedPush {
  readonly repo: string;
  readonly login: string | null;
  readonly updates: readonly {
    readonly ref: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

/** One request to the API (below its base) or to git, as it arrives and before anything comes of it. */
export type RecordedCall = Pick<Recorded, 'method' | 'path' | 'query' | 'headers'>;

/** What the sandbox was sent. Tests count writes with it. */
export class Recorder {
  /** All of them, in order of arrival. */
  readonly calls: RecordedCall[] = [];
  /** Those to the API, in order of their end. */
  readonly requests: Recorded[] = [];
  readonly pushes: RecordedPush[] = [];
  /** Paths of the pages of its web that were asked for: the release cycle and the members among them. */
  readonly pages: string[] = [];

  clear(): void {
    this.calls.length = 0;
    this.requests.length = 0;
    this.pushes.length = 0;
    this.pages.length = 0;
  }

  /** Requests that change something, by method and path. */
  writes(): Recorded[] {
    return this.requests.filter(({ method }) => method !== 'GET');
  }
}
