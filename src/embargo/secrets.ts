/**
 * How far an advisory has come. `embargo`: nothing is public. `announced`: the e-mail is out, and only tokens,
 * private addresses and the private fork's name are still secret.
 */
export type Stage = 'embargo' | 'announced';

/** What must not cross the public line for one advisory. */
export interface Secrets {
  readonly stage: Stage;
  readonly ghsaId: string;
  /** `owner/name` of the temporary private fork. */
  readonly forkFullName: string | null;
  readonly cveId: string | null;
  /** Is the CVE record out? Until then its id is secret (PSRT policy of June 2026). */
  readonly cvePublished: boolean;
  /** The report: twelve words in a row of it are worth a warning. */
  readonly description: string;
  /** Addresses that the coordinator chose to make public. */
  readonly allowedEmails: readonly string[];
}
