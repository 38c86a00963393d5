import { type AdvisoryFields, limits } from '../../advisory/fields.ts';
import { stripTags } from '../../advisory/title.ts';
import type { Profile } from '../../project/index.ts';

/**
 * Words that titles of vulnerabilities share. What is left over once they, small words and the project's own name
 * are taken away is taken for the name of a component.
 */
const common = new Set(
  `a an the and or of in on to by for from with without via when while if as at into its is are be can could may
   might not no does do has have that this which than allow allows allowed allowing lead leads leading cause causes
   causing caused result results resulting due because through using use uses used after before during past end
   access accesses arbitrary attack attacker attackers bound bounds out buffer bug bypass code command commands
   condition confusion content control corrupt corruption crafted crash crashes cross critical data default
   denial dereference disclosure dos double error escalation exception execute executes execution exhaustion
   expose exposes exposure external fail fails failure file files flaw format free handle handles handling heap
   high improper incorrect infinite information injection input insecure insufficient integer invalid issue lack
   leak leaks loop low malicious medium memory missing moderate multiple new null of oob overflow overflows
   overread overwrite path patch pointer possible potential privilege privileges problem python race rce read
   reads remote request resource restriction security sensitive service severe severity side site stack string
   system timing traversal type unbounded uncontrolled underflow unexpected uninitialized unsafe untrusted use
   user users validate validation value values verification verify vulnerability vulnerable vulnerabilities
   weakness within write writes wrong xss xxe zero cve advisory report fix fixed`.split(/\s+/),
);

/** Does a title name what is broken, apart from how it breaks? */
export function namesComponent(
  title: string,
  { products }: AdvisoryFields,
  profile: Pick<Profile, 'cna' | 'mail'>,
): boolean {
  const own = new Set(
    [profile.mail?.project, profile.cna?.product, ...products.map(({ name }) => name)].flatMap(name =>
      name ? [name.toLowerCase()] : [],
    ),
  );
  return wordsOf(stripTags(title)).some(word => !common.has(word) && !own.has(word));
}

/** Inline code, calls, dotted and CamelCase names, "the spam parser". */
const identifiers = [
  /`[^`\n]{1,200}`/,
  /\b[A-Za-z_]\w{0,60}\(\)/,
  /\b[A-Za-z]\w{0,60}_\w{1,60}\b/,
  /\b(?!www\.)[a-z]{2,40}(?:\.[A-Za-z_]\w{1,40}){1,6}\b(?<!\.(?:com|org|net|io|dev|html))/,
  /\b(?!GitHub|JavaScript)[A-Z][a-z0-9]{1,30}[A-Z][A-Za-z0-9]{1,30}\b/,
  /\bthe (?:[\w.-]{2,40} ){1,3}(?:module|package|library|function|method|class|parser|codec|command|option|extension)\b/i,
];

/** Does a description name the component, or one that title or products name? */
export function mentionsComponent(text: string, { title, products }: AdvisoryFields): boolean {
  if (identifiers.some(pattern => pattern.test(text))) return true;
  const lower = text.toLowerCase();
  const named = wordsOf(stripTags(title.slice(0, limits.title))).filter(
    word => word.length > 2 && !common.has(word),
  );
  return [...named, ...products.flatMap(({ functions }) => functions)].some(
    name => name !== '' && lower.includes(name.toLowerCase()),
  );
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => /\p{L}/u.test(word) && word.length > 1);
}
