/** Words that reports share whatever they are about. */
const common = new Set(
  `a about above across after against all allow allowed allowing allows also although always an and another any are
   arbitrary as at attack attacker attackers bad be because been before being below between both bug bugs but by call
   called calling calls can cannot case cause caused causes causing change check code could cpython crafted demonstrate
   description detail details do does done during each either even every example expected fail fails fix fixed following
   for from further get gets give given gives had has have here how however if impact important in input instead into
   is issue it its just known lead leading leads like line made main make makes malicious may might more most much must
   need needed never new no non none not now of off on once one only or other our out over own poc possible possibly
   potential problem program programs proof python python3 rather reason release report reported reporter reproduce
   result results return returned returns run running same script security see seen several should show shows since
   so some something such summary support supported take taken tested than that the their them then there these they
   this those though through thus to too two under unless until untrusted up upon use used user users uses using
   value values version versions very via vulnerability vulnerable vulnerabilities was way we well were what when where
   whether which while who why will with within without would yes you your http https www com org github`.split(
    /\s+/,
  ),
);

/** Words as they stand, each with how it is compared. */
export interface Term {
  readonly shown: string;
  readonly key: string;
}

const word = /[\p{L}\p{N}_]{2,80}/gu;
const parts = /[A-Z]{1,80}(?![a-z])|[A-Z]?[a-z]{2,80}/g;

/** The telling words of a text; names such as `parse_header` and `SpamParser` by their parts, too. */
export function termsOf(text: string): Term[] {
  const found: Term[] = [];
  for (const [whole] of text.normalize('NFKC').matchAll(word)) {
    const bare = whole.replace(/^_{1,80}|_{1,80}$/g, '');
    found.push(...term(bare));
    const pieces = bare.match(parts) ?? [];
    if (pieces.length > 1) found.push(...pieces.flatMap(term));
  }
  return found;
}

function term(shown: string): Term[] {
  const lower = shown.toLowerCase();
  if (lower.length < 2 || common.has(lower) || /^\d+$/.test(lower)) return [];
  return [{ shown, key: stem(lower) }];
}

/** Parse, parses, parsed and parsing are one. Rough, and only for words that look English. */
function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  const single = /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  const bare = single.replace(/(?<=\w{4})(?:ing|ed)$/, '');
  return bare.length > 4 ? bare.replace(/e$/, '') : bare;
}
