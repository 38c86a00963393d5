import type { Recorder } from '../../src/sandbox/recorder.ts';
import type { Canary } from './canary.ts';
import { lines } from './look.ts';

/** The advisory itself, and its private fork: they hold its words, and their paths its name. */
const isPrivate = (path: string) =>
  /^\/repos\/[^/]+\/[^/]+\/security-advisories(\/|$)/i.test(path) ||
  /^\/(?:repos\/)?[^/]+\/[^/]+-ghsa(-\w{4}){3}/i.test(path);

/**
 * The canaries of every request, whether GitHub keeps what it is about private or not: queries and headers lie in logs
 * of everybody between, so nothing is in any; a token or a mail is in no body, and the rest only where it belongs.
 */
export function inRequests({ calls, requests }: Recorder, canaries: readonly Canary[]): string[] {
  const secret = canaries.filter(({ kind }) => kind === 'token' || kind === 'mail');
  return [
    ...calls.flatMap(({ method, path, query, headers }) => [
      ...lines(`path of ${method}`, path, isPrivate(path) ? notNames(canaries) : canaries),
      ...lines(`query of ${method} ${path}`, query, canaries),
      ...lines(`headers of ${method} ${path}`, JSON.stringify(headers), canaries),
    ]),
    ...requests.flatMap(({ method, path, body }) =>
      lines(`body of ${method} ${path}`, JSON.stringify(body) ?? '', isPrivate(path) ? secret : canaries),
    ),
  ];
}

const notNames = (canaries: readonly Canary[]) => canaries.filter(({ kind }) => kind !== 'name');
