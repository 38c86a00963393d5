import assert from 'node:assert/strict';
import { webviewHtml } from '../../../src/ui/webviewHtml.ts';

const page = {
  nonce: 'c29tZXRoaW5n',
  source: 'https://pages.example',
  script: 'https://pages.example/port.js',
  styles: ['https://pages.example/icons.css', 'https://pages.example/port.css'],
  title: 'Port to a public pull request',
};

/** The directives of the page's policy, by name. */
function policy(html: string): Map<string, string> {
  const content = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
  return new Map(
    content
      .replaceAll('&quot;', '"')
      .split('; ')
      .map(directive => [
        directive.slice(0, directive.indexOf(' ')),
        directive.slice(directive.indexOf(' ') + 1),
      ]),
  );
}

describe('webviewHtml', () => {
  it('allows a script by nonce, styles and fonts of our own, and nothing else', () => {
    assert.deepEqual(
      policy(webviewHtml(page)),
      new Map([
        ['default-src', "'none'"],
        ['script-src', "'nonce-c29tZXRoaW5n'"],
        ['style-src', "https://pages.example 'unsafe-inline'"],
        ['font-src', 'https://pages.example'],
      ]),
    );
  });

  it('states the policy before anything is loaded', () => {
    const html = webviewHtml(page);
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<link'));
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script'));
  });

  it('has one script, which carries the nonce, and no code of its own', () => {
    const scripts = [...webviewHtml(page).matchAll(/<script([^>]*)>(.*?)<\/script>/gs)];
    assert.equal(scripts.length, 1);
    assert.match(scripts[0]![1]!, /nonce="c29tZXRoaW5n" src="https:\/\/pages\.example\/port\.js"/);
    assert.equal(scripts[0]![2], '');
  });

  it('loads every style sheet, in order', () => {
    const hrefs = [...webviewHtml(page).matchAll(/<link rel="stylesheet" href="([^"]*)">/g)].map(
      ([, at]) => at,
    );
    assert.deepEqual(hrefs, page.styles);
  });

  it('takes no markup from what it is given', () => {
    const html = webviewHtml({
      ...page,
      title: '</title><script>alert(1)</script>',
      script: 'https://pages.example/a.js"><img src=x>',
      styles: ['https://pages.example/a.css"><script>alert(2)</script>'],
    });
    assert.equal([...html.matchAll(/<script/g)].length, 1);
    assert.equal([...html.matchAll(/<img/g)].length, 0);
    assert.match(html, /<title>&lt;\/title&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;<\/title>/);
  });

  it('names its language and fits a narrow panel', () => {
    assert.match(webviewHtml(page), /<html lang="en">/);
    assert.match(webviewHtml(page), /name="viewport" content="width=device-width, initial-scale=1"/);
  });
});
