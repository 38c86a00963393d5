import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import { connect } from '../../../src/github/index.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { titles } from '../../../src/sandbox/seed/hostileTexts.ts';
import { faceOf, type Face } from '../../../src/ui/advisories/faces.ts';
import { hoverLines } from '../../../src/ui/advisories/hover.ts';
import { childrenOf } from '../../../src/ui/advisories/outline.ts';
import type { Node } from '../../../src/ui/advisories/rows.ts';
import { assessed, factsOf, lookAt } from './advisories/facts.ts';
import { sample } from './advisories/sample.ts';
import { assertQuick } from '../quick.ts';

/** Anything that a row must not show: controls, turned text, what cannot be seen, line ends, icons, half characters. */
const trick = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\u115f\u3164\u034f\u2800]|\$\(/u;

/** The flags that tag characters make (Unicode, emoji-sequences.txt, RGI_Emoji_Tag_Sequence). */
const flags = {
  england: '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  scotland: '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  wales: '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}',
};

describe('reports that were written to break their reader', () => {
  let sandbox: Sandbox;
  let advisories: readonly Advisory[];
  before(async () => {
    sandbox = await startSandbox();
    const ids = sandbox.addHostile();
    const github = connect({
      ...{ apiUrl: sandbox.api, throttle: false },
      token: () => Promise.resolve(sandbox.tokens['coordinator']!),
    });
    const all = await github.advisories.list({ owner: 'python', name: 'cpython' }, 'triage');
    advisories = all.filter(({ ghsaId }) => ids.includes(ghsaId));
    assert.equal(advisories.length, ids.length);
  });
  after(() => sandbox.stop());

  const drawn = (node: Node): Face[] => [
    faceOf(node, lookAt()),
    ...childrenOf(node, { assessment: advisory => assessed(advisory) }).flatMap(drawn),
  ];

  it('come as they were written, half characters and all', () => {
    const read = new Set(advisories.map(({ title }) => title));
    assert.deepEqual(
      Object.values(titles).filter(title => !read.has(title)),
      [],
    );
  });

  it('show no trick in any row, its words, or what a screen reader says of it', () => {
    for (const advisory of advisories) {
      for (const { label, description, spoken, tooltip, context } of drawn({ kind: 'advisory', advisory })) {
        for (const words of [label, description, spoken, tooltip ?? ''])
          assert.doesNotMatch(words, trick, JSON.stringify([advisory.title.slice(0, 60), words]));
        assert.notEqual(label.trim(), '');
        assert.match(context, /^[\w .-]*$/, 'the menus hang on it');
      }
    }
  });

  it('show no trick in a hover', () => {
    for (const advisory of advisories)
      for (const { words, code, bold } of hoverLines(factsOf(advisory), assessed(advisory)))
        assert.doesNotMatch(`${words}${code ?? ''}${bold ?? ''}`, trick, words);
  });

  it('are drawn in no time, all of them', () =>
    assertQuick(2_000, () => {
      for (const advisory of advisories) drawn({ kind: 'advisory', advisory });
    }));

  const said = (title: string) => {
    const advisory = sample({ title });
    return hoverLines(factsOf(advisory), assessed(advisory))
      .filter(({ icon }) => icon === 'warning')
      .map(({ words }) => words);
  };
  const unseen = 'Characters of the title that cannot be seen or turn text round are left out here.';
  const mixed = 'A word of the title mixes alphabets: it may not be what it looks like.';

  it('are told apart from what they look like', () => {
    for (const name of ['turned round', 'isolated', 'invisible', 'fillers', 'tags', 'control', 'split tag'])
      assert.deepEqual(said(titles[name]!), [unseen], name);
    assert.deepEqual(said(titles['homoglyph']!), [mixed]);
  });

  it('leave honest titles alone', () => {
    for (const title of [
      'Ошибка в spam.parser',
      'µs overflow',
      'Größe über 64 KiB',
      '解析 spam 解析',
      '🐍 ☠️ ελ',
      '👩\u200d💻 in spam.parser',
      'سرریز در تجزیه می\u200cشود',
      'spam\tparser\n',
      ...Object.values(flags).map(flag => `Flag ${flag} in spam.parser`),
    ])
      assert.deepEqual(said(title), [], title);
  });

  it('are suspected for a joiner that joins nothing, and for selectors and blanks that nobody sees', () => {
    for (const title of [
      'Sa\u200clt',
      'Salt\u200d parser',
      'Salt\u2800parser',
      'Salt\u{e0100}',
      'Sa\ufe01lt',
      'Sa\ufe0flt',
    ])
      assert.deepEqual(said(title), [unseen], JSON.stringify(title));
  });

  it('are suspected for tag characters that are no flag', () => {
    const tags = (text: string) =>
      [...text].map(one => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('');
    const end = '\u{e007f}';
    for (const title of [
      `Salt ${tags('gbeng')}${end}`,
      `Salt \u{1f3f4}${tags('gbeng')}`,
      `Salt \u{1f3f4}${tags('quit')}${end}`,
      `Salt \u{1f3f4}${tags('gbengquit')}${end}`,
      `Salt ${flags.england}${tags('quit')}${end}`,
      `Salt ${flags.england}${end}`,
      `Salt \u{1f40d}${tags('gbeng')}${end}`,
    ])
      assert.deepEqual(said(title), [unseen], JSON.stringify(title));
    for (const flag of Object.values(flags))
      assert.equal(
        faceOf({ kind: 'advisory', advisory: sample({ title: `${flag} parser` }) }, lookAt()).label,
        `${flag} parser`,
      );
  });

  it('have a name in the tree even when theirs cannot be seen', () => {
    const label = (title: string) =>
      faceOf({ kind: 'advisory', advisory: sample({ title }) }, lookAt()).label;
    assert.equal(label(titles['nothing']!), 'No readable title, 93rp');
    assert.equal(label('\u2800\ufe0f\u{e0100}'), 'No readable title, 93rp');
    assert.equal(label('👩\u200d💻 ☠️ می\u200cشود'), '👩\u200d💻 ☠️ می\u200cشود');
    assert.equal(label(titles['split tag']!), 'Salt parser');
    assert.equal(label(titles['lone surrogate']!), 'Salt \ufffdparser\ufffd');
    assert.equal(label(titles['lines']!), 'Salt parser # heading');
    const long = label('\u{1f40d}'.repeat(40_000));
    assert.ok(long.length <= 301 && /^(\u{1f40d})+…$/u.test(long), String(long.length));
  });
});
