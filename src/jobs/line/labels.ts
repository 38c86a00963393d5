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

/** Labels that GitHub did not take. */
export interface Dropped {
  readonly names: readonly string[];
  /** It refused them, although this account may set labels. */
  readonly refused: boolean;
}

/**
 * Sets the labels that an issue or pull request lacks, reads them back, and gives those that GitHub did not take: it
 * drops labels silently, or refuses them, when somebody may not set them. Somebody who may asks twice: a proxy, or a
 * limit without its words, refuses once. What refuses for good (a token of fewer rights, an organisation that limits
 * apps, an archived repository) is told, and holds nobody up.
 */
export async function addLabels(
  { record, github, signal }: Labelled,
  number: number,
  { names, texts }: Wanted,
): Promise<Dropped> {
  const { fullName } = record.upstream;
  const look = async () => {
    const there = await github.issues.labels(fullName, number, signal);
    return texts.flatMap((text, i) => (there.some(name => samePublicText(text, name)) ? [] : [i]));
  };
  const refuses = async (absent: readonly number[]) => {
    const wanted = absent.map(i => texts[i]!);
    try {
      await github.issues.addLabels(fullName, number, wanted, signal);
      return false;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return true;
    }
  };
  let absent = await look();
  if (absent.length === 0) return { names: [], refused: false };
  let refused = false;
  if ((await refuses(absent)) && (await maySet(github, fullName, signal))) {
    absent = await look();
    refused = absent.length > 0 && (await refuses(absent));
  }
  return { names: (await look()).map(i => names[i]!), refused };
}

/** What came of `wanted` labels. */
export function labelsDone(wanted: number, { names, refused }: Dropped): StepDone {
  if (names.length === 0) return { text: `${plural(wanted, 'label')} set` };
  const [them, labels] = [names.length === 1 ? 'it' : 'them', plural(names.length, 'label')];
  return {
    text: refused
      ? `GitHub refused ${labels} twice, although you may set ${them}: your token or the organisation may not allow it.`
      : `GitHub dropped ${labels}: you may not set ${them}.`,
  };
}

/** Does GitHub say that this account may set labels? */
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
