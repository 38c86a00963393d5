import assert from 'node:assert/strict';
import { names, titles } from '../../../src/sandbox/seed/hostileTexts.ts';
import './decide/window.ts';

const { window } = await import('vscode');
const { GitHubError } = await import('../../../src/github/index.ts');
const { Commands } = await import('../../../src/ui/common/commands.ts');
const { authorWords, pullLabel } = await import('../../../src/ui/common/othersWords.ts');
const { labelOf, stateWords } = await import('../../../src/ui/fork/pulls/words.ts');
const { chooseAdvisory } = await import('../../../src/ui/advisories/choose.ts');
const { chooseFix } = await import('../../../src/ui/backports/make/choose.ts');
const { copyFor } = await import('../../../src/ui/decide/ask.ts');
const { tell } = await import('../../../src/ui/decide/tell.ts');
const { offer } = await import('../../../src/ui/fork/pulls/bench.ts');
const { choosePull } = await import('../../../src/ui/port/choosePull.ts');
const { askCouncil } = await import('../../../src/ui/reports/ask.ts');
const { sample } = await import('./advisories/sample.ts');
const { faceOf } = await import('../../../src/ui/backports/rows.ts');

/** As in `hostile.test.ts`. */
const trick = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\u115f\u3164\u034f\u2800]|\$\(/u;
/** `linkedText.ts` of VS Code: http, https, command and file. */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)|\p{Cf}/iu;
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

  it('shows no trick in any list that is asked from', async () => {
    const { showQuickPick } = window;
    const lists: { label: string; description?: string }[][] = [];
    Object.assign(window, {
      showQuickPick: (rows: (typeof lists)[number]) => void lists.push([...rows]),
    });
    const advisory = { ...sample(), privateFork: 'python/cpython-ghsa-7q4m-xv2c-93rp' };
    try {
      for (const text of texts) {
        const pull = { number: 7, title: text, author: text, base: 'main' };
        const github = {
          pulls: { list: async () => [pull, pull] },
          repos: { get: async () => ({ defaultBranch: 'main' }) },
        } as never;
        const advisories = [{ ...advisory, title: text }];
        await choosePull(github, advisory);
        await chooseFix(github, advisory, { into: 'private', fork: advisory.privateFork } as never);
        await chooseAdvisory({ state: { kind: 'loaded' }, advisories } as never, () => true);
        await askCouncil([{ name: text, login: 'oregano-core' }] as never, []);
      }
    } finally {
      Object.assign(window, { showQuickPick });
    }
    assert.equal(lists.length, 4 * texts.length);
    for (const { label, description = '' } of lists.flat())
      for (const words of [label, description]) assert.doesNotMatch(words, trick);
  });

  it('makes no link in what is said of a press', async () => {
    const { showInformationMessage, showWarningMessage } = window;
    const said: string[] = [];
    const show = (text: string) => {
      said.push(text);
      return Promise.resolve(undefined);
    };
    Object.assign(window, { showInformationMessage: show, showWarningMessage: show });
    const running: Promise<unknown>[] = [];
    const commands = { run: (work: () => Promise<unknown>) => void running.push(work()) };
    const advisory = sample();
    const facts = { now: new Date(), progress: {}, profile: { bot: null } };
    const at = { parts: { commands }, advisory, facts, id: '93rp' } as never;
    try {
      for (const text of texts) {
        const note = `GitHub said: ${text}`;
        tell(at, { kind: 'done', advisory, undo: null, note }, { done: 'Done.', there: 'There.' });
        tell(at, { kind: 'browser', advisory, message: note }, { done: 'Done.', there: 'There.' });
        offer({ parts: { commands } } as never, note);
        await copyFor('A comment', note);
      }
      await Promise.all(running);
    } finally {
      Object.assign(window, { showInformationMessage, showWarningMessage });
    }
    assert.equal(said.length, 4 * texts.length);
    for (const text of said) assert.doesNotMatch(text, link);
  });

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
    for (const text of said) assert.doesNotMatch(text, link);
  });
});
