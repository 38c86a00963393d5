import assert from 'node:assert/strict';
import { addressOf, placeOf } from '../../../webview/advisory/preview/address.ts';

describe('addresses in a text', () => {
  it('lets web and mail addresses be pressed, spelt out', () => {
    assert.equal(addressOf('https://example.org/a?b'), 'https://example.org/a?b');
    assert.equal(addressOf('HTTP://EXAMPLE.org'), 'http://example.org/');
    assert.equal(addressOf('mailto:a@example.org'), 'mailto:a@example.org');
    // Letters that look like others are shown in the form that tells them apart.
    assert.equal(addressOf('https://ex\u0430mple.org'), 'https://xn--exmple-4nf.org/');
  });

  it('lets nothing else be pressed', () => {
    for (const href of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'command:workbench.action.quit',
      'vscode:extension/a.b',
      'vscode-insiders://a/b',
      'data:text/html,x',
      'file:///etc/passwd',
      'blob:https://a/b',
      '//example.org',
      '/python/cpython',
      '#top',
      '',
      null,
    ])
      assert.equal(addressOf(href), null, String(href));
  });

  it('says where an image would come from', () => {
    assert.equal(placeOf('https://example.org/a.png'), 'example.org');
    assert.equal(placeOf('data:image/png;base64,AA'), 'data');
    assert.equal(placeOf('a.png'), 'no address');
    assert.equal(placeOf(null), 'no address');
  });
});
