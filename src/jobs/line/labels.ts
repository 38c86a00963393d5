import { samePublicText, type PublicText } from '../../embargo/index.ts';
import type { GitHub } from '../../github/index.ts';
import type { StepDone } from '../job.ts';
import { plural } from './finding.ts';

/** Where labels are set. */
export interface Labelled {
  readonly github: Pick<GitHub, 'issues' | 'repos'>;
  readonly record: { readonly upstream: { readonly fullName: string } };
  readonly signal: AbortSignal | undefined;
}

/** Labels in their order, as they were confirmed and as they crossed the line. */
export interface Wanted {
  readonly names: readonly string[];
  readonly texts: readonly PublicText[];
}

/**
 * Sets the labels that an issue or pull request lacks, reads them back, and gives those that GitHub did not take: it
 * drops labels silently, or refuses them, when somebody may not set them. A refusal of somebody who may is a failure, which
 * the next press mends.
 */
export async function addLabels(
  { record, github, signal }: Labelled,
  number: number,
  { names, texts }: Wanted,
): Promise<string[]> {
  const { fullName } = record.upstream;
  const look = async () => {
    const there = await github.issues.labels(fullName, number, signal);
    return texts.flatMap((text, i) => (there.some(name => samePublicText(text, name)) ? [] : [i]));
  };
  const absent = await look();
  if (absent.length === 0) return [];
  try {
    await github.issues.addLabels(
      fullName,
      number,
      absent.map(i => texts[i]!),
      signal,
    );
  } catch (error) {
    if (!isRefusal(error) || (await maySet(github, fullName, signal))) throw error;
  }
  return (await look()).map(i => names[i]!);
}

/** What came of `wanted` labels. */
export function labelsDone(wanted: number, dropped: number): StepDone {
  const them = dropped === 1 ? 'it' : 'them';
  if (dropped > 0) return { text: `GitHub dropped ${plural(dropped, 'label')}: you may not set ${them}.` };
  return { text: `${plural(wanted, 'label')} set` };
}

/** Does GitHub say that this account may set labels? A proxy, or a limit without its words, refuses as GitHub does. */
async function maySet(
  { repos }: Pick<GitHub, 'repos'>,
  fullName: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { admin, push, triage } = (await repos.get(fullName, signal)).permissions;
  return admin || push || triage;
}

function isRefusal(error: unknown): boolean {
  const kind = typeof error === 'object' && error !== null && 'kind' in error ? error.kind : '';
  return kind === 'forbidden' || kind === 'not-found';
}
