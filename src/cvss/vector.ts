import { type Chosen, type MetricId, baseCount, codes, metricIds, unset } from './metrics.ts';

/** The canonical text: the order of FIRST's schema, without metrics that are X. */
export function write(values: Uint8Array): string {
  let text = 'CVSS:4.0';
  for (let at = 0; at < values.length; at++) {
    if (at < baseCount || values[at] !== 0) text += `/${metricIds[at]}:${codes[at]![values[at]!]}`;
  }
  return text;
}

/** What a reading has chosen; X is left out. */
export function choices(values: Uint8Array): Partial<Record<MetricId, string>> {
  const chosen: Partial<Record<MetricId, string>> = {};
  for (const [at, id] of metricIds.entries()) {
    if (at < baseCount || values[at] !== 0) chosen[id] = codes[at]![values[at]!]!;
  }
  return chosen;
}

/** The numbers of chosen values, or the first metric that has none or an unknown one. */
export function numbers(chosen: Chosen): Uint8Array | MetricId {
  const values = new Uint8Array(metricIds.length);
  for (const [at, id] of metricIds.entries()) {
    const code = chosen[id];
    const value = code === undefined ? (at < baseCount ? -1 : 0) : codes[at]!.indexOf(code);
    if (value < 0) return id;
    values[at] = value;
  }
  return values;
}

/** No Base metric is set. */
export function nothing(): Uint8Array {
  return new Uint8Array(metricIds.length).fill(unset, 0, baseCount);
}

/** The canonical vector of what was chosen. Throws when a Base metric is missing or a value is unknown. */
export function printVector(chosen: Chosen): string {
  const values = numbers(chosen);
  if (typeof values === 'string') {
    throw new TypeError(
      chosen[values] === undefined ? `${values} is missing.` : `${values} has no such value.`,
    );
  }
  return write(values);
}
