import { startSandbox } from '../../src/sandbox/index.ts';
import { practiceId } from '../../src/sandbox/seed/many.ts';
import { drawingOf, listOn } from '../unit/ui/advisories/parts.ts';
import { median, ms } from './numbers.ts';

const rounds = 5;

/** 5,000 advisories in 20 repositories: what reading them costs, and what each look at them does after that. */
export async function benchLoad(): Promise<string[]> {
  const sandbox = await startSandbox();
  try {
    sandbox.store.advisories.clear();
    const repositories = sandbox.fill(5_000, ['draft'], 20).map(full => ({
      owner: full.split('/')[0]!,
      name: full.split('/')[1]!,
    }));
    const { model } = listOn(sandbox, { repositories: () => repositories });
    const drawing = drawingOf(model);
    const drawAll = () => {
      for (const group of drawing.top()) for (const row of drawing.below(group)) drawing.face(row);
    };
    const search = (words: string) => () => {
      model.setFilter({ search: words });
      drawing.top();
    };
    model.setFilter({ show: 'all' });
    const first = await taken(() => model.refresh());
    const times: Record<string, number[]> = {};
    const note = async (name: string, work: () => unknown) =>
      void (times[name] ??= []).push(await taken(work));
    for (let round = 0; round < rounds; round++) {
      await note('all rows drawn', drawAll);
      await note('nothing changed, found', () => drawing.changes());
      await note('one repository', () => {
        model.setFilter({ repo: 'python/larder-7' });
        drawing.top();
      });
      model.setFilter({ repo: null });
      await note('searched, one letter', search('p'));
      await note('searched, an id', search(practiceId(4_321)));
      await note('searched, nothing found', search('aubergine'));
      model.setFilter({ search: '' });
      await note('read anew, nothing new', () => model.refresh());
    }
    return [
      `5,000 advisories in 20 repositories, read: ${ms(first)}`,
      ...Object.entries(times).map(([name, all]) => `  ${`${name}:`.padEnd(26)} ${ms(median(all))}`),
    ];
  } finally {
    await sandbox.stop();
  }
}

async function taken(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
