import { git } from '../gitdir.ts';
import type { Repo, StoredAdvisory } from '../model.ts';

/** A fix that a colleague writes on request. */
export interface PreparedFix {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The module that an advisory without a fix of its own is about: `butter`, from "Butter decoder reuses its key". */
function moduleOf({ summary }: StoredAdvisory): string {
  const words = summary.replace(/\[[^\]]*\]/g, ' ').match(/[A-Za-z]{3,20}/g);
  return words?.[0]?.toLowerCase() ?? 'pantry';
}

const check = (name: string) => `

def check_${name}(data):
    if not data:
        raise ValueError("nothing to read")
    return data
`;

const pathOf = (repo: string, name: string) =>
  repo === 'pypa/pip' ? `src/pip/${name}.py` : repo === 'python/cpython' ? `Lib/${name}.py` : `${name}.py`;

/** A small change of the module that the advisory names, with a test; in a file that is there, at its end. */
export async function preparedFix(fork: Repo, advisory: StoredAdvisory): Promise<PreparedFix> {
  const name = moduleOf(advisory);
  const tests = `Lib/test/test_${name}_check.py`;
  const path = pathOf(advisory.repo, name);
  const before = await git(fork.dir, ['show', `${fork.defaultBranch}:${path}`]).catch(
    () => `"""${name[0]!.toUpperCase()}${name.slice(1)}."""`,
  );
  return {
    title: `Check what ${name} reads`,
    files: {
      [path]: `${before}\n${check(name)}`,
      ...(advisory.repo !== 'python/cpython'
        ? {}
        : { [tests]: `import ${name}\n\nassert ${name}.check_${name}(b"x") == b"x"\n` }),
    },
  };
}
