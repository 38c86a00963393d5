import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { inspect } from 'node:util';
import { declassify, publicString, PublicText, samePublicText } from '../../../src/embargo/index.ts';
import { secrets } from './secrets.ts';

const made = (text: string): PublicText => {
  const result = declassify(text, secrets);
  assert.ok(result.ok);
  return result.text;
};

describe('PublicText', () => {
  it('comes from declassify only', () => {
    assert.throws(() => Reflect.construct(PublicText, ['declassified', 'GHSA']), TypeError);
    for (const fake of [
      'text',
      JSON.parse(JSON.stringify(made('text'))),
      { ...made('text') },
      Object.create(PublicText.prototype) as unknown,
      null,
    ]) {
      assert.throws(() => publicString(fake as never), /passed the public line/);
    }
  });

  it('shows a placeholder wherever it is printed', () => {
    const text = made('Check the length');
    assert.ok(
      !`${text} ${JSON.stringify({ text })} ${inspect(text)} ${inspect({ text })}`.includes('length'),
    );
  });

  it('fills the one hole with a number and nothing else', () => {
    assert.equal(publicString(made('gh-{issue}: x {other} {issue}').withIssue(7)), 'gh-7: x {other} 7');
    for (const wrong of [0, -1, 1.5, NaN, '7; GHSA' as unknown as number]) {
      assert.throws(() => made('gh-{issue}').withIssue(wrong), TypeError);
    }
  });

  it('is refused with findings, and let through when each was overruled with a reason', () => {
    const refused = declassify('see GHSA-7q4m-xv2c-93rp', secrets);
    assert.ok(!refused.ok);
    const { id } = refused.findings[0]!;
    assert.ok(!declassify('see GHSA-7q4m-xv2c-93rp', secrets, [{ id, reason: ' ' }]).ok);
    assert.ok(declassify('see GHSA-7q4m-xv2c-93rp', secrets, [{ id, reason: 'quoted by the docs' }]).ok);
    assert.ok(!declassify('GHSA-7q4m-xv2c-93rp [CLOSED]', secrets, [{ id, reason: 'x' }]).ok);
  });

  it('compares with what is there as bots leave it', () => {
    assert.ok(samePublicText(made('a\nb'), ' a\r\nb\n'));
  });

  it('cannot be misused where the compiler looks', () => {
    const root = resolve(import.meta.dirname, '../../..');
    const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'test/nocompile'], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(tsc.stdout, '');
    assert.equal(tsc.status, 0);
  });
});
