/** What git reads a diff by: its own header, or that of a plain diff with its first hunk. */
const diff = /^(?:diff --git |--- [^\n]*\n\+\+\+ [^\n]*\n@@ -)/m;

/** A diff that a mail program quoted, moved or encoded: git cannot read it, and to leave it out would be half of a fix. */
const garbled = /diff --git |^[> \t]*@@ -|^content-transfer-encoding:[ \t]*base64/im;

/**
 * The patches of a series; a plain diff is a series of one, and one before the first mail is a patch, too. Words before it, a
 * cover letter and the mail of an empty commit are none, and `git apply` would refuse the file for them.
 */
export function splitSeries(bytes: Uint8Array): Uint8Array[] {
  const text = Buffer.from(bytes).toString('latin1');
  const starts = [...text.matchAll(/^From [0-9a-f]{40} .*$/gm)].map(({ index }) => index);
  if (starts.length < 2) return [bytes];
  const mails = starts.map((start, i) => text.slice(start, starts[i + 1]));
  const before = text.slice(0, starts[0]);
  const patches = [
    ...(diff.test(before) ? [before] : []),
    ...mails.filter(mail => diff.test(mail) || garbled.test(mail)),
  ];
  return (patches.length === 0 ? mails : patches).map(part => Buffer.from(part, 'latin1'));
}
