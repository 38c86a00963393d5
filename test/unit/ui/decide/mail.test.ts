import assert from 'node:assert/strict';
import { mailProblem, mailRows } from '../../../../src/ui/decide/mailRows.ts';

const report = {
  title: 'Salad parser hangs',
  description: '\n\nIt hangs.\nAlways.',
  reporter: null,
  notice: null,
};

describe('a mail as an advisory', () => {
  it('is shown in short before anything is sent', () => {
    assert.deepEqual(mailRows({ ...report, description: `It hangs.${'x'.repeat(1225)}` }, false), [
      'Title: Salad parser hangs',
      'Text: 1,234 characters',
      `Begins: It hangs.${'x'.repeat(71)}`,
      'Reporter: nobody on GitHub',
    ]);
    assert.deepEqual(mailRows({ title: '', description: '', reporter: 'parsley-dev', notice: null }, true), [
      'Title: none',
      'Text: 0 characters',
      'Reporter: parsley-dev',
    ]);
  });

  it('shows no word of it where titles are hidden', () => {
    assert.deepEqual(mailRows(report, true), [
      'Title: 18 characters',
      'Text: 19 characters',
      'Reporter: nobody on GitHub',
    ]);
  });

  it('shows no trick of who wrote it', () => {
    const tricks = { title: '$(shield) \u202egnp', description: '$(key)\u200b x' };
    const [title, , begins] = mailRows({ ...report, ...tricks }, false);
    assert.deepEqual([title, begins], ['Title: $\u200a(shield) gnp', 'Begins: $\u200a(key) x']);
  });

  it('is refused where GitHub would refuse it', () => {
    assert.equal(mailProblem(report), null);
    assert.equal(mailProblem({ ...report, title: ' ', description: '\n' }), 'The clipboard holds no text.');
    assert.match(mailProblem({ ...report, title: '' }) ?? '', /no subject/);
    assert.match(mailProblem({ ...report, title: 'x'.repeat(1025) }) ?? '', /1024/);
    assert.match(mailProblem({ ...report, description: ' ' }) ?? '', /no text/);
    assert.equal(mailProblem({ ...report, description: 'x'.repeat(65_535) }), null);
    assert.match(mailProblem({ ...report, description: 'x'.repeat(65_536) }) ?? '', /65,535/);
  });
});
