import type { Advisory } from '../../../advisory/model.ts';
import type { PortLinks } from '../../port/steps/rememberLinks.ts';
import type { Branch, Member } from '../../../project/index.ts';
import type { Round } from './round.ts';

/** Whose backports are looked for, and what this machine knows already. */
export interface BackportsOf {
  /** `owner/name` of the public repository. */
  readonly repo: string;
  readonly advisory: Advisory;
  readonly links: PortLinks;
  /** Newest first. */
  readonly cycle: { readonly branches: readonly Branch[] };
  readonly members: readonly Member[];
  /** Branches that a coordinator said need none, with the reason. */
  readonly notNeeded: Readonly<Record<string, string>>;
  /** Warnings of the whole that a coordinator said are right so, with the reason. */
  readonly accepted?: Readonly<Record<string, string>>;
  readonly me: string;
  /** Links of the advisories that this machine knows, this one among them or not. */
  readonly known: readonly PortLinks[];
  /** What is read of a repository once, for all advisories of one round. */
  readonly shared?: Round;
}
