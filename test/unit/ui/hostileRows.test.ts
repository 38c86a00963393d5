import assert from 'node:assert/strict';
import { names, titles } from '../../../src/sandbox/seed/hostileTexts.ts';
import './decide/window.ts';

const { window } = await import('vscode');
const { GitHubError } = await import('../../../src/github/index.ts');
const { Commands } = await import('../../../src/ui/common/commands.ts');
const { authorWords, pullLabel } = await import('../../../src/ui/common/othersWords.ts');
const { labelOf, stateWords } = await import('../../../src/ui/fork/pulls/words.ts');
const { faceOf } = await import('../../../src/ui/backports/rows.ts');

/** As in `hostile.test.ts`. */
const trick = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\u115f\u3164\u034f\u2800]|\$\(/u;
const texts = [...Object.values(titles), ...names];

describe('what somebody named to break a row', () => {
  for (const text of texts) {
    const what = JSON.stringify(text).slice(0, 60);
    it(`shows no trick in a choice of pull requests: ${what}`, () => {
      const pull = { number: 7, title: text, headRef: text, author: text } as never;
      const state = { pull, state: 'open' } as const;
      for (const words of [
        pullLabel('#7', text),
        authorWords(text),
        labelOf(state, false),
        stateWords(state),
      ])
        assert.doesNotMatch(words, trick);
      assert.match(labelOf(state, false), /^#7 /);
    });

    it(`shows no trick in a row of the backports: ${what}`, () => {
      const row = {
        ...{
          branch: '3.14',
          pull: { title: text, state: 'open', mergedAt: null },
          need: 'needed',
          note: null,
        },
        ...{ defects: [{ text, severity: 'warning', repairs: [] }], who: text, when: '' },
      };
      const node = { kind: 'backport', id: 'x', branch: '3.14', row } as never;
      const { label, description, spoken, tooltip } = faceOf(node, { hideTitles: false, now: new Date() });
      for (const words of [label, description, spoken, ...tooltip.split('\n')])
        assert.doesNotMatch(words, trick);
    });
  }

  it('makes no link in a notification of what GitHub refused', async () => {
    const said: string[] = [];
    const { showErrorMessage } = window;
    Object.assign(window, {
      showErrorMessage: (text: string) => {
        said.push(text);
        return Promise.resolve(undefined);
      },
    });
    const commands = new Commands({
      error: () => undefined,
      debug: () => undefined,
      show: () => undefined,
    } as never);
    for (const text of texts) await commands.report(new GitHubError('invalid', `GitHub said: ${text}`));
    Object.assign(window, { showErrorMessage });
    assert.equal(said.length, texts.length);
    // `linkedText.ts` of VS Code: http, https, command and file.
    for (const text of said) assert.doesNotMatch(text, /\[[^\]]+\]\((?:https?:\/\/|command:|file:)|\p{Cf}/iu);
  });
});
