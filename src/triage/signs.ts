import type { ReportText } from './report.ts';

/*
 * Signs of what the policy asks for. Every pattern is bounded: a report of 65,535 characters that means harm costs
 * milliseconds. When in doubt they see the sign, so that nobody is asked for what is there.
 */

const address = /\bhttps?:\/\/[^\s<>"']{1,2000}/gi;
const score = /\bCVSS[\s:v]{0,4}\d(?:\.\d)?/gi;

const versions = [
  /\b(?:c?python|pip|py)[ \t:=_-]{0,3}v?\d{1,3}\.\d{1,3}/i,
  /\b(?:c?python|pip|versions?|branch(?:es)?|releases?|tested|affects|affected|vulnerable)\b[^\n]{0,40}?\bv?\d{1,3}\.\d{1,3}(?!\d|\.?\d*[ \t]?(?:seconds?|m?s|[KMG]i?B|%))/i,
  // By itself: a Python that is or was supported, and no duration or size.
  /(?<![\w.])v?3\.(?:[6-9]|[12]\d)(?:\.\d{1,2}|\.x|(?:a|b|rc)\d{1,2})?(?![\w%]|\.\d|[ \t](?:seconds?|m?s|[KMG]i?B|times|million)\b)/,
  /\b(?:on|against|in|current|latest|of|and)\s{1,3}[`*"]{0,2}(?:main|master)\b(?!\(|[`*"]{0,2}\s{1,3}(?:function|thread|loop|process|module|problem|issue|reason)\b)/i,
  /\b(?:main|master)[`*"]{0,2} branch\b/i,
  /\bcommit\s{1,3}[`*"]{0,2}[0-9a-f]{7,40}\b/i,
];

/** Does it name a version, a branch or a commit that was tested? */
export function saysVersions({ title, all }: ReportText): boolean {
  const text = `${title}\n${all}`.replace(address, ' ').replace(score, ' ');
  return versions.some(pattern => pattern.test(text));
}

const reproduces = /\b(?:proof[ -]of[ -]concept|poc|repro|reproduc\w{1,8})\b/i;
const script =
  /^[ \t]{0,12}(?:>>> |\$ |import |from [\w.]{1,60} import |#!|def |with |for |curl |python3? |printf |echo )|\b(?:print|open|exit|exec|loads?|parse|feed)\(/m;
const proseScript = [
  /^[ \t]{0,12}>>> \S/m,
  /^ {4,12}(?:import |from [\w.]{1,60} import )/m,
  /\bpython3?(?:\.\d{1,2})? -\w{0,4}c\b/,
  /\b(?:poc|repro|exploit)\w{0,20}\.(?:py|sh|c|txt)\b/i,
];

/** Is there a script, or at least code beside words of reproducing? */
export function hasProof({ prose, code }: ReportText): boolean {
  const blocks = code.filter(({ lines }) => lines > 0);
  if (blocks.some(({ text }) => script.test(text))) return true;
  if (blocks.length > 0 && reproduces.test(prose)) return true;
  return proseScript.some(pattern => pattern.test(prose));
}

/** Ends of names of files that cannot be reviewed by reading. */
const binary =
  'pdf|docx?|xlsx?|pptx?|odt|rtf|ipynb|zip|7z|rar|tar|gz|tgz|bz2|xz|zst|whl|egg|exe|dll|so|dylib|dmg|msi|pkg|bin|dat|pyc|pickle|pkl|png|jpe?g|gif|webp|bmp|svg|mp4|mov|webm|avi|mkv|wav|mp3';
const ends = new RegExp(String.raw`\.(?:${binary})(?:[?#]|$)`, 'i');
const attached = new RegExp(
  String.raw`\b(?:attach(?:ed|ment|ments|ing)?|enclosed|screenshot|recording)\b[^\n]{0,80}?[\w-]\.(?:${binary})\b`,
  'i',
);
const pictures = /!\[[^\]\n]{0,300}\]\(|<(?:img|video)\b|\bdata:[\w.+-]{1,40}\/[\w.+-]{1,40};base64,/i;
const uploads =
  /^https?:\/\/(?:user-images\.githubusercontent\.com|github\.com\/(?:user-attachments\/assets|[\w.-]{1,40}\/[\w.-]{1,100}\/assets))\//i;
const elsewhere =
  /^https?:\/\/(?:www\.)?(?:youtu\.be|youtube\.com|vimeo\.com|drive\.google\.com|dropbox\.com|imgur\.com|i\.imgur\.com)\//i;
/** Some hundred bytes in base64. */
const encoded = /[A-Za-z0-9+/]{400}/;

/** Are there pictures, files or encoded bytes that cannot be reviewed as text? */
export function hasBinary({ prose, all }: ReportText): boolean {
  if (pictures.test(prose) || attached.test(prose) || encoded.test(all)) return true;
  return (prose.match(address) ?? []).some(url => {
    const bare = url.replace(/[).,;:*_`]{1,8}$/, '');
    return ends.test(bare) || uploads.test(bare) || elsewhere.test(bare);
  });
}

const rating = '(?:low|medium|moderate|high|critical)';
const ratings = [
  /\bCVSS(?:v\d)?[^\w\n]{0,6}(?:(?:base )?score[^\w\n]{0,6}(?:of |is )?)?(?:v?\d|v\d)/i,
  /\bAV:[NALP]\/A[CT]:/,
  new RegExp(String.raw`(?<![\w-])${rating}[ -]severity\b`, 'i'),
  new RegExp(
    String.raw`\bseverity\b[*_]{0,3}(?: is| of| level| rating|:){0,3}[ *_|\`]{0,8}${rating}\b(?!-)`,
    'i',
  ),
  new RegExp(String.raw`(?<![\w-])(?:high|critical) (?:security )?vulnerabilit(?:y|ies)\b`, 'i'),
];
const titleRating = new RegExp(String.raw`^\W{0,4}${rating}(?:\]|\)|:| [-\u2013\u2014|])`, 'i');
const ratingHeading = new RegExp(
  String.raw`^[#*_ \t]{0,10}severity(?: rating)?[*_: \t]{0,10}\n{1,3}[*_ \t]{0,6}${rating}\b`,
  'im',
);

/** Does the report score itself? */
export function ratesItself({ title, prose }: ReportText): boolean {
  if (titleRating.test(title) || ratingHeading.test(prose)) return true;
  return ratings.some(pattern => pattern.test(title) || pattern.test(prose));
}
