import assert from 'node:assert/strict';
import type { Defect, Repair } from '../../../../src/process/backports/types.ts';
import {
  counts,
  isDone,
  isPast,
  onePresses,
  repairWords,
  worstFirst,
} from '../../../../src/ui/backports/weigh.ts';
import { now } from '../advisories/facts.ts';
import { boardOf, bread, breadBoard, entry, open, pull, row, tofu, tofuBoard } from './boards.ts';

describe('what a board of backports asks for', () => {
  it('is counted as the filters show it', () => {
    assert.deepEqual(counts([breadBoard, tofuBoard]), { needsYou: 3, open: 3, all: 12 });
    assert.deepEqual(counts([]), { needsYou: 0, open: 0, all: 0 });
    assert.deepEqual([isDone(breadBoard), isDone(tofuBoard), isDone(null)], [false, true, false]);
  });

  it('is done by one press where nothing has to be asked, and the press says what it does', () => {
    const repairs = onePresses(breadBoard);
    assert.deepEqual(
      repairs.map(({ branch, repair }) => [branch, repair.id]),
      [
        ['3.13', 'addLabels'],
        ['3.11', 'correctTitle'],
      ],
    );
    assert.equal(repairWords(repairs.map(({ repair }) => repair)), 'Add 1 label, correct 1 title');
    const labels = { id: 'addLabels', label: 'Add labels', pull: 1, labels: ['a', 'b'] } as const;
    assert.equal(repairWords([labels]), 'Add 2 labels');
    assert.equal(repairWords([]), '');
  });

  it('takes one way of each defect, not all', () => {
    const title = (text: string): Repair => ({ id: 'correctTitle', label: text, pull: 1, title: text });
    const defect: Defect = {
      ...{ id: 'title', severity: 'warning', text: 'Wrong.' },
      repairs: [title('one'), title('other')],
    };
    const board = boardOf([row('3.13', 'security', pull('3.13', 1, open), { defects: [defect] })], [defect]);
    assert.deepEqual(
      onePresses(board).map(({ branch }) => branch),
      ['3.13', ''],
    );
  });

  it('is sorted worst first: what needs somebody, what is not read, what is open, what is done', () => {
    const unread = entry({ ...tofu, id: 'unread', board: null });
    const waiting = entry({
      ...tofu,
      id: 'waiting',
      board: boardOf([row('3.13', 'security', pull('3.13', 1, open))]),
    });
    const grave = entry({ ...tofu, id: 'grave', board: breadBoard });
    assert.deepEqual(
      [tofu, waiting, bread, unread, grave].sort(worstFirst).map(({ id }) => id),
      ['grave', bread.id, 'unread', 'waiting', tofu.id],
    );
  });

  it('is left out ninety days after everything was done, and never before', () => {
    const last = Date.parse('2026-11-12T10:00:00Z');
    const day = 86_400_000;
    assert.equal(isPast(tofu, now), false);
    assert.equal(isPast(tofu, new Date(last + 90 * day)), false);
    assert.equal(isPast(tofu, new Date(last + 91 * day)), true);
    assert.equal(isPast(bread, new Date(last + 900 * day)), false, 'what is open is never past');
  });
});
