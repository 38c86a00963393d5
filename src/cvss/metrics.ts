/**
 * The 32 metrics of CVSS v4.0 and their values, in the order of a vector (CVSS v4.0 specification, section 7; the
 * `vectorString` pattern of FIRST's JSON schema). A value's place in its text is its number everywhere in this room:
 * for Base from the worst on, else 0 is X, "not defined".
 */
const order = {
  AV: 'N A L P',
  AC: 'L H',
  AT: 'N P',
  PR: 'N L H',
  UI: 'N P A',
  VC: 'H L N',
  VI: 'H L N',
  VA: 'H L N',
  SC: 'H L N',
  SI: 'H L N',
  SA: 'H L N',
  E: 'X A P U',
  CR: 'X H M L',
  IR: 'X H M L',
  AR: 'X H M L',
  MAV: 'X N A L P',
  MAC: 'X L H',
  MAT: 'X N P',
  MPR: 'X N L H',
  MUI: 'X N P A',
  MVC: 'X H L N',
  MVI: 'X H L N',
  MVA: 'X H L N',
  MSC: 'X H L N',
  MSI: 'X S H L N',
  MSA: 'X S H L N',
  S: 'X N P',
  AU: 'X N Y',
  R: 'X A U I',
  V: 'X D C',
  RE: 'X L M H',
  U: 'X Clear Green Amber Red',
} as const;

export type MetricId = keyof typeof order;

/** A vector in the making: values by metric, in any order. */
export type Chosen = Readonly<Partial<Record<MetricId, string>>>;

export const metricIds = Object.keys(order) as readonly MetricId[];

/** The value codes of each metric, by the metric's place. */
export const codes: readonly (readonly string[])[] = Object.values(order).map(text => text.split(' '));

/** The first 11: without them there is no score. */
export const baseCount = 11;
export const baseMetrics: readonly MetricId[] = metricIds.slice(0, baseCount);

/** The place of the first metric of each group after Base. */
export const place = { threat: 11, environmental: 12, supplemental: 26 } as const;

/** The value of a Base metric that is not set. */
export const unset = 255;
