import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { breaks } from '../promises/breaks.ts';
import { countOf } from '../promises/copy.ts';
import { namesIn, patternOf, promisesOf, tableOf, testNames } from '../promises/promised.ts';
import { verdictOf, verdictOfScript } from '../promises/run.ts';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const { properties } = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    contributes: { configuration: { properties: Record<string, { scope: string; default?: unknown }> } };
  }
).contributes.configuration;

describe('SECURITY.md', () => {
  const promises = promisesOf(root);

  it('names for every promise a test that is there, by its own name', () => {
    assert.ok(promises.length >= 25, `only ${promises.length} promises were found`);
    for (const { promise, file, name } of promises) {
      assert.ok(promise && existsSync(join(root, file)), `${promise}: there is no ${file}`);
      const named = testNames(root, file).filter(each => each === name);
      assert.equal(named.length, 1, `${file} has ${named.length} tests called “${name}”`);
    }
  });

  it('takes for a test neither a comment, nor a part of a name, nor one that is skipped', () => {
    const source = [
      "describe('a', () => {",
      "  it('is said', () => it.skip('is skipped', () => undefined));",
      "  // it('is in a comment')",
      "  it(`has ${holes}, ${a ?? 'b'}`, () => assert.ok(1, 'a message'));",
      '  const text = "it(\'is in a text\')";',
      '});',
    ].join('\n');
    assert.deepEqual(namesIn(source, 'mocha'), ['is said', "has ${holes}, ${a ?? 'b'}"]);
    assert.deepEqual(namesIn(source, 'script'), ['a message']);
  });

  it('runs what has the name, its holes filled with anything', () => {
    const pattern = new RegExp(`^${patternOf("a ${x} (c)? ${y ?? 'z'}.")}$`);
    assert.match('a b (c)? d.', pattern);
    assert.doesNotMatch('a b (c) d.', pattern);
    assert.doesNotMatch('a b (c)? d!', pattern);
  });

  it('takes for a failure only one by an assertion of the test itself', () => {
    const told = (title: string, assertion: boolean | null) => ({
      title,
      failure: assertion === null ? null : { assertion, message: 'm' },
    });
    const kind = (...all: Parameters<typeof verdictOf>[0][number][]) => verdictOf(all, /^a \d$/).kind;
    assert.equal(kind(told('a 1', true)), 'failed');
    assert.equal(kind(told('a 1', null), told('a 2', true)), 'failed');
    assert.equal(kind(told('a 1', null), told('a 2', null)), 'passed');
    assert.equal(kind(told('a 1', null), told('a 2', false)), 'neither');
    assert.equal(kind(told('"before all" hook for "a 1"', true)), 'neither');
    assert.equal(kind(told('b', null)), 'neither');
    assert.equal(kind(), 'neither');
    assert.equal(verdictOfScript(1, 'SyntaxError: x', /AssertionError[^\n]*: x/).kind, 'neither');
    assert.equal(verdictOfScript(1, 'AssertionError [E]: x', /AssertionError[^\n]*: x/).kind, 'failed');
    assert.equal(verdictOfScript(0, '', /x/).kind, 'passed');
  });

  it('has for every promise a break, and each break has a promise', () => {
    const key = (file: string, name: string) => `${file}: ${name}`;
    const promised = promises.map(({ file, name }) => key(file, name));
    const broken = breaks.map(({ test, name }) => key(test, name));
    assert.deepEqual([...new Set(broken)].sort(), [...new Set(promised)].sort());
    assert.equal(new Set(promised).size, promised.length, 'two promises have one test');
  });

  it('can still be broken: what a break replaces stands once in its file', () => {
    for (const { mistake, file, from, to } of breaks) {
      assert.equal(countOf(readFileSync(join(root, file), 'utf8'), from), 1, `${mistake}: ${file}: ${from}`);
      assert.notEqual(from, to, mistake);
    }
  });

  it('names every host that the settings lead to, and each is the machine’s', () => {
    const hosts = tableOf(text, 'What leaves');
    for (const [setting, { scope, default: value }] of Object.entries(properties)) {
      if (typeof value !== 'string' || !/^https?:/.test(value)) continue;
      const row = hosts.find(cells => cells.at(-1) === `\`${setting}\``);
      assert.equal(row?.[0], `\`${new URL(value).host}\``, setting);
      assert.equal(scope, 'machine', setting);
    }
  });
});
