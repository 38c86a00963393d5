import { limits } from '../../advisory/fields.ts';
import { insertVersions } from './affectedSentence.ts';
import { mentionsComponent } from './component.ts';
import { type Check, finding } from './finding.ts';
import { prose } from './prose.ts';

/**
 * What the devguide asks of the short description: the vulnerable module and functions, the behaviour, and a
 * mitigation where one exists. In triage the text is the reporter's, so it is not judged.
 */
export const checkDescription: Check = ({ fields, state }) => {
  const { description } = fields;
  const over = description.length > limits.description;
  const message = 'Longer than the 65,535 characters that GitHub takes.';
  const range = [limits.description, description.length] as const;
  const findings = over ? [finding('description', 'error', 'description-limit', message, { range })] : [];
  if (state === 'triage') return findings;
  if (description.trim() === '') {
    return [finding('description', 'warning', 'description-empty', 'There is no description yet.')];
  }

  const text = prose(description.slice(0, limits.description), { inlineCode: true });
  const warn = (id: string, words: string, fixes = insertVersions(null)) =>
    findings.push(finding('description', 'warning', id, words, { fixes }));
  if (!namesVersions(text)) {
    warn('description-versions', 'Names no affected versions.', insertVersions(fields));
  }
  if (!mentionsComponent(text, fields)) warn('description-component', 'Names no component.');
  if (!conditions.test(text)) warn('description-conditions', 'Does not say when it applies.');
  if (!mitigations.test(text)) {
    const words = 'Says no way round it. Add one if there is one.';
    findings.push(finding('description', 'info', 'description-mitigation', words));
  }
  return findings;
};

/** `3.11`, `3.11.4`, `3.15.0a7`; no address, no size. */
const number = String.raw`[\x60*_"'(]{0,3}v?\d{1,4}\.\d{1,4}(?:\.\d{1,4})?(?!\.?\d)(?!${unit()})`;
const versions = [
  // After a word that speaks of versions or of time, or after a sign. "In TLS 1.3" speaks of none of ours.
  new RegExp(
    String.raw`\b(?:versions?|releases?|branch(?:es)?|c?python|pip|before|after|since|until|till|through|than|to|from|in|including|below|above)[ :]{1,3}${number}`,
    'i',
  ),
  new RegExp(String.raw`[<>=≤≥] {0,3}${number}`),
  new RegExp(
    String.raw`${number}\w{0,6}[\x60*_"')]{0,3},? {1,3}(?:and|or) {1,3}(?:all )?(?:later|earlier|older|newer)\b`,
  ),
  /\b(?:all|every|any|no) (?:[A-Za-z]{2,20} ){0,2}(?:versions?|releases?|branch(?:es)?)\b/i,
];

function unit(): string {
  return String.raw`[ -]?(?:%|[kmgt]?i?b(?:ytes?|its?)?\b|(?:milli|micro)?seconds?\b|m?s\b|minutes?\b|hours?\b|times\b|x\b)`;
}

function namesVersions(text: string): boolean {
  return versions.some(pattern => pattern.test(text));
}

/** Words that tie the behaviour to a circumstance or to somebody. Generous: most good sentences have one. */
const conditions =
  /\b(?:when(?:ever)?|if|unless|while|once|only|during|where|given|by default|regardless|always|(?:en|dis)abled|on (?:windows|linux|macos|posix|unix|android|ios|wasi)|using|(?:that|who|which) (?:use|call|pass|parse|read|open|load|run|accept|switch)\w{0,3}|callers?|applications?|programs?|servers?|clients?|anybody|anyone|whoever|everyone|every|any|untrusted|attacker-controlled|malicious|crafted|pass(?:ing|ed)|call(?:ing|ed))\b/i;

const mitigations =
  /\b(?:mitigat\w{1,7}|work-?arounds?|work(?:ed)? a?round|avoid\w{0,3}|prevent\w{0,3}|instead|not affected|unaffected|disabl\w{1,4}|protect\w{0,3}|upgrad\w{1,4}|no way (?:a?round|to avoid))\b/i;
