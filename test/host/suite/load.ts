import * as assert from 'node:assert/strict';
import { commands, TabInputWebview, window } from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import type { EditorModel } from '../../../src/ui/editor/model.ts';
import { Gone, heap } from './heap.ts';
import { notes } from './notes.ts';
import { knob, sandbox } from './sandbox.ts';
import { signedIn } from './tree.ts';

/**
 * `npm run test:host -- --version=latest --load`: all of it, twenty minutes. Else a sample: of pages it finds each one that is
 * kept, by weak references; of refreshes only what makes the heap a tenth larger within ten of them. What a refresh keeps
 * of less is found by the whole load alone.
 * A refresh takes half a second or more here: it asks 16 times, and each request waits some 10 ms in Octokit's limiters and
 * as long for the token, which is asked of VS Code.
 */
const whole = process.env['GHSA_LOAD'] === '1';
const refreshes = whole ? 1_000 : 10;
const openings = whole ? 200 : 12;
const growth = 1.1;

const pages = () =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.includes('ghsa.'));

function loaded(model: EditorModel): Promise<void> {
  const there = () => model.state.phase === 'ready' && model.state.facts?.admin === false;
  return new Promise(done => {
    if (there()) return done();
    const listener = model.onDidChange(() => {
      if (!there()) return;
      listener.dispose();
      done();
    });
  });
}

/** Somebody gives an advisory another title. */
async function retitle(id: string, summary: string): Promise<void> {
  await fetch(`${sandbox.api}/repos/python/cpython/security-advisories/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${sandbox.tokens['admin']!}` },
    body: JSON.stringify({ summary }),
  });
}

export function load(): void {
  describe('a long day in the extension host', function () {
    this.timeout(whole ? 1_800_000 : 60_000);
    let door: TestDoor;
    before(async function () {
      // A sample of one version is enough: it is our memory that is measured.
      if (!whole && process.env['GHSA_CODE'] === 'floor') this.skip();
      await knob('reset');
      door = await signedIn();
      await commands.executeCommand('workbench.action.closeAllEditors');
    });
    after(() => knob('reset'));

    /**
     * The heap without what idle connections hold: older versions of VS Code open one for each request, and keep it with
     * all that belongs to it for as long as GitHub does, a minute.
     */
    async function settled(): Promise<number> {
      const open = async () => ((await knob('hang-up')) as { open: number }).open;
      // The one that asks is open, too.
      for (let tries = 0; tries < 100 && (await open()) > 1; tries++);
      return heap();
    }

    /** Does it again and again after some rounds that warm it up, and holds the heap before against the one after. */
    async function again(what: string, times: number, work: (round: number) => Promise<void>): Promise<void> {
      const warm = Math.min(20, Math.ceil(times / 3));
      for (let round = 0; round < warm; round++) await work(round);
      const before = await settled();
      const began = performance.now();
      for (let round = 0; round < times; round++) await work(round);
      const took = performance.now() - began;
      const after = await settled();
      const mb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
      const words = `${times} ${what}: heap ${mb(before)} before, ${mb(after)} after, ${(took / times).toFixed(1)} ms each`;
      notes.push(`    ${words}`);
      assert.ok(after < before * growth, words);
    }

    it('keeps its memory through refreshes, some of which find a change', async () => {
      const spam = 'GHSA-7q4m-xv2c-93rp';
      await again('refreshes', refreshes, async round => {
        if (round % 5 === 0) await retitle(spam, `Spam parser, words ${round}`);
        await door.model.refresh();
      });
      const { title } = door.model.advisories.find(({ ghsaId }) => ghsaId === spam)!;
      assert.match(title, /^Spam parser, words \d+$/);
    });

    it('keeps nothing of an advisory page that was closed', async () => {
      const gone = new Gone();
      const advisories = door.model.advisories.filter(({ repo }) => repo.name === 'cpython').slice(0, 4);
      await again('advisory pages', openings, async round => {
        const advisory = advisories[round % advisories.length]!;
        await commands.executeCommand('ghsa.openAdvisory', { kind: 'advisory', advisory });
        const editors = await door.editor.editors();
        await loaded(editors.models[0]!);
        gone.watch(editors.models[0]!);
        gone.watch(editors.pages[0]!);
        await commands.executeCommand('workbench.action.closeAllEditors');
        await editors.kept();
      });
      assert.deepEqual(pages(), []);
      await heap();
      // What was on the way last may be held by a promise of VS Code's.
      assert.ok(gone.left <= 2, `${gone.left} of ${gone.seen} models and pages are still there`);
    });
  });
}
