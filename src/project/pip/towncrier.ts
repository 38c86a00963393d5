/** The types of pip's news fragments (pypa/pip `pyproject.toml`, `[tool.towncrier]`). */
export const types = ['removal', 'feature', 'bugfix', 'vendor', 'doc', 'process', 'trivial'] as const;
export type FragmentType = (typeof types)[number];

export interface Fragment {
  /** `1234`, the name of a library, a random name; `+…` belongs to no issue. */
  readonly issue: string;
  readonly type: FragmentType;
  readonly counter: number;
}

/**
 * What towncrier reads out of a fragment's name: the last part, but not the first, that is a type; before it the
 * issue, and behind it perhaps a counter (towncrier `_builder.py`, `parse_newfragment_basename`). null: no fragment.
 */
export function parseFragment(name: string): Fragment | null {
  const parts = name.split('.');
  const at = parts.findLastIndex((part, i) => i > 0 && isType(part));
  if (at < 0) return null;
  const issue = parts.slice(0, at).join('.').trim();
  const counter = parts[at + 1] ?? '';
  return {
    issue: isNumber(issue) ? issue.replace(/^0+(?=\d)/, '') : issue,
    type: parts[at] as FragmentType,
    counter: isNumber(counter) ? Number(counter) : 0,
  };
}

const isType = (part: string) => (types as readonly string[]).includes(part);
const isNumber = (text: string) => /^\d+$/.test(text);
