import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { assess, readersOf, type Facts } from '../../../../src/process/index.ts';
import { Drawing, type Drawable } from '../../../../src/ui/advisories/drawing.ts';
import { noFilter, type Filter } from '../../../../src/ui/advisories/filter.ts';
import type { Node } from '../../../../src/ui/advisories/rows.ts';
import { factsOf, me, now } from './facts.ts';
import { sample } from './sample.ts';

const repo = { owner: 'python', name: 'cpython' };
const egg = sample({ ghsaId: 'egg', title: 'Egg', state: 'triage' });
const jam = sample({ ghsaId: 'jam', title: 'Jam', state: 'triage' });
const butter = sample({ ghsaId: 'butter', title: 'Butter', state: 'triage', credits: [] });

describe('what is drawn again', () => {
  let advisories: readonly Advisory[];
  let filter: Filter;
  let parts: Partial<Facts>;
  let hideTitles: boolean;
  let signedIn: boolean;
  let drawing: Drawing;

  beforeEach(() => {
    advisories = [egg, jam, butter];
    filter = noFilter;
    parts = {};
    hideTitles = false;
    signedIn = true;
    const facts = (advisory: Advisory) => factsOf(advisory, parts);
    const model: Drawable = {
      get state() {
        return signedIn
          ? ({
              kind: 'loaded',
              login: me,
              settled: true,
              stale: null,
              results: [{ repo, advisories, error: null }],
            } as const)
          : ({ kind: 'signed-out' } as const);
      },
      get filter() {
        return filter;
      },
      get advisories() {
        return signedIn ? advisories : [];
      },
      facts,
      assessment: advisory => assess(facts(advisory)),
      readersOf: advisory => readersOf({ advisory, teams: {}, admins: [] }),
    };
    drawing = new Drawing(model, () => ({ now, hideTitles }));
  });

  /** As VS Code does it: rows, and the rows below those that are unfolded. */
  function draw(unfolded: (node: Node) => boolean = ({ kind }) => kind === 'group'): Map<string, Node> {
    const rows = new Map<string, Node>();
    const all = (nodes: readonly Node[]) => {
      for (const node of nodes) {
        rows.set(drawing.face(node)!.id, node);
        if (unfolded(node)) all(drawing.below(node));
      }
    };
    all(drawing.top());
    return rows;
  }
  const changed = () => {
    const changes = drawing.changes();
    return changes === 'all' ? changes : changes.map(node => drawing.face(node)!.id);
  };
  const change = (old: Advisory, more: Partial<Advisory>) =>
    (advisories = advisories.map(advisory => (advisory === old ? { ...old, ...more } : advisory)));

  it('is everything at first, and nothing when nothing has changed', () => {
    assert.equal(changed(), 'all');
    draw();
    assert.deepEqual(changed(), []);
    advisories = advisories.map(advisory => ({ ...advisory }));
    assert.deepEqual(changed(), []);
  });

  it('is the row that says something else, and the row stays the same object', () => {
    const row = draw().get('python/cpython/egg');
    change(egg, { title: 'Eggs' });
    const changes = drawing.changes();
    assert.ok(changes !== 'all');
    assert.deepEqual(changes, [row]);
    assert.equal(changes[0], row);
    assert.equal(drawing.face(row!)?.label, 'Eggs');
    assert.deepEqual(changed(), []);
  });

  it('is not what nobody sees: another text of a report', () => {
    draw();
    change(egg, { description: 'Other words.' });
    assert.deepEqual(changed(), []);
  });

  it('is what only the hover says', () => {
    draw();
    change(egg, { author: 'nutmeg-core' });
    assert.deepEqual(changed(), ['python/cpython/egg']);
  });

  it('is one step below an unfolded row, if only that changed', () => {
    const rows = draw(({ kind }) => kind === 'group' || kind === 'advisory');
    const step = rows.get('python/cpython/egg/step/collaborators');
    assert.ok(step);
    change(egg, { users: ['basil-rm'] });
    const changes = changed();
    // The step is done now: it moved, so the rows of that advisory are drawn anew.
    assert.deepEqual(changes, ['python/cpython/egg']);
    draw(({ kind }) => kind !== 'readers');
    change(advisories[0]!, { users: ['basil-rm', 'oregano-core'] });
    assert.deepEqual(changed(), ['python/cpython/egg/step/collaborators', 'python/cpython/egg/readers']);
  });

  it('is a group whose rows changed, and nothing beside it', () => {
    draw();
    advisories = [egg, jam, butter, { ...jam, ghsaId: 'tofu' }];
    assert.deepEqual(changed(), ['group/yours']);
    draw();
    advisories = [egg, jam, butter];
    assert.deepEqual(changed(), ['group/yours']);
  });

  it('is everything when a row goes to another group, and when a group comes or goes', () => {
    advisories = [...advisories, { ...butter, ghsaId: 'toast' }];
    draw();
    change(butter, { credits: [{ login: me, type: 'coordinator' }] });
    assert.equal(changed(), 'all');
    const rows = draw();
    assert.deepEqual(changed(), []);
    assert.ok(rows.has('python/cpython/butter'));
    advisories = advisories.slice(0, 2);
    assert.equal(changed(), 'all');
  });

  it('is everything when the filter shows other groups, and only groups when a search leaves some out', () => {
    draw();
    filter = { ...noFilter, search: 'egg' };
    assert.equal(changed(), 'all', 'the group of nobody’s is gone');
    draw();
    filter = { ...noFilter, search: 'jam' };
    assert.deepEqual(changed(), ['group/yours']);
  });

  it('is every row that is shown when titles are hidden, and none of their groups', () => {
    draw();
    hideTitles = true;
    assert.deepEqual(
      changed(),
      ['egg', 'jam', 'butter'].map(id => `python/cpython/${id}`),
    );
  });

  it('is nothing below folded rows', () => {
    draw(() => false);
    change(egg, { title: 'Eggs' });
    assert.deepEqual(changed(), []);
  });

  it('keeps a row the same object while everything is drawn anew', () => {
    const before = draw();
    const after = draw();
    for (const [id, node] of before) assert.equal(after.get(id), node);
  });

  it('keeps nothing of what another account was shown, before anybody asks for rows again', () => {
    const rows = draw();
    signedIn = false;
    drawing.changes();
    for (const row of rows.values()) if ('advisory' in row) assert.equal(drawing.face(row), null);
    signedIn = true;
    for (const [id, row] of draw()) assert.notEqual(row, rows.get(id));
  });

  it('says nothing of what another account was shown', () => {
    const row = draw().get('python/cpython/egg')!;
    signedIn = false;
    assert.equal(changed(), 'all');
    assert.deepEqual(drawing.below(row), []);
    assert.deepEqual(drawing.hover(row), []);
    assert.deepEqual(drawing.top(), []);
    assert.equal(drawing.face(row), null);
  });
});
