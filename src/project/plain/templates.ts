import { isBranchName } from '../branchName.ts';
import type { PortTemplates } from '../templates.ts';

/** What `ghsa.templates` may say of a plain repository. What it does not say stays as it is. */
export interface PlainTemplates extends Partial<PortTemplates> {
  readonly issueLabels?: readonly string[];
  readonly pullLabels?: readonly string[];
  /** Maintenance branches, newest first: they get each fix. */
  readonly branches?: readonly string[];
  /** `backport {branch}` */
  readonly backportLabel?: string;
}

/** One text: which holes it may have, how long it may be, whether it is one line. */
interface TextRule {
  readonly holes: readonly string[];
  readonly longest: number;
  readonly lines?: true;
  /** A hole that must be there. */
  readonly needs?: string;
  /** Git has to take it for a branch's name. */
  readonly branch?: true;
}

const everything = ['what', 'short', 'blurb', 'issue'];
/** The number is not known before the issue is there. */
const numberless = ['what', 'short', 'blurb'];

/** GitHub's longest title is 256; names of labels end at 50. */
const texts: Readonly<Record<keyof PortTemplates | 'backportLabel', TextRule>> = {
  issueTitle: { holes: numberless, longest: 256 },
  issueBody: { holes: numberless, longest: 20_000, lines: true },
  branch: { holes: ['short', 'issue'], longest: 200, branch: true },
  commitMessage: { holes: everything, longest: 20_000, lines: true },
  pullTitle: { holes: everything, longest: 256 },
  pullBody: { holes: everything, longest: 20_000, lines: true },
  backportLabel: { holes: ['branch'], longest: 50, needs: 'branch' },
};

const isLabel = (name: string) => /^[^\n]{1,50}$/.test(name);

const lists: Readonly<Record<'issueLabels' | 'pullLabels' | 'branches', (name: string) => boolean>> = {
  issueLabels: isLabel,
  pullLabels: isLabel,
  // Others could not be read out of a title again: `[1.x] …`.
  branches: name => isBranchName(name) && /^[\w./-]{1,100}$/.test(name),
};

/** Reads the templates of one repository. What is not right is left out, with one sentence each. */
export function readTemplates(value: unknown): {
  readonly templates: PlainTemplates;
  readonly problems: readonly string[];
} {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { templates: {}, problems: ['write templates by name, as an object.'] };
  const templates: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, given] of Object.entries(value)) {
    const problem = problemOf(name, given);
    if (problem === null) templates[name] = given;
    else problems.push(`${name} ${problem}`);
  }
  return { templates, problems };
}

function problemOf(name: string, value: unknown): string | null {
  if (Object.hasOwn(texts, name)) return textProblem(value, texts[name as keyof typeof texts]);
  if (Object.hasOwn(lists, name)) return listProblem(value, lists[name as keyof typeof lists]);
  return `is no template. There are ${[...Object.keys(texts), ...Object.keys(lists)].join(', ')}.`;
}

function textProblem(value: unknown, { holes, longest, lines, needs, branch }: TextRule): string | null {
  if (typeof value !== 'string' || value.trim() === '') return 'has to be a text. The usual one is taken.';
  if (value.length > longest) return `is longer than ${longest} characters. The usual one is taken.`;
  if (!lines && /[\r\n]/.test(value)) return 'has to be one line. The usual one is taken.';
  const strange = [...value.matchAll(/\{([^{}\s]{1,30})\}/g)].find(([, hole]) => !holes.includes(hole!));
  if (strange) return `cannot have ${strange[0]}, only ${braced(holes)}. The usual one is taken.`;
  if (needs !== undefined && !value.includes(`{${needs}}`))
    return `needs {${needs}}. The usual one is taken.`;
  // What fills its holes holds nothing that git minds.
  if (branch && !isBranchName(value.replace(/\{(?:short|issue)\}/g, 'fix')))
    return 'is not a name that git accepts for a branch. The usual one is taken.';
  return null;
}

function listProblem(value: unknown, rule: (name: string) => boolean): string | null {
  const fine =
    Array.isArray(value) && value.length <= 50 && value.every(one => typeof one === 'string' && rule(one));
  return fine ? null : 'has to be a list of names. It is left out.';
}

const braced = (holes: readonly string[]) => holes.map(hole => `{${hole}}`).join(', ');
