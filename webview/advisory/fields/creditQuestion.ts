/** The words that ask a reporter about credit; they are read and edited before they go. */
export function creditWords(reporter: string | null): string {
  const hello = reporter === null ? 'Hello,' : `Hello @${reporter},`;
  return `${hello}\n\nthank you for the report. Would you like to be credited when the advisory is published? If so, tell us the name to use, or accept the credit on GitHub. If you would rather not be named, that is fine too.`;
}
