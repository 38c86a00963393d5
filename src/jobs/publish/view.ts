import type { Advisory } from '../../advisory/model.ts';

/** Everything of an advisory that everybody reads once it is published, in GitHub's own words and order. */
export interface PublishView {
  /** As GitHub has it, tags included. */
  readonly title: string;
  readonly description: string;
  /** "High 8.3", or empty. */
  readonly severity: string;
  readonly vectors: readonly string[];
  readonly cveId: string;
  readonly cweIds: readonly string[];
  /** "pip pantry, affected < 2.0, patched 2.0, functions Pantry.lock" */
  readonly products: readonly string[];
  /** "basil-hobby, finder"; who has not accepted yet is shown when they do. */
  readonly credits: readonly string[];
}

/** What is published of an advisory as GitHub has it now. The discussion stays with those who are in it. */
export function publishView(advisory: Advisory): PublishView {
  const { severity, cvssV4, cvssV3, creditStates } = advisory;
  const score = cvssV4?.score ?? cvssV3?.score ?? null;
  const rating = severity === null ? '' : `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`;
  return {
    title: advisory.title,
    description: advisory.description,
    severity: score === null || rating === '' ? rating : `${rating} ${score.toFixed(1)}`,
    vectors: [cvssV4, cvssV3].flatMap(given => (given === null ? [] : [given.vector])),
    cveId: advisory.cveId ?? '',
    cweIds: advisory.cweIds,
    products: advisory.products.map(({ ecosystem, name, range, patched, functions }) =>
      [
        `${ecosystem} ${name}`.trim(),
        range === '' ? null : `affected ${range}`,
        patched === '' ? null : `patched ${patched}`,
        functions.length === 0 ? null : `functions ${functions.join(' ')}`,
      ]
        .filter(part => part !== null)
        .join(', '),
    ),
    credits: advisory.credits
      .filter(({ login }) => creditStates[login.toLowerCase()] !== 'declined')
      .map(({ login, type }) => {
        const accepted = creditStates[login.toLowerCase()] === 'accepted';
        return `${login}, ${type.replaceAll('_', ' ')}${accepted ? '' : ' (when accepted)'}`;
      }),
  };
}
