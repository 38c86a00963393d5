/**
 * The texts of a port. Holes: `{what}` what the fix does, `{short}` the same as part of a branch's name, `{blurb}` the
 * same in plain words, as the news entry says it, and `{issue}`, which only the number of the public issue fills.
 */
export interface PortTemplates {
  readonly issueTitle: string;
  readonly issueBody: string;
  readonly branch: string;
  readonly commitMessage: string;
  readonly pullTitle: string;
  readonly pullBody: string;
}

export type Holes = Readonly<Record<'what' | 'short' | 'blurb', string>>;

/** A template with its holes filled, in one go: what is filled in is not looked at again. */
export function fillTemplate(template: string, holes: Holes): string {
  return template.replace(/\{(what|short|blurb)\}/g, (_, name: keyof Holes) => holes[name]);
}
