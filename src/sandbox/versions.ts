import { HttpError } from './http.ts';

/** Versions of GitHub's API, the oldest first. Without a header GitHub answers in the first. */
export const versions = ['2022-11-28', '2026-03-10'] as const;
export type Version = (typeof versions)[number];

/** What 2026-03-10 took away, wherever in an answer it stood. */
const removed = new Set(['assignee', 'cvss', 'has_downloads', 'merge_commit_sha', 'rate']);

/** @throws HttpError 400 for a version that GitHub does not have. */
export function versionOf(header: unknown): Version {
  if (header === undefined) return versions[0];
  const found = versions.find(version => version === header);
  if (!found) throw new HttpError(400, `The API version "${String(header)}" is not supported.`);
  return found;
}

/** An answer as that version gives it. */
export function inVersion(version: Version, json: unknown): unknown {
  if (version === versions[0] || typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(entry => inVersion(version, entry));
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key]) => !removed.has(key))
      .map(([key, value]) => [key, inVersion(version, value)]),
  );
}
