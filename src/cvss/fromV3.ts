import type { MetricId } from './metrics.ts';
import { list } from './read.ts';

export type FromV3 =
  | {
      readonly ok: true;
      readonly version: '3.0' | '3.1';
      readonly set: Partial<Record<MetricId, string>>;
      /** What stays to be chosen, in the order of a vector, each with a sentence why. */
      readonly unset: { readonly metric: MetricId; readonly reason: string }[];
      /** `7 set from v3.1. Set AT, SC, SI and SA yourself: v3.1 does not have them.` */
      readonly sentence: string;
    }
  | { readonly ok: false; readonly error: string };

/** The metrics of version 3 (CVSS v3.1 specification, section 6); their order is free there. */
const known: Readonly<Record<string, string>> = {
  ...{ AV: 'NALP', AC: 'LH', PR: 'NLH', UI: 'NR', S: 'UC', C: 'HLN', I: 'HLN', A: 'HLN' },
  ...{ E: 'XHFPU', RL: 'XUWTO', RC: 'XCRU', CR: 'XHML', IR: 'XHML', AR: 'XHML' },
  ...{ MAV: 'XNALP', MAC: 'XLH', MPR: 'XNLH', MUI: 'XNR', MS: 'XUC', MC: 'XHLN', MI: 'XHLN', MA: 'XHLN' },
};
const mandatory = ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'];

type V3 = ReadonlyMap<string, string>;

/** Why a v4.0 metric has no one value; null when it has (then see `counterpart`). */
interface Counterpart {
  readonly value?: string;
  readonly reason?: string;
}

/**
 * Proposes v4.0 metrics from a v3 vector: only those with one clear counterpart, since each of them will read as
 * somebody's judgement. The standard defines no conversion.
 */
export function fromV3(vector: string): FromV3 {
  const read = readV3(vector);
  if (typeof read === 'string') return { ok: false, error: read };
  const { version, values } = read;
  const set: Partial<Record<MetricId, string>> = {};
  const unset: { metric: MetricId; reason: string }[] = [];
  for (const [metric, { value, reason }] of counterparts(values, version)) {
    if (value !== undefined) set[metric] = value;
    else if (reason !== undefined) unset.push({ metric, reason });
  }
  return { ok: true, version, set, unset, sentence: sentence(version, set, unset) };
}

const absent: readonly MetricId[] = ['AT', 'SC', 'SI', 'SA'];

function counterparts(v3: V3, version: string): readonly (readonly [MetricId, Counterpart])[] {
  const scope = v3.get('S')!;
  const modifiedScope = given(v3, 'MS') ?? scope;
  const none = { reason: `v${version} has no such metric.` };
  return [
    ['AV', { value: v3.get('AV')! }],
    ['AC', complexity(v3.get('AC')!)],
    ['AT', none],
    ['PR', { value: v3.get('PR')! }],
    ['UI', interaction(v3.get('UI')!)],
    ['VC', impact(v3.get('C')!, scope)],
    ['VI', impact(v3.get('I')!, scope)],
    ['VA', impact(v3.get('A')!, scope)],
    ['SC', none],
    ['SI', none],
    ['SA', none],
    ['E', maturity(given(v3, 'E'))],
    ['CR', same(given(v3, 'CR'))],
    ['IR', same(given(v3, 'IR'))],
    ['AR', same(given(v3, 'AR'))],
    ['MAV', same(given(v3, 'MAV'))],
    ['MAC', ifGiven(given(v3, 'MAC'), complexity)],
    ['MPR', same(given(v3, 'MPR'))],
    ['MUI', ifGiven(given(v3, 'MUI'), interaction)],
    ['MVC', ifGiven(given(v3, 'MC'), value => impact(value, modifiedScope))],
    ['MVI', ifGiven(given(v3, 'MI'), value => impact(value, modifiedScope))],
    ['MVA', ifGiven(given(v3, 'MA'), value => impact(value, modifiedScope))],
  ];
}

function given(v3: V3, metric: string): string | undefined {
  const value = v3.get(metric);
  return value === 'X' ? undefined : value;
}

function same(value: string | undefined): Counterpart {
  return value === undefined ? {} : { value };
}

function ifGiven(value: string | undefined, then: (value: string) => Counterpart): Counterpart {
  return value === undefined ? {} : then(value);
}

/** High of version 3 is a defence, a condition, or both: AC and AT of version 4. */
function complexity(value: string): Counterpart {
  return value === 'L'
    ? { value }
    : { reason: 'High can mean a defence (AC) or a condition of the set-up (AT): v4.0 splits them.' };
}

function interaction(value: string): Counterpart {
  return value === 'N' ? { value } : { reason: 'Required can mean passive or active.' };
}

/** With a changed scope version 3 gives the worse impact of both systems and does not say on which it is. */
function impact(value: string, scope: string): Counterpart {
  return scope === 'U' || value === 'N'
    ? { value }
    : { reason: 'With a changed scope the impact may be on the vulnerable or on a subsequent system.' };
}

function maturity(value: string | undefined): Counterpart {
  if (value === 'F') return { reason: 'Functional can mean a proof of concept or a ready-made tool.' };
  return same(value === 'H' ? 'A' : value);
}

function sentence(
  version: string,
  set: Partial<Record<MetricId, string>>,
  unset: readonly { readonly metric: MetricId }[],
): string {
  const split = unset.map(({ metric }) => metric).filter(metric => !absent.includes(metric));
  const count = Object.keys(set).length;
  const also =
    split.length === 0
      ? ''
      : ` Set ${list(split)} too: ${split.length > 1 ? 'they have' : 'it has'} no one counterpart.`;
  return `${count} set from v${version}. Set ${absent.join(', ')} yourself: v${version} does not have them.${also}`;
}

function readV3(text: unknown): { readonly version: '3.0' | '3.1'; readonly values: V3 } | string {
  const refused = 'Not a v3.1 vector';
  if (typeof text !== 'string' || text.length > 1000) return `${refused}.`;
  const [first = '', ...parts] = text.trim().replace(/\/$/, '').split('/');
  const version = /^CVSS:3\.([01])$/i.exec(first)?.[1];
  if (version === undefined) return `${refused}: it does not begin with CVSS:3.1/.`;
  const values = new Map<string, string>();
  for (const part of parts) {
    const [metric = '', value = '', ...more] = part.split(':');
    if (!Object.hasOwn(known, metric)) return `${refused}: it has an unknown metric.`;
    if (value.length !== 1 || more.length > 0 || !known[metric]!.includes(value)) {
      return `${refused}: ${metric} has an unknown value.`;
    }
    if (values.has(metric)) return `${refused}: ${metric} stands more than once.`;
    values.set(metric, value);
  }
  const missing = mandatory.find(metric => !values.has(metric));
  if (missing) return `${refused}: ${missing} is missing.`;
  return { version: version === '0' ? '3.0' : '3.1', values };
}
