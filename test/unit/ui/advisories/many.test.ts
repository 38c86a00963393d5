import assert from 'node:assert/strict';
import { practiceId } from '../../../../src/sandbox/seed/many.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { AdvisoriesModel } from '../../../../src/ui/advisories/model.ts';
import type { Drawing } from '../../../../src/ui/advisories/drawing.ts';
import { drawingOf, listOn } from './parts.ts';
import { watchTraffic } from './traffic.ts';

const cpython = { owner: 'python', name: 'cpython' };

describe('two thousand advisories', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let model: AdvisoriesModel;
  let drawing: Drawing;
  let traffic: ReturnType<typeof watchTraffic>;
  const events: number[] = [];

  before(async () => {
    sandbox = await startSandbox();
    sandbox.store.advisories.clear();
    sandbox.fill(2_000, ['draft']);
    ({ model } = listOn(sandbox, { repositories: () => [cpython] }));
    drawing = drawingOf(model);
    model.onDidChange(() => events.push(model.advisories.length));
    traffic = watchTraffic();
  });
  beforeEach(() => {
    events.length = 0;
    traffic.clear();
  });
  after(async () => {
    traffic.stop();
    await sandbox.stop();
  });

  /** As VS Code does it: the groups, and the rows of those that are unfolded. */
  function drawAll(): string[] {
    const rows = drawing.top().flatMap(group => [group, ...drawing.below(group)]);
    return rows.map(row => drawing.face(row)!.id);
  }

  it('come page by page, and no row that is shown changes its place among the others', async () => {
    const shown: string[][] = [];
    const watch = model.onDidChange(() => {
      if (model.state.kind === 'loaded' && !model.state.settled) shown.push(drawAll());
    });
    await model.refresh();
    watch.dispose();
    assert.equal(model.advisories.length, 2_000);
    assert.ok(shown.length >= 20, `${shown.length} looks at what had come`);
    shown.slice(1).forEach((rows, at) => {
      const before = shown[at]!;
      const known = new Set(before);
      assert.deepEqual(
        rows.filter(id => known.has(id)),
        before,
      );
    });
    // Who we are, what we may do; one page of triage, twenty of draft, one of published; a team and the admins.
    assert.equal(traffic.requests, 2 + 22 + 2);
  });

  it('cost one conditional request per page when nothing has changed, and nothing is told or drawn', async () => {
    drawAll();
    await model.refresh();
    assert.deepEqual(
      { ...traffic, clear: 0, stop: 0 },
      { requests: 22, unchanged: 22, bytes: 0, clear: 0, stop: 0 },
    );
    assert.deepEqual(events, []);
    assert.deepEqual(drawing.changes(), []);
  });

  it('cost one page and one row when one has changed', async () => {
    const id = practiceId(301);
    const assigned = model.advisories.find(({ ghsaId }) => ghsaId === id)!;
    assert.equal(model.assessment(assigned).move, 'other');
    model.setFilter({ show: 'all' });
    drawAll();
    events.length = 0;
    sandbox.store.advisory(id)!.summary = 'Other words';
    await model.refresh();
    assert.equal(traffic.requests, 22);
    assert.equal(traffic.unchanged, 21);
    assert.deepEqual(events, [2_000]);
    const changed = drawing.changes();
    assert.ok(changed !== 'all');
    assert.deepEqual(
      changed.map(row => drawing.face(row)?.label),
      ['Other words'],
    );
    assert.deepEqual(drawing.changes(), []);
  });

  it('are asked for one after the other', async () => {
    let open = 0;
    let most = 0;
    const { fetch } = globalThis;
    globalThis.fetch = async (...call) => {
      most = Math.max(most, ++open);
      try {
        return await fetch(...call);
      } finally {
        open--;
      }
    };
    try {
      await model.refresh();
    } finally {
      globalThis.fetch = fetch;
    }
    assert.equal(most, 1);
  });
});
