import assert from 'node:assert/strict';
import { Memory } from '../../../src/github/memory.ts';

describe('what is remembered for its ETag', () => {
  const answer = (data: unknown) => ({ etag: '"x"', data, headers: {} });
  const filled = (most: number, ...urls: string[]) => {
    const memory = new Memory(most);
    for (const url of urls) memory.keep(url, answer(url));
    return memory;
  };
  const has = (memory: Memory, ...urls: string[]) =>
    urls.filter(url => memory.find(url) !== undefined).join('');

  it('is what was asked for last, not what came last', () => {
    const memory = filled(3, 'a', 'b', 'c');
    assert.equal(memory.find('a')?.data, 'a');
    memory.keep('d', answer('d'));
    assert.equal(has(memory, 'a', 'b', 'c', 'd'), 'acd');
    memory.keep('a', answer('new'));
    memory.keep('e', answer('e'));
    assert.equal(has(memory, 'a', 'c', 'd', 'e'), 'ade');
    assert.equal(memory.find('a')?.data, 'new');
    assert.equal(memory.size, 3);
  });

  it('forgets pages that a whole reading of their list no longer comes by', () => {
    const memory = filled(9, 'a', 'b', 'c', 'other');
    memory.walked('a', new Set(['a', 'b', 'c']), true);
    memory.keep('d', answer('d'));
    memory.walked('a', new Set(['a', 'd']), true);
    assert.equal(has(memory, 'a', 'b', 'c', 'd', 'other'), 'adother');
  });

  it('keeps pages that a reading did not get to, until one is whole', () => {
    const memory = filled(9, 'a', 'b', 'c');
    memory.walked('a', new Set(['a', 'b', 'c']), true);
    memory.walked('a', new Set(['a']), false);
    memory.keep('d', answer('d'));
    memory.walked('a', new Set(['a', 'd']), false);
    assert.equal(has(memory, 'a', 'b', 'c', 'd'), 'abcd');
    memory.walked('a', new Set(['a', 'b']), true);
    assert.equal(has(memory, 'a', 'b', 'c', 'd'), 'ab');
  });

  it('holds no more than it may, whatever is walked', () => {
    const memory = new Memory(4);
    for (let n = 0; n < 50; n++) {
      const urls = [`${n}-1`, `${n}-2`, `${n}-3`];
      for (const url of urls) memory.keep(url, answer(url));
      memory.walked(urls[0]!, new Set(urls), true);
    }
    assert.equal(memory.size, 4);
    assert.equal(has(memory, '48-3', '49-1', '49-2', '49-3'), '48-349-149-249-3');
  });
});
