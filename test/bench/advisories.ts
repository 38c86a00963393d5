import { startSandbox } from '../../src/sandbox/index.ts';
import { practiceId } from '../../src/sandbox/seed/many.ts';
import { drawingOf, listOn } from '../unit/ui/advisories/parts.ts';
import { watchTraffic } from '../unit/ui/advisories/traffic.ts';
import { kb, median, ms } from './numbers.ts';

const rounds = 5;

/** The list with 2,000 advisories in 20 pages: the first reading, one that finds nothing new, one that finds a change. */
export async function benchAdvisories(): Promise<string[]> {
  const sandbox = await startSandbox();
  const traffic = watchTraffic();
  try {
    sandbox.store.advisories.clear();
    sandbox.fill(2_000, ['draft']);
    const repositories = () => [{ owner: 'python', name: 'cpython' }];
    const lines = { first: [] as Look[], same: [] as Look[], one: [] as Look[] };
    for (let round = 0; round < rounds; round++) {
      const { model } = listOn(sandbox, { repositories });
      const drawing = drawingOf(model);
      model.setFilter({ show: 'all' });
      let began = 0;
      let events = 0;
      let shown = 0;
      model.onDidChange(() => {
        events++;
        if (model.advisories.length > 0) shown ||= performance.now() - began;
      });
      const look = async (): Promise<Look> => {
        traffic.clear();
        [events, shown, began] = [0, 0, performance.now()];
        await model.refresh();
        const took = performance.now() - began;
        const changes = drawing.changes();
        const drawn = performance.now() - began - took;
        draw(drawing);
        const { requests, unchanged, bytes } = traffic;
        const rows = changes === 'all' ? 'all' : changes.length;
        return { ...{ took, drawn, events, rows, shown }, requests, unchanged, bytes };
      };
      lines.first.push(await look());
      lines.same.push(await look());
      sandbox.store.advisory(practiceId(301))!.summary = `Other words ${round}`;
      lines.one.push(await look());
    }
    return [
      line('2,000 advisories, first', lines.first),
      `  its first rows after:      ${ms(median(lines.first.map(({ shown }) => shown)))}`,
      line('the same, nothing new', lines.same),
      line('the same, one changed', lines.one),
    ];
  } finally {
    traffic.stop();
    await sandbox.stop();
  }
}

/** Every row, as VS Code asks for them. */
function draw(drawing: ReturnType<typeof drawingOf>): void {
  for (const group of drawing.top()) {
    drawing.face(group);
    for (const row of drawing.below(group)) drawing.face(row);
  }
}

interface Look {
  /** Milliseconds of the reading, and of finding out what to draw. */
  readonly took: number;
  readonly drawn: number;
  readonly events: number;
  readonly rows: number | 'all';
  /** Milliseconds until there were rows. */
  readonly shown: number;
  readonly requests: number;
  readonly unchanged: number;
  readonly bytes: number;
}

function line(name: string, looks: readonly Look[]): string {
  const { requests, unchanged, bytes, events, rows } = looks.at(-1)!;
  const took = ms(median(looks.map(look => look.took)));
  const drawn = median(looks.map(look => look.drawn)).toFixed(0);
  const told = `${events} ${events === 1 ? 'change' : 'changes'} told, ${rows === 'all' ? 'all' : rows} rows drawn (${drawn} ms)`;
  return `${`${name}:`.padEnd(28)} ${took}, ${requests} requests (${unchanged} of them 304), ${kb(bytes)}, ${told}`;
}
