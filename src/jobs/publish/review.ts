import type { Advisory } from '../../advisory/model.ts';
import { scanText, type Overruled, type Secrets } from '../../embargo/index.ts';
import { leakFinding, toSettle, withReason, type LineFinding } from '../line/finding.ts';
import { secretsOf } from '../line/secrets.ts';
import { publishView, type PublishView } from './view.ts';

export type PublishField = 'title' | 'description' | 'products' | 'credits';

export interface PublishReview {
  readonly view: PublishView;
  readonly findings: readonly LineFinding<PublishField>[];
  /** What holds it back. */
  readonly toSettle: readonly LineFinding<PublishField>[];
}

/** What speaks against showing an advisory to everybody as it is. It is mended in the advisory, or kept with a reason. */
export function reviewPublish(advisory: Advisory, overruled: readonly Overruled[] = []): PublishReview {
  const secrets = publishSecrets(advisory);
  const { title, description } = advisory;
  const leaks = (
    [
      ['title', title],
      ['description', description],
      ['products', productWords(advisory)],
    ] as const
  )
    // An edit belongs into the advisory, where everybody in it sees it.
    .flatMap(([field, text]) =>
      scanText(text, secrets).map(leak => ({ ...leakFinding(field, leak, text, text), fixes: [] })),
    )
    .map(found => withReason(found, overruled));
  const findings = [...missing(advisory), ...leaks];
  return { view: publishView(advisory), findings, toSettle: toSettle(findings) };
}

/**
 * Published, an advisory shows its own ids and words: those are no secrets here. Tokens, private addresses and the
 * private fork's name stay secret.
 */
export function publishSecrets(advisory: Advisory): Secrets {
  return { ...secretsOf(advisory), stage: 'announced', description: '' };
}

/** The free texts of the affected products, as one. */
export function productWords({ products }: Advisory): string {
  return products
    .map(({ name, range, patched, functions }) => [name, range, patched, ...functions].join('\n'))
    .join('\n');
}

/** GitHub publishes none without these (422). */
function missing({ title, description, severity, products }: Advisory): LineFinding<PublishField>[] {
  const lacks = (field: PublishField, id: string, message: string): LineFinding<PublishField> => ({
    ...{ id: `${field}:${id}`, field, message, severity: 'error', range: null, fixes: [] },
    ...{ overrulable: false, kept: null, leak: false },
  });
  return [
    ...(title.trim() === ''
      ? [lacks('title', 'missing', 'GitHub publishes no advisory without a title.')]
      : []),
    ...(description.trim() === ''
      ? [lacks('description', 'missing', 'GitHub publishes no advisory without a description.')]
      : []),
    ...(severity === null
      ? [lacks('title', 'severity', 'GitHub publishes no advisory without a severity.')]
      : []),
    ...(products.length === 0
      ? [lacks('products', 'missing', 'GitHub publishes no advisory without affected versions.')]
      : []),
  ];
}
