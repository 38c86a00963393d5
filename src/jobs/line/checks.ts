import { plural, type LineFinding } from './finding.ts';

/** Something that was found out in private, as the page's first zone lists it. */
export interface LineCheck<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly detail: string;
  readonly state: 'ok' | 'warning' | 'error';
}

/** May these labels be set, and are they all known? */
export function labelsCheck(
  { mayLabel, knownLabels }: { readonly mayLabel: boolean; readonly knownLabels: ReadonlySet<string> },
  labels: ReadonlySet<string>,
): LineCheck<'labels'> {
  const known = [...labels].filter(label => knownLabels.has(label)).length;
  return {
    id: 'labels',
    label: mayLabel ? 'You may set labels' : 'You may not set labels',
    detail: mayLabel ? `${known} of ${labels.size}` : 'a triager must set them',
    state: mayLabel && known === labels.size ? 'ok' : 'warning',
  };
}

/** `scanned`: what was looked at ("2 texts"). */
export function leaksCheck(findings: readonly LineFinding<string>[], scanned: string): LineCheck<'leaks'> {
  const leaks = findings.filter(finding => finding.leak && finding.kept === null);
  const open = leaks.some(({ severity }) => severity === 'error') ? 'settle' : 'read';
  return {
    id: 'leaks',
    label: 'Leak check',
    detail: leaks.length === 0 ? `${scanned}, none left` : `${plural(leaks.length, 'finding')} to ${open}`,
    state: leaks.length === 0 ? 'ok' : 'warning',
  };
}
