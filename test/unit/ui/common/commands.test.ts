import assert from 'node:assert/strict';
import { personAtWindow } from '../decide/window.ts';

const { Commands } = await import('../../../../src/ui/common/commands.ts');

describe('what the log is told of an error', () => {
  it('is where a bug of ours happened, and none of the text that its message quotes', async () => {
    const report = 'Spam parser reads past the end of its buffer';
    const person = personAtWindow();
    const lines: string[] = [];
    const commands = new Commands({
      error: (line: string) => lines.push(line),
      show: () => undefined,
    } as never);
    // V8 quotes what it could not parse.
    await commands.run(() => JSON.parse(report) as unknown);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /^SyntaxError\n +at /);
    assert.ok(!lines[0]!.includes(report.slice(0, 8)), lines[0]);
    await commands.run(() => {
      throw new Error(`No place for\n    at ${report}`);
    });
    assert.ok(!lines[1]!.includes('Spam'), lines[1]);
    await commands.run(() => {
      throw report;
    });
    assert.ok(!lines[2]!.includes('Spam'), lines[2]);
    assert.deepEqual(
      person.said,
      Array(3).fill('This failed inside GHSA Coordinator. The log has the detail.'),
    );
  });
});
