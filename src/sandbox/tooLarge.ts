import { HttpError } from './http.ts';

const mostLines = 20_000;
const mostFiles = 300;

/** As GitHub does for a pull request as diff or patch: one that is too large is not sent (facts/ghsa-api.md 3.3). */
export function refuseTooLarge(diff: Buffer): void {
  const text = diff.toString('latin1');
  const count = (what: RegExp) => text.match(what)?.length ?? 0;
  if (count(/^diff --git /gm) > mostFiles) refuse(`files (${mostFiles})`);
  if (count(/\n/g) > mostLines) refuse(`lines (${mostLines})`);
}

function refuse(what: string): never {
  throw new HttpError(406, `Sorry, the diff exceeded the maximum number of ${what}`, [
    { resource: 'PullRequest', field: 'diff', code: 'too_large' },
  ]);
}
