import { JobError } from '../errors.ts';

/**
 * What was confirmed is sent as the account that the page named, and as no other: its name is under it for good, and
 * what is there of ours already is found by it.
 * @throws JobError `changed`
 */
export function sameAccount({ login }: { readonly login: string }, me: { readonly login: string }): void {
  if (login.toLowerCase() === me.login.toLowerCase()) return;
  throw new JobError(
    'changed',
    `This was confirmed as ${login}, and you are signed in as ${me.login}. Sign in as ${login}, then continue.`,
  );
}
