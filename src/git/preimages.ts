import { rm } from 'node:fs/promises';
import { GitError } from './errors.ts';
import { lacks, unfounded } from './patchErrors.ts';
import { modeOf, objectOf, pathOf, shown, type PatchIndex } from './patchIndex.ts';

/**
 * The files that one patch starts from, as `git am -3` finds them: by the blob ids of its `index` lines. What is only
 * moved, or changes its mode only, has none, and is taken as it is now.
 * @throws GitError `failed` unless every such blob is here
 */
export async function preimages(current: PatchIndex, part: Uint8Array): Promise<string[]> {
  const found = current.at(`${current.file}.found`);
  try {
    await current.run(['apply', `--build-fake-ancestor=${found.file}`, '-'], part);
    const lines = await withModes(current, part, await found.lines());
    const ids = lines.map(line => `${objectOf(line)}\n`);
    const answers = (await current.run(['cat-file', '--batch-check'], ids.join(''))).split('\n');
    // A submodule's commit is in another repository.
    const missing = lines.find((line, i) => modeOf(line) !== submodule && answers[i]?.endsWith(' missing'));
    if (missing !== undefined) throw lacks(shown(pathOf(missing)));
    return lines;
  } catch (error) {
    if (!(error instanceof GitError) || error.kind !== 'failed' || error.detail === '') throw error;
    throw unfounded(error.detail);
  } finally {
    await rm(found.file, { force: true });
  }
}

const [plain, submodule] = ['100644', '160000'];

/**
 * A file that is only moved or copied has no line that says its mode, and git lists it as a plain one: then it is what
 * it is now.
 */
async function withModes(current: PatchIndex, part: Uint8Array, lines: string[]): Promise<string[]> {
  if (!lines.some(line => modeOf(line) === plain)) return lines;
  const now = new Map((await current.lines()).map(line => [pathOf(line), line]));
  const likely = new Map(
    lines.flatMap(line => {
      const there = now.get(pathOf(line));
      if (modeOf(line) !== plain || there === undefined || modeOf(there) === plain) return [];
      if (modeOf(there) === submodule && objectOf(there) !== objectOf(line)) return [];
      return [[line, `${modeOf(there)}${line.slice(plain.length)}`] as const];
    }),
  );
  if (likely.size === 0) return lines;
  if (await saysOtherwise(current, part, [...likely.values()]))
    for (const [line, other] of likely) if (await saysOtherwise(current, part, [other])) likely.delete(line);
  return lines.map(line => likely.get(line) ?? line);
}

/** Does the patch itself say that one of these has another mode? git tells where it would be applied to them. */
async function saysOtherwise(
  current: PatchIndex,
  part: Uint8Array,
  lines: readonly string[],
): Promise<boolean> {
  const trial = current.at(`${current.file}.trial`);
  let words = '';
  try {
    await trial.read('--empty');
    await trial.add(lines);
    await trial.run(['apply', '--cached', '--check', '-'], part, more => (words += more));
  } catch (error) {
    // Its other files are not in this index.
    if (!(error instanceof GitError) || error.kind !== 'failed') throw error;
  } finally {
    await rm(trial.file, { force: true });
  }
  return /^(?:error: .+: wrong type|warning: .+ has type \d+, expected \d+)$/m.test(words);
}
