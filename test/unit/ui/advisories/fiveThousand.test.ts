import assert from 'node:assert/strict';
import { practiceId } from '../../../../src/sandbox/seed/many.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { AdvisoriesModel } from '../../../../src/ui/advisories/model.ts';
import type { Drawing } from '../../../../src/ui/advisories/drawing.ts';
import { drawingOf, listOn } from './parts.ts';

const count = 5_000;
/** Milliseconds of this process's own: what else runs on the machine does not count, and only another order of growth fails. */
const bounds = { sort: 1_000, search: 1_000, draw: 6_000, redraw: 3_000, press: 1_000, read: 6_000 };

describe('five thousand advisories in twenty repositories', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let model: AdvisoriesModel;
  let drawing: Drawing;

  before(async () => {
    sandbox = await startSandbox();
    sandbox.store.advisories.clear();
    const names = sandbox.fill(count, ['draft'], 20);
    const repositories = names
      .map(full => full.split('/'))
      .map(([owner, name]) => ({ owner: owner!, name: name! }));
    ({ model } = listOn(sandbox, { repositories: () => repositories }));
    drawing = drawingOf(model);
    await model.refresh();
    model.setFilter({ show: 'all' });
  });
  after(() => sandbox.stop());

  /** Every row, as VS Code asks for them. */
  function drawAll(): number {
    const rows = drawing.top().flatMap(group => [group, ...drawing.below(group)]);
    return rows.filter(row => drawing.face(row) !== null).length;
  }

  function within(what: keyof typeof bounds, work: () => void): void {
    const began = process.cpuUsage();
    work();
    inTime(what, began);
  }

  function inTime(what: keyof typeof bounds, began: NodeJS.CpuUsage): void {
    const { user, system } = process.cpuUsage(began);
    const took = (user + system) / 1_000;
    console.log(`      ${what}: ${took.toFixed(0)} ms`);
    assert.ok(took < bounds[what], `${what}: ${took.toFixed(0)} ms, not under ${bounds[what]}`);
  }

  it('are all there, of every repository', () => {
    assert.equal(model.advisories.length, count);
    assert.equal(new Set(model.advisories.map(({ repo }) => repo.name)).size, 20);
  });

  it('are drawn, and found not to have changed, in time', () => {
    let rows = 0;
    within('draw', () => (rows = drawAll()));
    assert.ok(rows > count);
    within('redraw', () => assert.deepEqual(drawing.changes(), []));
  });

  it('answer a press on a group and on a row at once', () => {
    const [group] = drawing.top();
    const [row] = drawing.below(group!);
    within('press', () => {
      assert.ok(drawing.below(group!).map(each => drawing.face(each)).length > 1_000);
      assert.ok(drawing.below(row!).map(each => drawing.face(each)).length > 1);
    });
  });

  it('are read anew in time, and nothing is drawn where nothing is new', async () => {
    drawAll();
    const shown = new Set(model.advisories);
    const began = process.cpuUsage();
    await model.refresh();
    inTime('read', began);
    assert.ok(
      model.advisories.every(advisory => shown.has(advisory)),
      'the very objects of before',
    );
    assert.deepEqual(drawing.changes(), []);
  });

  it('are filtered by repository, and searched, at the speed of typing', () => {
    within('sort', () => {
      model.setFilter({ repo: 'python/larder-7' });
      drawing.top();
    });
    model.setFilter({ repo: null });
    for (const search of ['p', 'practice', `report 4321`, practiceId(4_321)])
      within('search', () => {
        model.setFilter({ search });
        drawing.top();
      });
    const found = drawing.top().flatMap(group => drawing.below(group));
    assert.deepEqual(
      found.map(node => ('advisory' in node ? node.advisory.ghsaId : '')),
      [practiceId(4_321)],
    );
    model.setFilter({ search: '' });
  });

  it('cost one row to draw when one has changed', async () => {
    drawAll();
    sandbox.store.advisory(practiceId(301))!.summary = 'Other words';
    await model.refresh();
    const changed = drawing.changes();
    assert.ok(changed !== 'all');
    assert.deepEqual(
      changed.map(row => drawing.face(row)?.label),
      ['Other words'],
    );
  });
});
