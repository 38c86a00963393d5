import type { AdvisoryFields, FieldName } from '../../advisory/fields.ts';
import type { AdvisoryState } from '../../advisory/model.ts';
import type { Rating } from '../../cvss/index.ts';
import type { Profile } from '../../project/index.ts';

/** A repair: what the fields become, or what the page does. */
export interface Fix {
  readonly id: string;
  readonly title: string;
  readonly change?: Partial<AdvisoryFields>;
  readonly action?: 'proposeFromV3' | 'repairVector' | 'askCredit';
}

/** What a check says about one field of an advisory. */
export interface AdvisoryFinding {
  readonly id: string;
  readonly field: FieldName;
  /** An error is what GitHub would refuse; a warning is for readers; an info is a question. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** UTF-16 offsets into the text of the field. */
  readonly range?: readonly [start: number, end: number];
  /** Row of products, credits or weaknesses. */
  readonly index?: number;
  readonly fixes: readonly Fix[];
}

export interface AdvisoryInput {
  /** As typed. */
  readonly fields: AdvisoryFields;
  /** In the stored title: these were asked of the bot and are no mistake. */
  readonly tags: readonly string[];
  readonly profile: Pick<Profile, 'cna' | 'mail'>;
  /** Who sits here. */
  readonly login: string;
  /** null: a deleted user. */
  readonly author: string | null;
  /** Came by a private report of `author`. */
  readonly reported: boolean;
  /** Of the vector in the making; null while it is not complete. */
  readonly score: { readonly score: number; readonly severity: Rating } | null;
  /** On GitHub. */
  readonly vectors: { readonly v4: string | null; readonly v3: string | null };
  readonly state: AdvisoryState;
  /** What became of credits on GitHub, by lower-case login. */
  readonly creditStates?: Readonly<Record<string, 'accepted' | 'declined' | 'pending'>>;
  /** Names of weaknesses by id; an empty one says that the number is unknown. */
  readonly weaknessNames?: Readonly<Record<string, string>>;
}

export type Check = (input: AdvisoryInput) => AdvisoryFinding[];

/** A finding without a repair; `more` adds place and repairs. */
export function finding(
  field: FieldName,
  severity: AdvisoryFinding['severity'],
  id: string,
  message: string,
  more: Pick<Partial<AdvisoryFinding>, 'range' | 'index' | 'fixes'> = {},
): AdvisoryFinding {
  return { id, field, severity, message, fixes: [], ...more };
}
