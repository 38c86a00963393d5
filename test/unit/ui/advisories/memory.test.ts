import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { practiceId } from '../../../../src/sandbox/seed/many.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { drawingOf, listOn } from './parts.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

describe('the list after many refreshes', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.stop());

  it('keeps the newest version of each advisory and no other', async () => {
    sandbox.store.advisories.clear();
    sandbox.fill(120, ['draft']);
    const { model } = listOn(sandbox, { repositories: () => [{ owner: 'python', name: 'cpython' }] });
    const drawing = drawingOf(model);
    const id = practiceId(7);
    const versions: WeakRef<object>[] = [];
    for (let round = 0; round < 25; round++) {
      sandbox.store.advisory(id)!.summary = `Words ${round}`;
      await model.refresh();
      drawing.changes();
      for (const group of drawing.top()) for (const row of drawing.below(group)) drawing.face(row);
      versions.push(new WeakRef(model.advisories.find(({ ghsaId }) => ghsaId === id)!));
    }
    for (let round = 0; round < 4; round++) {
      gc();
      await new Promise(done => setImmediate(done));
    }
    const left = versions.filter(version => version.deref() !== undefined).length;
    // The newest; and what the last reading may still hold on a stack.
    assert.ok(left >= 1 && left <= 2, `${left} of ${versions.length} versions`);
  });
});
