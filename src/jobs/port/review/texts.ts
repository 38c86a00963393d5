import { scanText, type Secrets } from '../../../embargo/index.ts';
import type { Profile } from '../../../project/index.ts';
import { leakFinding } from '../../line/finding.ts';
import { messageOf } from '../declassify.ts';
import type { peopleOf } from '../people.ts';
import { portFields, type PortDraft, type PortField } from '../types.ts';
import type { PortIssue } from './finding.ts';

/** Leaks in the texts that will be sent. */
export function textFindings(
  draft: PortDraft,
  profile: Profile,
  people: ReturnType<typeof peopleOf>,
  secrets: Secrets,
): PortIssue[] {
  return portFields.flatMap(field => inField(field, draft, profile, people, secrets));
}

function inField(
  field: PortField,
  draft: PortDraft,
  profile: Profile,
  people: ReturnType<typeof peopleOf>,
  secrets: Secrets,
): PortIssue[] {
  if (field === 'commit.blurb' && profile.news === null) return [];
  if (draft.existingIssue !== null && (field === 'issue.title' || field === 'issue.body')) return [];
  const own = draft.texts[field];
  // As it will be written: the message with its co-authors, the blurb wrapped.
  const blurb = field === 'commit.blurb' ? (profile.news?.finish(own) ?? own) : own;
  const text = messageOf({ texts: { ...draft.texts, [field]: blurb }, coAuthors: people.coAuthors }, field);
  return scanText(text, secrets).map(leak => leakFinding(field, leak, text, own));
}
