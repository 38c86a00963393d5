import { hasBots } from './absent.ts';
import type { Judged } from './assess.ts';
import type { BackportPull, Defect } from './types.ts';

/** GitHub does not tell labels apart by case. */
export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * The labels that a pull request should have. What only calls the release manager (all that main does not want) is
 * over with the merge: then it is named where it is there, and not missed.
 */
export function wantedLabels({ facts, profile }: Judged, pull: BackportPull): readonly string[] {
  if (pull.base === facts.main.base) return profile.pullLabels;
  const all = profile.backports?.pullLabels ?? [];
  if (pull.state === 'open') return all;
  const lasting = (name: string) => profile.pullLabels.some(label => same(label, name));
  return all.filter(name => lasting(name) || pull.labels.some(label => same(label, name)));
}

/** Labels that are missing, with the way to get them there. */
export function labelDefects(judged: Judged, pull: BackportPull): Defect[] {
  const { facts, profile } = judged;
  const missing = wantedLabels(judged, pull).filter(name => !pull.labels.some(label => same(label, name)));
  if (missing.length === 0 || pull.state === 'closed') return [];
  const gone = missing.filter(name => !known(judged, name));
  const settable = missing.filter(name => known(judged, name));
  const lasting = (name: string) => profile.pullLabels.some(label => same(label, name));
  const why = settable.every(lasting)
    ? ', so nobody sees that it is a security fix'
    : ', so the release manager does not see it';
  const text = `${listed(settable)} ${settable.length === 1 ? 'is' : 'are'} missing${hasBots(judged) ? why : ''}.`;
  return [
    ...(settable.length === 0 ? [] : [labelDefect(judged, { pull: pull.number, names: settable, text })]),
    ...gone.map(name => unknownLabel(name, facts.main.htmlUrl)),
  ];
}

/** One press adds them; who may not, has a request to copy. */
export function labelDefect(
  { facts, profile }: Judged,
  { pull, names, text }: { readonly pull: number; readonly names: readonly string[]; readonly text: string },
): Defect {
  const many = names.length === 1 ? 'label' : 'labels';
  const request = `Please add the ${many} ${listed(names)} to ${profile.publicNumber(pull)}.`;
  return {
    ...{ id: 'labels', severity: 'warning' },
    text: facts.mayLabel ? text : `${text} You may not set labels.`,
    repairs: facts.mayLabel
      ? [{ id: 'addLabels', label: `Add ${many}`, pull, labels: names }]
      : [{ id: 'copy', label: 'Copy request', text: request }],
  };
}

/** Adding it would make a new label, or fail: that is not ours to do. */
export function unknownLabel(name: string, url: string): Defect {
  const text = `GitHub has no label ${name}: it was renamed or deleted. Set the one that is in its place.`;
  const labels = url.replace(/\/pull\/\d+.*$/, '/labels');
  return {
    ...{ id: 'unknownLabel', severity: 'warning', text },
    repairs: [{ id: 'open', label: 'Open labels on GitHub', url: labels }],
  };
}

export function known({ facts }: Judged, wanted: string): boolean {
  return facts.knownLabels === null || facts.knownLabels.some(name => same(name, wanted));
}

/** "a", "a and b", "a, b and c" */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
