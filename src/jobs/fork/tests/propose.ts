/** Names that any shell takes as they are: file names come from whoever wrote the branch. */
const plain = /^[\w./-]+$/;

/**
 * What to test, by what a branch changes: names as `python -m test` takes them in CPython's layout (`test_spam`), paths of
 * test files elsewhere. `exists`: is there such a file in the clone?
 */
export function testsOf(paths: readonly string[], exists: (path: string) => boolean): string[] {
  const found = paths
    .filter(path => plain.test(path))
    .flatMap(path => candidatesOf(path).filter(name => inLibrary(path) === null || isTest(name, exists)));
  return [...new Set(found)].sort();
}

function candidatesOf(path: string): string[] {
  const inside = inLibrary(path);
  if (inside === null) return /(?:^|\/)test_\w+\.py$/.test(path) && !path.startsWith('-') ? [path] : [];
  // Lib/test/test_spam.py, Lib/test/test_spam/test_can.py
  const own = /^test\/(test_\w+?)(?:\.py$|\/)/.exec(inside)?.[1];
  if (own !== undefined) return [own];
  // Lib/spam.py, Lib/_spam.py, Lib/spam/can.py, Modules/_spam.c, Modules/spammodule.c, Modules/_spam/can.c
  const name = /^_*(\w+?)(?:module)?(?:\.(?:py|c|h)$|\/)/.exec(inside)?.[1];
  return name === undefined ? [] : [`test_${name}`];
}

/** Below CPython's `Lib` or `Modules`; null: not there. */
function inLibrary(path: string): string | null {
  return /^(?:Lib|Modules)\/(.+)$/.exec(path)?.[1] ?? null;
}

function isTest(name: string, exists: (path: string) => boolean): boolean {
  return exists(`Lib/test/${name}.py`) || exists(`Lib/test/${name}/__init__.py`);
}

const hole = '{tests}';

/** The command with the names of tests in it; null: it needs names, and none are known. */
export function filled(command: string, tests: readonly string[]): string | null {
  if (!command.includes(hole)) return command.trim() === '' ? null : command.trim();
  return tests.length === 0 ? null : command.replaceAll(hole, () => tests.join(' ')).trim();
}

/** What to begin with where the names have to be typed. */
export function unfilled(command: string): string {
  return command.replaceAll(hole, '').trimEnd();
}
