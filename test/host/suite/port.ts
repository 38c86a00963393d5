import * as assert from 'node:assert/strict';
import { commands, window } from 'vscode';
import { ask, knob } from './sandbox.ts';
import { signedIn } from './tree.ts';

/** The sample fixes that merge. */
const mergeable = [
  'GHSA-7q4m-xv2c-93rp',
  'GHSA-8p9q-rvwx-2345',
  'GHSA-hj5m-pq6r-vw7x',
  'GHSA-m2pg-3qcr-4vfw',
];

export function port(): void {
  describe('the port in the extension host', () => {
    before(() => knob('reset'));

    for (const id of mergeable) {
      it(`takes ${id} from the command to the pull request`, async () => {
        const { model, ports } = await signedIn();
        const advisory = model.advisories.find(({ ghsaId }) => ghsaId === id)!;
        await commands.executeCommand('ghsa.port', { kind: 'advisory', advisory });
        await tabShown('Port: ');
        const [open] = [...(await ports()).models.values()].filter(
          ({ prepared }) => prepared?.advisory.ghsaId === id,
        );
        assert.ok(open);
        assert.ok(open.state.ready, JSON.stringify(open.state.findings));
        await open.makePublic(open.state.view);
        await open.settled();
        assert.equal(open.state.phase, 'done', JSON.stringify(open.state.steps));
        const number = /pull request gh-(\d+)/.exec(open.state.summary)![1]!;
        const pull = (await ask(`/repos/python/cpython/pulls/${number}`)) as {
          state: string;
          commits: number;
        };
        assert.deepEqual([pull.state, pull.commits], ['open', 1]);
      });
    }

    it('refuses a page that showed something else', async () => {
      await knob('reset');
      const { model, ports } = await signedIn();
      const advisory = model.advisories.find(({ ghsaId }) => ghsaId === mergeable[0])!;
      await commands.executeCommand('workbench.action.closeAllEditors');
      await commands.executeCommand('ghsa.port', { kind: 'advisory', advisory });
      const [open] = [...(await ports()).models.values()];
      const { view } = open!.state;
      await assert.rejects(
        open!.makePublic({ ...view, fields: { ...view.fields, 'issue.title': 'Something else' } }),
        /showed something else/,
      );
      assert.deepEqual(await ask('/repos/python/cpython/issues'), []);
    });
  });
}

/** Resolves when a tab with such a label is there. */
function tabShown(label: string): Promise<void> {
  const there = () =>
    window.tabGroups.all.flatMap(({ tabs }) => tabs).some(tab => tab.label.startsWith(label));
  return new Promise(done => {
    if (there()) return done();
    const listener = window.tabGroups.onDidChangeTabs(() => {
      if (!there()) return;
      listener.dispose();
      done();
    });
  });
}
