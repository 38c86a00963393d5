import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { lesson, lessonDone, lessonSteps } from '../../../../src/ui/practice/lesson.ts';

describe('the guide', () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.stop());
  const done = () =>
    Object.entries(
      lessonDone({ store: sandbox.store, login: 'octo-coordinator', opened: false, progress: {}, links: [] }),
    ).flatMap(([step, is]) => (is ? [step] : []));

  it('follows what has really happened, and nothing that somebody says', async () => {
    assert.deepEqual(done(), []);
    const butter = sandbox.store.advisory(lesson.ghsaId)!;
    butter.summary = `[ACCEPTED] ${butter.summary}`;
    assert.deepEqual(done(), [], 'asked is not done');
    await sandbox.tick();
    assert.deepEqual(done(), ['accepted']);
    await sandbox.colleagues();
    assert.deepEqual(done(), ['accepted', 'fixed']);
    butter.credits = [{ login: 'nutmeg-core', type: 'coordinator' }];
    assert.deepEqual(done(), ['accepted', 'fixed'], 'somebody else coordinates');
  });

  it('has a step for each, ticked by its own key, in this order', () => {
    const { contributes } = JSON.parse(
      readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
    ) as {
      contributes: {
        walkthroughs: {
          id: string;
          steps: { id: string; completionEvents: string[]; media: { svg: string } }[];
        }[];
      };
    };
    const guide = contributes.walkthroughs.find(({ id }) => id === 'practice')!;
    assert.deepEqual(
      guide.steps.map(({ id }) => id),
      lessonSteps,
    );
    for (const { id, completionEvents } of guide.steps)
      assert.deepEqual(completionEvents, [`onContext:ghsa:lesson.${id}`]);
  });

  it('has drawings that follow the theme', () => {
    const { contributes } = JSON.parse(
      readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
    ) as { contributes: { walkthroughs: { steps: { media: { svg: string } }[] }[] } };
    for (const { media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const svg = readFileSync(new URL(`../../../../${media.svg}`, import.meta.url), 'utf8');
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour!);
      assert.deepEqual(
        colours.filter(colour => colour !== 'none' && !colour.startsWith('var(--vscode-')),
        [],
        media.svg,
      );
      assert.doesNotMatch(svg, /<script|<image|style=|href/);
    }
  });
});
