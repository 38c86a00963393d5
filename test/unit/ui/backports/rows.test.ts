import assert from 'node:assert/strict';
import { branchesOf, faceOf, nodeOf, viewWords } from '../../../../src/ui/backports/rows.ts';
import { now } from '../advisories/facts.ts';
import { bread, boardOf, entry, open, pull, row, tofu } from './boards.ts';

const look = { hideTitles: false, now };

describe('the rows of the view of backports', () => {
  it('are the advisories, with how many branches have the fix', () => {
    const { label, description, icon, colour, context, spoken } = faceOf(nodeOf(bread), look);
    assert.deepEqual(
      [label, description, icon, colour, context],
      [
        '3 of 6 · Bread socket option ignored',
        '3 to do',
        'git-merge',
        'list.warningForeground',
        'allBackports repairable',
      ],
    );
    assert.equal(spoken, 'Bread socket option ignored, 3 of 6 merged, 3 to do');
    const done = faceOf(nodeOf(tofu), look);
    assert.deepEqual([done.label, done.description], ['6 of 6 · Tofu lexer overflow', '']);
    assert.deepEqual([done.icon, done.context], ['pass-filled', 'allBackports']);
    assert.equal(viewWords([bread, tofu]), '3 to do');
    assert.equal(viewWords([tofu]), '');
  });

  it('say the short id where titles are hidden, and that they are being read', () => {
    assert.equal(faceOf(nodeOf(bread), { ...look, hideTitles: true }).label, '3 of 6 · 2f6w');
    const described = (more: Parameters<typeof entry>[0]) =>
      faceOf(nodeOf(entry({ board: null, ...more })), look);
    assert.equal(described({ reading: true }).description, 'Looking…');
    assert.equal(described({}).description, 'not read yet');
    assert.deepEqual(
      [described({ failure: 'No.' }).description, described({ failure: 'No.' }).folds],
      ['could not be read', false],
    );
  });

  it('are the branches, with the defect or the state', () => {
    assert.deepEqual(
      branchesOf(bread).map(node => {
        const { label, description, icon } = faceOf(node, look);
        return [label, description, icon];
      }),
      [
        ['main', 'merged 11 November', 'git-merge'],
        ['3.15', 'merged 12 November', 'git-merge'],
        ['3.14', 'merged 12 November', 'git-merge'],
        ['3.13', 'release-blocker is missing', 'warning'],
        ['3.12', 'Needs a backport by hand', 'error'],
        ['3.11', 'The title lacks (GH-210461)', 'warning'],
      ],
    );
  });

  it('offer what fits them', () => {
    const contexts = branchesOf(bread).map(node => faceOf(node, look).context);
    assert.deepEqual(contexts, [
      'backport hasPull',
      'backport hasPull',
      'backport hasPull',
      'backport hasPull repairable',
      'backport toBackport may-skip',
      'backport hasPull repairable',
    ]);
    const [skipped] = branchesOf(
      entry({ board: boardOf([row('3.11', 'security', null, { need: 'not-needed', reason: 'not there' })]) }),
    );
    const { context, description, icon } = faceOf(skipped!, look);
    assert.deepEqual([context, description, icon], ['backport skipped', 'not needed', 'dash']);
    const [waits] = branchesOf(entry({ board: boardOf([row('3.13', 'security', pull('3.13', 7, open))]) }));
    assert.deepEqual(faceOf(waits!, look).description, 'open');
  });
});
