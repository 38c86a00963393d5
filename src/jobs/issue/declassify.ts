import type { PublicText, Secrets } from '../../embargo/index.ts';
import { crossing } from '../line/cross.ts';
import type { IssueRecord } from './record.ts';
import type { IssueField } from './types.ts';

/** Everything that becomes public, as values that only `declassify` can make. */
export interface PublicIssueTexts {
  readonly texts: Readonly<Record<IssueField, PublicText>>;
  readonly labels: readonly PublicText[];
}

/**
 * Carries everything that was confirmed over the public line.
 * @throws JobError `findings` when something would leak that nobody overruled.
 */
export function declassifyIssue(
  { confirmed: { texts, labels, overruled } }: Pick<IssueRecord, 'confirmed'>,
  secrets: Secrets,
): PublicIssueTexts {
  const cross = (text: string, where: string) => crossing(text, where, secrets, overruled);
  return {
    texts: {
      'issue.title': cross(texts['issue.title'], 'issue.title'),
      'issue.body': cross(texts['issue.body'], 'issue.body'),
    },
    labels: labels.map(label => cross(label, 'labels')),
  };
}
