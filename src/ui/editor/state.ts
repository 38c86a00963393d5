import { fieldsWith, unsaved, type Draft } from '../../advisory/draft.ts';
import { fieldWords } from '../../advisory/fieldWords.ts';
import type { AdvisoryFields, FieldName } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { tagsIn } from '../../advisory/title.ts';
import { parseVector, rating, scoreVector } from '../../cvss/index.ts';
import { criteria } from '../../triage/index.ts';
import type { AdvisoryFacts, Notice } from './protocol.ts';

/** What the page shows of an advisory and nobody edits there. */
export function factsOf(advisory: Advisory, admin: boolean | null): AdvisoryFacts {
  const { repo, ghsaId, state, createdAt, updatedAt, publishedAt, author, reported } = advisory;
  const { creditStates, cvssV4, cvssV3, title } = advisory;
  const tags = tagsIn(title).map(({ tag }) => tag.toUpperCase());
  return {
    ...{ repo, ghsaId, state, tags, createdAt, updatedAt, publishedAt, author, reported },
    ...{ creditStates, cvssV4, cvssV3, admin },
  };
}

/** A field's value as text for people: the two versions of a question are read side by side. */
export function fieldText(name: FieldName, fields: AdvisoryFields): string {
  switch (name) {
    case 'products':
      return fields.products
        .map(({ ecosystem, name: pack, range, patched, functions }) =>
          [
            `${pack} (${ecosystem}) ${range}`,
            patched && `patched in ${patched}`,
            functions.length > 0 && functions.join(', '),
          ]
            .filter(part => part)
            .join(', '),
        )
        .join('\n');
    case 'credits':
      return fields.credits.map(({ login, type }) => `${login}, ${type.replaceAll('_', ' ')}`).join('\n');
    case 'cweIds':
    case 'users':
    case 'teams':
      return fields[name].join('\n');
    default:
      return fields[name];
  }
}

/** Every unsaved field, note, judgement and comment, as text that can be pasted anywhere. */
export function draftText(base: AdvisoryFields, draft: Draft): string {
  const mine = fieldsWith(base, draft);
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const fields = unsaved(base, draft).map(name =>
    [capital(fieldWords(name)), name === 'vector' ? vectorText(draft) : fieldText(name, mine)].join('\n'),
  );
  const notes = Object.entries(draft.notes).map(([metric, why]) => `${metric}: ${why}`);
  const judged = criteria.flatMap(({ id, question }) => {
    const { answer, why } = draft.triage?.[id] ?? { answer: null, why: '' };
    return answer === null ? [] : [`${question} ${answer}${why.trim() === '' ? '' : `. ${why.trim()}`}`];
  });
  const comments = Object.values(draft.comments ?? {}).map(text => ['Comment', text].join('\n'));
  const part = (name: string, lines: string[]) => (lines.length > 0 ? [[name, ...lines].join('\n')] : []);
  return [...fields, ...part('Notes', notes), ...part('Criteria', judged), ...comments].join('\n\n');
}

/** The vector in the making, whole or not. */
export function vectorText({ metrics }: Draft): string {
  return ['CVSS:4.0', ...Object.entries(metrics ?? {}).map(([id, code]) => `${id}:${code}`)].join('/');
}

/** What only an admin may do, ready to be sent to one. */
export function adminRequest(
  { repo, ghsaId, htmlUrl }: Advisory,
  base: AdvisoryFields,
  mine: AdvisoryFields,
): string {
  const difference = (a: readonly string[], b: readonly string[]) => a.filter(name => !b.includes(name));
  const names = (fields: AdvisoryFields) => [...fields.users, ...fields.teams];
  const [added, removed] = [difference(names(mine), names(base)), difference(names(base), names(mine))];
  const wishes = [
    added.length > 0 && `add ${added.join(', ')} as collaborators`,
    removed.length > 0 && `remove ${removed.join(', ')} from its collaborators`,
  ].filter(wish => wish !== false);
  const where = `${ghsaId} of ${repoName(repo)} (${htmlUrl})`;
  return wishes.length > 0
    ? `Could you please ${wishes.join(' and ')}: ${where}?`
    : `Could you please help with the collaborators of ${where}?`;
}

/** What GitHub made of a vector, where that is not what we say; null where both agree. */
export function scoreNotice(sent: string, { cvssV4 }: Advisory): Omit<Notice, 'id'> | null {
  if (sent === '' || !parseVector(sent).ok) return null;
  const ours = scoreVector(sent);
  if (cvssV4 === null)
    return { text: 'GitHub took the save, but shows no v4.0 vector.', warning: true, copy: sent };
  const copy = `ours: ${sent} ${ours.score.toFixed(1)}\nGitHub: ${cvssV4.vector} ${cvssV4.score?.toFixed(1) ?? 'no score'}`;
  if (cvssV4.vector !== sent)
    return { text: `GitHub keeps another vector than was sent: ${cvssV4.vector}.`, warning: true, copy };
  if (cvssV4.score === null || cvssV4.score === ours.score) return null;
  const same = rating(cvssV4.score) === ours.severity;
  const says = `GitHub says ${cvssV4.score.toFixed(1)}, we say ${ours.score.toFixed(1)}.`;
  return {
    text: same
      ? `${says} The rating is the same.`
      : `${says} The rating differs: ${rating(cvssV4.score)} there.`,
    warning: !same,
    copy,
  };
}
