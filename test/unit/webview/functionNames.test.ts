import assert from 'node:assert/strict';
import { functionNames } from '../../../webview/advisory/fields/functionNames.ts';

describe('names of functions in a line', () => {
  it('are divided by commas, but not within brackets', () => {
    assert.deepEqual(functionNames('Parser.feed, spam.parse'), ['Parser.feed', 'spam.parse']);
    assert.deepEqual(functionNames('parse(a, b), f(g(x, y), z) ,h'), ['parse(a, b)', 'f(g(x, y), z)', 'h']);
    assert.deepEqual(functionNames('get(key: Map[K, V]), set'), ['get(key: Map[K, V])', 'set']);
    assert.deepEqual(functionNames(' , ,'), []);
    assert.deepEqual(functionNames('a), b'), ['a)', 'b']);
  });
});
