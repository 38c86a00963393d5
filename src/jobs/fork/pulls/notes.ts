/**
 * Approvals that stand in the description of a private pull request, a line each: comments are forbidden in private
 * forks, and where the API takes no review this is what is left. A line names the commit, who and when.
 */
export interface Note {
  readonly login: string;
  readonly commit: string;
  /** ISO 8601, to the minute. */
  readonly at: string;
}

/** `Approved by @octo-coordinator: commit 3f1c0aa…, 2026-11-20 13:50 UTC` */
export function lineOf({ login, commit, at }: Note): string {
  const [day, time] = new Date(at).toISOString().slice(0, 16).split('T');
  return `Approved by @${login}: commit ${commit}, ${day} ${time} UTC`;
}

const pattern =
  /^Approved by @([\w.-]+): commit ([0-9a-f]{40,64}), (\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC[ \t]*\r?$/gm;

/** What a reader sees as a quotation of code, or does not see at all, is nobody's word. */
const unsaid =
  /^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n(?! {0,3}\1)[^\n]*)*(?:\n {0,3}\1[^\n]*)?|<!--[^]*?(?:-->|$(?![^]))/gm;

/** The lines of a description. */
export function notesIn(body: string): Note[] {
  return [...body.replace(unsaid, '').matchAll(pattern)].map(([, login = '', commit = '', day, time]) => ({
    login,
    commit,
    at: `${day}T${time}:00Z`,
  }));
}

/** The description with one line more, after the others where that can be read. */
export function withNote(body: string, note: Note): string {
  const rest = body.trimEnd();
  const last = notesIn(rest.slice(rest.lastIndexOf('\n') + 1)).length > 0;
  const line = lineOf(note);
  const after = `${rest}${rest === '' ? '' : last ? '\n' : '\n\n'}${line}\n`;
  // Code that nobody closed goes on to the end: what stands there says nothing.
  return notesIn(after).some(other => lineOf(other) === line) ? after : `${line}\n\n${rest}\n`;
}
