import type { AdvisoryFields } from '../../advisory/fields.ts';
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
export function namesComponent(title: string, { products }: AdvisoryFields, profile: Profile): boolean {
  const own = new Set(
    [profile.mail?.project, profile.cna?.product, ...products.map(({ name }) => name)].flatMap(name =>
      name ? [name.toLowerCase()] : [],
    ),
  );
  return wordsOf(stripTags(title)).some(word => !common.has(word) && !own.has(word));
}

/** The words of a title that may name a component. */
export function telling(title: string): string[] {
  return wordsOf(stripTags(title)).filter(word => word.length > 2 && !common.has(word));
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => /\p{L}/u.test(word) && word.length > 1);
}
