import { fixesFor, scanText, type LeakFinding, type Secrets } from '../../../embargo/index.ts';
import type { Profile } from '../../../project/index.ts';
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
  if (field === 'commit.blurb' && profile.section === null) return [];
  if (draft.existingIssue !== null && (field === 'issue.title' || field === 'issue.body')) return [];
  const own = draft.texts[field];
  // As it will be written: the message with its co-authors, the blurb wrapped.
  const blurb = field === 'commit.blurb' ? profile.finishBlurb(own) : own;
  const text = messageOf({ texts: { ...draft.texts, [field]: blurb }, coAuthors: people.coAuthors }, field);
  return scanText(text, secrets).map(leak => leakFinding(field, leak, text, own));
}

/** A leak, with its place and its repairs in the text that the coordinator edits. */
function leakFinding(field: PortField, leak: LeakFinding, text: string, own: string): PortIssue {
  const shown = own.slice(leak.start, leak.end) === text.slice(leak.start, leak.end);
  return {
    id: `${field}:${leak.id}`,
    field,
    severity: leak.severity === 'refused' ? 'error' : 'warning',
    message: leak.message,
    range: shown ? [leak.start, leak.end] : null,
    fixes: shown ? fixesFor(leak, own) : [],
    overrulable: true,
    kept: null,
    leak: true,
  };
}
