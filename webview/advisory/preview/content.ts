import { replyToOf } from '../../../src/project/profile.ts';
import { announcement, cveRecord, type Mail } from '../../../src/texts/index.ts';
import { chosenOf, printVector, scoreOf, type Rating } from '../../../src/cvss/index.ts';
import type { AdvisoryFields } from '../../../src/advisory/fields.ts';
import type { EditorState } from '../../../src/ui/editor/protocol.ts';

/** What a preview is made of: the fields as they would be sent, or as they are on GitHub. */
export interface Source {
  readonly fields: AdvisoryFields;
  readonly score: { readonly vector: string; readonly score: number; readonly severity: Rating } | null;
}

/** With the score of the vector that the fields carry, if it is one: what is being chosen may be sent only in part. */
export function sourceOf(fields: AdvisoryFields): Source {
  const chosen = chosenOf(fields.vector);
  const score = scoreOf(chosen);
  return {
    fields,
    score: score && { vector: printVector(chosen), score: score.score, severity: score.severity },
  };
}

/** The announcement as it would be sent now. */
export function mailOf({ fields, score }: Source, { repo, profile: { mail }, settings }: EditorState): Mail {
  return announcement({
    project: mail?.project ?? repo,
    to: settings.mailTo,
    replyTo: replyToOf(mail, settings.mailTo),
    title: fields.title,
    description: fields.description,
    cveId: fields.cveId,
    severity: score?.severity ?? null,
    pullUrl: null,
  });
}

/** The CVE record as far as it can be made now. */
export function recordOf(
  { fields, score }: Source,
  { repo, profile, facts }: EditorState,
  weaknessNames: Readonly<Record<string, string>>,
): { readonly text: string; readonly missing: readonly string[] } {
  const declined = Object.entries(facts?.creditStates ?? {}).flatMap(([login, state]) =>
    state === 'declined' ? [login] : [],
  );
  const { record, missing } = cveRecord({
    fields,
    score,
    issueUrl: null,
    pullUrl: null,
    archiveUrl: null,
    creditNames: {},
    declined,
    weaknessNames,
    projectRepo: repo,
    cna: profile.cna,
  });
  return { text: JSON.stringify(record, null, 2), missing };
}
