import type { PickedCommit } from './backports.ts';

/**
 * The message of a picked commit below its new subject, as cherry_picker writes it: the body, "(cherry picked from
 * commit …)", and the author as the first of the trailers.
 */
export function commitMessage(subject: string, { sha, message, author }: PickedCommit): string {
  const { body, trailers } = splitTrailers(message.trim().split('\n').slice(1).join('\n'));
  const by = `Co-authored-by: ${author}`;
  const others = trailers.filter(line => line !== by);
  const picked = `(cherry picked from commit ${sha})`;
  return [subject, '', ...(body === '' ? [] : [body]), picked, '', by, ...others].join('\n') + '\n';
}

/** The last paragraph, when each of its lines is a trailer; git's own rule where nothing else stands in it. */
function splitTrailers(text: string): { readonly body: string; readonly trailers: readonly string[] } {
  const paragraphs = text.trim().split(/\n\s*\n/);
  const last = paragraphs.at(-1)?.split('\n') ?? [];
  const isTrailer = (line: string) => /^[A-Za-z0-9-]+: \S/.test(line) || /^\(cherry picked from /.test(line);
  if (last.length === 0 || !last.every(isTrailer)) return { body: text.trim(), trailers: [] };
  return { body: paragraphs.slice(0, -1).join('\n\n').trim(), trailers: last };
}
