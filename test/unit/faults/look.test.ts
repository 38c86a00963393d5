import { strict as assert } from 'node:assert';
import { look } from '../../leaks/look.ts';

const text =
  'The parser’s length field is read twice — really: "one" of them is behind the end of the buffer.';
const canary = { kind: 'report', text } as const;
const wrapped = text.replace('twice ', 'twice\n').replace('behind ', 'behind\n');

const forms: Readonly<Record<string, string | Buffer>> = {
  'as it is': text,
  'in capitals': text.toUpperCase(),
  wrapped,
  'in a diff that adds it': `@@ -0,0 +1,3 @@\n+${wrapped.replaceAll('\n', '\n+')}\n`,
  'in a diff that takes it away': `@@ -1,3 +0,0 @@\n-${wrapped.replaceAll('\n', '\n-')}\n`,
  'in JSON': JSON.stringify({ body: wrapped }),
  'in JSON within JSON': JSON.stringify({ body: JSON.stringify({ body: wrapped }) }),
  'in JSON of ASCII only': JSON.stringify(text).replace(
    /[^ -~]/g,
    letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
  'in a URL': `https://example.org/?q=${encodeURIComponent(text)}`,
  'in a form': new URLSearchParams({ body: wrapped }).toString(),
  'as UTF-16': Buffer.from(`\0${text}`, 'utf16le'),
  'as UTF-16 at an odd place': Buffer.concat([Buffer.from('x'), Buffer.from(text, 'utf16le')]),
  'in base64': Buffer.from(`xy${text}`).toString('base64'),
};

describe('the look for canaries', () => {
  for (const [how, bytes] of Object.entries(forms))
    it(`finds a sentence ${how}`, () => assert.deepEqual(look(bytes, [canary]), [canary]));

  it('finds no sentence that is not there', () => {
    for (const bytes of Object.values(forms))
      assert.deepEqual(
        look(bytes, [{ kind: 'report', text: 'The parser’s length field is read once.' }]),
        [],
      );
  });
});
