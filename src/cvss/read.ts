import { type MetricId, baseCount, codes, metricIds, unset } from './metrics.ts';
import { nothing } from './vector.ts';

export type Version = '2.0' | '3.0' | '3.1';

export type Reading =
  | { readonly ok: true; readonly values: Uint8Array; readonly repairs: string[] }
  | { readonly ok: false; readonly errors: string[]; readonly version?: Version };

/** The longest vector has 195 characters; what is far longer is none, and is not looked at. */
const longest = 1000;
const prefix = 'CVSS:4.0';

/** `AV:N` to 8 × the metric's place + the value's number. */
const parts = new Map<string, number>(
  codes.flatMap((values, at) =>
    values.map((code, value) => [`${metricIds[at]}:${code}`, at * 8 + value] as const),
  ),
);
const places = new Map(metricIds.map((id, at) => [id as string, at]));

/** Reads a vector: at once when it is strictly what FIRST's schema allows, else with repairs or reasons. */
export function read(text: unknown): Reading {
  if (typeof text !== 'string') return refused(['it is not a text.']);
  if (text.length > longest) return refused([`it has ${text.length.toLocaleString('en')} characters.`]);
  const values = strict(text);
  return values ? { ok: true, values, repairs: [] } : lenient(text);
}

/** FIRST's `vectorString` pattern as a walk; null for everything that it does not match. */
function strict(text: string): Uint8Array | null {
  if (!text.startsWith(`${prefix}/`)) return null;
  const values = new Uint8Array(metricIds.length);
  let last = -1;
  for (let from = prefix.length + 1, to = 0; to >= 0; from = to + 1) {
    to = text.indexOf('/', from);
    const part = parts.get(to < 0 ? text.slice(from) : text.slice(from, to));
    if (part === undefined) return null;
    const at = part >> 3;
    if (at <= last || (last < baseCount - 1 && at !== last + 1)) return null;
    values[(last = at)] = part & 7;
  }
  return last >= baseCount - 1 ? values : null;
}

/**
 * Repairs what has one meaning only: spaces around the parts, one slash at the end, the order of the metrics, the case
 * of the prefix (all four were seen on GitHub or in its issues). Names and values in lower case are not
 * repaired: the specification makes case part of them.
 */
function lenient(text: string): Reading {
  const repairs: string[] = [];
  let rest = text.trim().replace(/\s*([/:])\s*/g, '$1');
  if (rest !== text) repairs.push('spaces');
  const version = olderVersion(rest);
  if (version)
    return { ok: false, errors: [`This is a v${version} vector. PSRT scores with v4.0.`], version };
  if (rest === '') return refused(['it is empty.']);
  if (!/^CVSS:4\.0(\/|$)/i.test(rest)) return refused([`it does not begin with ${prefix}/.`]);
  if (!rest.startsWith(prefix)) repairs.push('case of the prefix');
  rest = rest.slice(prefix.length + 1);
  const slash = rest.endsWith('/');
  if (slash) rest = rest.slice(0, -1);

  const values = nothing();
  const seen = new Set<number>();
  const faults: string[] = [];
  let [last, ordered] = [-1, true];
  for (const part of rest === '' ? [] : rest.split('/')) {
    const known = parts.get(part);
    if (known === undefined) faults.push(fault(part));
    const at = known === undefined ? places.get(part.slice(0, part.indexOf(':'))) : known >> 3;
    if (at === undefined) continue;
    if (seen.has(at)) faults.push(`${metricIds[at]} stands more than once.`);
    seen.add(at);
    if (known !== undefined) values[at] = known & 7;
    ordered &&= at > last;
    last = at;
  }
  const missing = metricIds.slice(0, baseCount).filter((_, at) => values[at] === unset && !seen.has(at));
  if (missing.length > 0) faults.push(`${list(missing)} ${missing.length > 1 ? 'are' : 'is'} missing.`);
  if (faults.length > 0) return refused([...new Set(faults)].slice(0, 5));
  if (!ordered) repairs.push('order of metrics');
  if (slash) repairs.push('trailing slash');
  return { ok: true, values, repairs };
}

/** Why a part is none of the 115. */
function fault(part: string): string {
  if (part === '') return 'a metric is missing between two slashes.';
  const colon = part.indexOf(':');
  const [name, code] = colon < 0 ? [part, ''] : [part.slice(0, colon), part.slice(colon + 1)];
  const upper = places.get(name.toUpperCase());
  if (!places.has(name)) {
    return upper === undefined
      ? `there is no metric ${shown(name)}.`
      : `${shown(name)} is written ${metricIds[upper]}.`;
  }
  const right = codes[places.get(name)!]!.find(value => value.toLowerCase() === code.toLowerCase());
  if (right) return `${name}:${shown(code)} is written ${name}:${right}.`;
  return code === '' ? `${name} has no value.` : `${name} has no value ${shown(code)}.`;
}

function olderVersion(text: string): Version | null {
  const third = /^CVSS:3\.([01])(?:\/|$)/i.exec(text);
  if (third) return third[1] === '0' ? '3.0' : '3.1';
  // Version 2 had no prefix; `Au` (authentication) was never in another.
  return /^(?:CVSS:2\.0(?:\/|$)|\(?AV:[LAN]\/AC:[LMH]\/Au:[MSN](?:[/)]|$))/.test(text) ? '2.0' : null;
}

function refused(reasons: string[]): Reading {
  return { ok: false, errors: reasons.map(reason => `Not a v4.0 vector: ${reason}`) };
}

/** A few characters of what was typed; only what can be seen. */
function shown(text: string): string {
  const visible = text.slice(0, 40).replace(/[^\x20-\x7e]/g, '');
  return visible.trim() === '' ? '(unreadable)' : visible.length > 8 ? `${visible.slice(0, 8)}…` : visible;
}

/** `SC, SI and SA` */
export function list(ids: readonly MetricId[]): string {
  return ids.length < 2 ? ids.join() : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}
