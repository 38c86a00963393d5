import { type AdvisoryFields, limits } from '../../advisory/fields.ts';
import { rangeInWords, readRange } from '../../project/index.ts';
import { telling } from './component.ts';
import type { AdvisoryFinding, Check, Fix } from './finding.ts';
import { prose } from './prose.ts';

/**
 * What the devguide asks of the short description: the vulnerable module and functions, the behaviour, the fix,
 * and a mitigation where one exists. In triage the text is the reporter's, so it is not judged.
 */
export const checkDescription: Check = ({ fields, state }) => {
  const { description } = fields;
  const findings: AdvisoryFinding[] = [];
  const add = (finding: Omit<AdvisoryFinding, 'field' | 'fixes'> & Partial<AdvisoryFinding>) =>
    findings.push({ field: 'description', fixes: [], ...finding });

  if (description.length > limits.description) {
    add({
      id: 'description-limit',
      severity: 'error',
      message: 'Longer than the 65,535 characters that GitHub takes.',
      range: [limits.description, description.length],
    });
  }
  if (state === 'triage') return findings;
  if (description.trim() === '') {
    add({ id: 'description-empty', severity: 'warning', message: 'There is no description yet.' });
    return findings;
  }
  const text = prose(description.slice(0, limits.description), { inlineCode: true });
  if (!namesVersions(text)) {
    add({
      id: 'description-versions',
      severity: 'warning',
      message: 'Names no affected versions.',
      fixes: insertVersions(fields),
    });
  }
  if (!mentionsComponent(text, fields)) {
    add({ id: 'description-component', severity: 'warning', message: 'Names no component.' });
  }
  if (!conditions.test(text)) {
    add({ id: 'description-conditions', severity: 'warning', message: 'Does not say when it applies.' });
  }
  if (!mitigations.test(text)) {
    add({
      id: 'description-mitigation',
      severity: 'info',
      message: 'Says no way round it. Add one if there is one.',
    });
  }
  return findings;
};

/** A number with dots after a word that speaks of versions, or before one ("3.12 and earlier"). */
const versions =
  /(?:\b(?:versions?|releases?|python|cpython|pip|before|since|until|till|through|than|to|from|including|below|above|in|and|or|up|fixed|branch(?:es)?)[ :]{1,3}|[<>=≤≥,]{1,2} {0,3})[`*_"'(]{0,3}v?\d{1,4}\.\d{1,4}/i;
const versionsAfter =
  /\b\d{1,4}\.\d{1,4}(?:\.\w{1,6})?[`*_"')]{0,3},? {1,3}(?:and|or) {1,3}(?:all )?(?:later|earlier|older|newer|above|below)\b/i;
const versionsInWords =
  /\b(?:all|every|any|no) (?:supported |released |maintained |living |current |known |[A-Za-z]{2,20} )?(?:versions?|releases?|branch(?:es)?)\b/i;

/** Protocols and standards have versions too: "in TLS 1.3" speaks of none of ours. */
function namesVersions(text: string): boolean {
  return versions.test(text) || versionsAfter.test(text) || versionsInWords.test(text);
}

const identifiers = [
  /`[^`\n]{1,200}`/,
  /\b[A-Za-z_]\w{0,60}\(\)/,
  /\b[A-Za-z]\w{0,60}_\w{1,60}\b/,
  /\b[a-z]{2,40}(?:\.[A-Za-z_]\w{1,40}){1,6}\b/,
  /\b[A-Z][a-z0-9]{1,30}[A-Z][A-Za-z0-9]{1,30}\b/,
  /\b(?:the|our|its) (?:[\w.-]{2,40} ){1,3}(?:module|package|library|function|method|class|parser|codec|command|option|extension|interpreter|compiler)\b/i,
];

function mentionsComponent(text: string, { title, products }: AdvisoryFields): boolean {
  if (identifiers.some(pattern => pattern.test(text))) return true;
  const lower = text.toLowerCase();
  return [...telling(title), ...products.flatMap(({ functions }) => functions)].some(
    name => name !== '' && lower.includes(name.toLowerCase()),
  );
}

/** Words that tie the behaviour to a circumstance or to somebody. */
const conditions =
  /\b(?:when(?:ever)?|if|unless|while|once|only|during|where|given|given|by default|regardless|always|(?:en|dis)abled|on (?:windows|linux|macos|posix|unix|android|ios|wasi)|using|(?:that|who|which) (?:use|call|pass|parse|read|open|load|run|accept|switch)\w{0,3}|callers?|applications?|programs?|servers?|clients?|anybody|anyone|whoever|everyone|every|any|untrusted|attacker-controlled|malicious|crafted|pass(?:ing|ed)|call(?:ing|ed))\b/i;

const mitigations =
  /\b(?:mitigat\w{1,7}|work-?arounds?|worked around|work around|avoid\w{0,3}|prevent\w{0,3}|instead|not affected|unaffected|disabl\w{1,4}|protect\w{0,3}|upgrad\w{1,4}|no way (?:round|around))\b/i;

/** A sentence with the ranges of the affected products, at the end. */
function insertVersions(fields: AdvisoryFields): Fix[] {
  const sentences = affectedSentences(fields);
  if (sentences === '') return [];
  const description = `${fields.description.trimEnd()}\n\n${sentences}`;
  return description.length > limits.description
    ? []
    : [{ id: 'insert-versions', title: 'Insert from affected products', change: { description } }];
}

/** `CPython versions before 3.16.0 are affected.`, one sentence for each product. */
function affectedSentences({ products }: AdvisoryFields): string {
  const byName = new Map<string, string[]>();
  for (const { name, range } of products) {
    const read = readRange(range);
    if (read) byName.set(name.trim(), [...(byName.get(name.trim()) ?? []), rangeInWords(read)]);
  }
  return [...byName]
    .map(([name, ranges]) => {
      const one = ranges.length === 1 && /^\d\S*$/.test(ranges[0]!);
      return `${name} ${one ? 'version' : 'versions'} ${listed(ranges)} ${one ? 'is' : 'are'} affected.`.trim();
    })
    .map(sentence => sentence.charAt(0).toUpperCase() + sentence.slice(1))
    .join(' ');
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
