import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { profileFacts, profileOf } from '../../../src/project/index.ts';
import { acceptanceReply, rejectionReply } from '../../../src/triage/index.ts';
import type { EditorState, ToHost } from '../../../src/ui/editor/protocol.ts';
import { launchBrowser } from '../../vscode/browser.ts';
import { AdvisoryPage } from './advisoryPage.ts';
import { saved } from './advisorySample.ts';
import { comments, deciding, discussing, discussion, talking } from './discussionSample.ts';
import { hostile } from './hostileMarkdown.ts';

const themes = ['dark', 'light', 'hc', 'hcl'] as const;

describe('the discussion, alone in a browser', () => {
  let browser: Browser;
  let at: AdvisoryPage;
  before(async () => (browser = await launchBrowser()));
  after(() => browser.close());
  afterEach(async () => {
    const { complaints } = at;
    await at.close();
    assert.deepEqual(complaints, [], 'neither its own policy nor its script may complain');
  });

  const open = async (state: EditorState, look: Parameters<typeof AdvisoryPage.open>[2] = {}) => {
    at = await AdvisoryPage.open(browser, state, look);
    await at.page.locator('#panel-discussion:not([hidden])').waitFor();
    await drawn();
  };
  const drawn = () => at.page.locator('.comments:not([aria-busy])').waitFor({ state: 'attached' });
  /** The newest state as the page knows it, with what it drafted. */
  const show = (state: EditorState) => at.show({ ...state, open: null }, 1000);
  const area = () => at.page.getByLabel('Your comment');
  const written = () => area().inputValue();
  const press = (name: string | RegExp) => at.page.getByRole('button', { name, exact: true }).click();
  const said = (text: string | RegExp) => at.page.locator('.reply-said').getByText(text).waitFor();
  const asked = (tag: ToHost['t']) => at.asked.filter(({ t }) => t === tag).length;
  const drafted = () => at.last('draft')?.draft;
  const template = async (name: string) => {
    await press('Template');
    await at.page.getByRole('menuitem', { name, exact: true }).click();
  };
  const answer = (id: string, name: 'Yes' | 'No' | 'Not known') =>
    at.page.locator(`[data-criterion="${id}"]`).getByRole('radio', { name, exact: true });

  it('is read when its tab is opened, not before', async () => {
    const state = {
      ...saved,
      discussion: { ...discussion, kind: 'unread', comments: [] } as const,
      open: { tab: 'severity', preview: 'email', number: 1 } as const,
    };
    at = await AdvisoryPage.open(browser, state);
    await at.page.locator('#panel-severity:not([hidden])').waitFor();
    assert.equal(asked('readDiscussion'), 0);
    assert.equal((await at.page.getByRole('tab', { name: /Discussion/ }).innerText()).trim(), 'Discussion');
    await at.page.getByRole('tab', { name: 'Discussion' }).click();
    await at.until(() => asked('readDiscussion') === 1);
    await show(discussing(state, { kind: 'loading' }));
    await at.page.getByText('Loading comments…').waitFor();
    await show(discussing(state, { kind: 'ready', comments }));
    await at.page.getByRole('heading', { name: '5 comments' }).waitFor();
    await at.page.getByRole('tab', { name: 'Discussion 5 comments' }).waitFor();
    assert.equal(asked('readDiscussion'), 1, 'a state that comes in asks nothing');
    await at.page.getByRole('tab', { name: 'Severity' }).click();
    await at.page.getByRole('tab', { name: /Discussion/ }).click();
    await at.until(() => asked('readDiscussion') === 2);
    await press('Read the comments again');
    await at.until(() => asked('readDiscussion') === 3);
    assert.equal(asked('findSimilar'), 0, 'only in triage');
    assert.equal(await at.page.getByRole('heading', { name: 'Decide' }).isVisible(), false);
  });

  it('comes back where it was', async () => {
    await open({ ...talking, open: null }, { remembered: { tab: 'discussion', opened: 1 } });
    await at.until(() => asked('readDiscussion') === 1);
    assert.equal(
      await at.page.getByRole('tab', { name: /^Discussion/ }).getAttribute('aria-selected'),
      'true',
    );
  });

  it('shows who said what, as markdown', async () => {
    await open(talking);
    const cards = at.page.locator('.comment');
    assert.match(await cards.nth(0).innerText(), /^parsley-dev\s+reporter\s+11 October/);
    assert.equal(await cards.nth(0).locator('strong').innerText(), '64 KiB');
    assert.match(await cards.nth(0).locator('pre').innerText(), /streaming=True/);
    assert.match(await cards.nth(3).innerText(), /^A deleted user/);
    assert.equal(await cards.nth(2).locator('ol > li').count(), 3);
    assert.equal(await cards.nth(4).locator('blockquote').innerText(), 'compare it with what is left');
    await at.page.getByRole('link', { name: 'https://example.org/spam' }).click();
    await at.until(() => at.last('openLink')?.url === 'https://example.org/spam');
    await cards
      .nth(1)
      .getByRole('button', { name: /open the comment of octo-coordinator/ })
      .click();
    await at.until(() => at.last('openLink')?.url === comments[1]!.htmlUrl);
    // What comes in later leaves what is there.
    const kept = await cards.nth(0).locator('pre').elementHandle();
    const more = { ...comments[1]!, id: 106, body: '# One\n\nOne more.' };
    await show(discussing(talking, { comments: [...comments.slice(1), more] }));
    await at.page.getByText('One more.').waitFor();
    assert.equal(await cards.count(), 5);
    assert.equal(await kept!.evaluate(node => node.isConnected), false);
    assert.equal(await cards.nth(4).getByRole('heading', { name: 'One' }).getAttribute('aria-level'), '3');
  });

  it('draws nothing but words of what strangers wrote', async () => {
    const bodies = [hostile, 'x'.repeat(65_536), '', 'a‮b'];
    const fetched: string[] = [];
    at = await AdvisoryPage.open(browser, { ...talking, discussion: { ...discussion, comments: [] } });
    at.page.on('request', request => fetched.push(request.url()));
    const all = bodies.map((body, i) => ({ ...comments[0]!, id: i, body, author: `<b>n${i}</b>` }));
    await show(discussing(talking, { comments: all }));
    await at.page.locator('.comment').nth(3).getByText('U+202E').waitFor();
    assert.deepEqual(fetched, []);
    assert.equal(
      await at.page.locator('.comment :is(script, img, iframe, a, form, svg, style, object)').count(),
      0,
    );
    assert.match(await at.page.locator('.comment').nth(0).innerText(), /^<b>n0<\/b>/);
    const long = at.page.getByRole('region', { name: /^Comment of <b>n1/ });
    await long.focus();
    assert.ok((await long.boundingBox())!.height < 600, 'what follows stays in reach');
    assert.equal(await at.page.locator('.comment').nth(2).locator('.comment-body').innerText(), 'Empty');
    assert.equal(await at.sideways(), 0);
  });

  it('says what could not be read, and what helps', async () => {
    await open(discussing(talking, { comments: [] }));
    await at.page.getByText('No comments yet.').waitFor();
    await show(discussing(talking, { kind: 'no-api', comments: [] }));
    await at.page.getByText('Comments cannot be read here.').waitFor();
    await press('Open on GitHub');
    assert.equal(at.last('offer')?.id, 'openOnGitHub');
    await area().fill(' I can reproduce it. ');
    await press('Copy Reply, Open GitHub');
    await said(/^Copied\./);
    assert.equal(at.last('replyOnGitHub')?.body, 'I can reproduce it.');
    assert.equal(await written(), ' I can reproduce it. ', 'kept until it is cleared');
    await press('Clear');
    assert.equal(await written(), '');
    await show(discussing(talking, { kind: 'failed', problem: 'GitHub cannot be reached.' }));
    await at.page.getByText('GitHub cannot be reached.').waitFor();
    assert.equal(await at.page.locator('.comment').count(), 5, 'what was read stays');
    const before = asked('readDiscussion');
    await press('Try Again');
    assert.equal(asked('readDiscussion'), before + 1);
  });

  it('posts a comment once, by Ctrl+Enter', async () => {
    await open(talking);
    await press('Write a comment');
    assert.equal(await at.focus(), 'reply');
    await at.page.keyboard.press('Control+Enter');
    await said('An empty comment is not posted.');
    await at.page.keyboard.type('Fixed in the private fork.');
    await at.until(() => drafted()?.comments?.discussion === 'Fixed in the private fork.');
    let done: (value: unknown) => void = () => undefined;
    at.answer = ({ t }) => (t === 'comment' ? new Promise(resolve => (done = resolve)) : undefined);
    await at.page.keyboard.press('Control+Enter');
    await at.page.keyboard.press('Control+Enter');
    await said('Posting…');
    await at.page.keyboard.type('x');
    done(undefined);
    await said('Comment posted.');
    assert.equal(asked('comment'), 1);
    assert.equal(at.last('comment')?.body, 'Fixed in the private fork.');
    assert.equal(await written(), '');
    assert.equal(drafted()?.comments?.discussion, undefined);
    assert.equal(await at.focus(), 'reply');
    assert.equal(asked('save'), 0);
  });

  it('keeps a comment that is there already, and posts it again when it is meant', async () => {
    await open(talking);
    await area().fill('Any news?');
    at.answer = message =>
      message.t === 'comment' && !message.again ? { there: '2026-08-12T09:00:00Z' } : undefined;
    await press('Comment');
    await said('The same comment of yours is there already, of 12 August. Nothing was posted.');
    assert.equal(await written(), 'Any news?');
    await area().press('End');
    await at.page.keyboard.type('?');
    assert.equal(await at.page.getByRole('button', { name: 'Post again' }).isVisible(), false);
    await press('Comment');
    await press('Post again');
    await said('Comment posted.');
    assert.deepEqual(at.last('comment'), { t: 'comment', body: 'Any news??', again: true });
    assert.equal(await written(), '');
    assert.equal(await at.focus(), 'reply');
    assert.equal(await at.page.getByRole('button', { name: 'Post again' }).isVisible(), false);
  });

  it('keeps a comment that is refused, and lets it be taken elsewhere', async () => {
    await open(talking);
    await area().fill('A thought.');
    at.answer = ({ t }) => {
      if (t === 'comment') throw new Error('GitHub does not take comments here.');
    };
    await press('Comment');
    await said('GitHub does not take comments here.');
    assert.equal(await written(), 'A thought.');
    await press('Copy Reply, Open GitHub');
    await at.until(() => at.last('replyOnGitHub')?.body === 'A thought.');
  });

  it('counts near the limit and refuses what is longer', async () => {
    await open(talking);
    const counter = at.page.locator('.reply .counter');
    await area().fill('y'.repeat(60_000));
    assert.equal(await counter.isVisible(), false);
    await area().fill('y'.repeat(65_537));
    assert.equal(await counter.innerText(), '65,537 of 65,536');
    await area().press('Control+Enter');
    await said(/^A comment has at most 65,536 characters, and this one has 65,537\./);
    assert.equal(asked('comment'), 0);
    await area().fill('y'.repeat(65_536));
    await area().press('Control+Enter');
    await said('Comment posted.');
    assert.equal(at.last('comment')?.body.length, 65_536);
  });

  it('says before sending who is mailed', async () => {
    await open(talking);
    const reach = at.page.locator('#reply-reach');
    assert.equal(
      (await reach.innerText()).trim(),
      'Mailed: parsley-dev (reporter), oregano-core, thyme-core, basil-core, 3 more and everybody in team psrt.' +
        ' Show all The reporter can read this.',
    );
    assert.equal(await area().getAttribute('aria-describedby'), 'reply-reach');
    await press('Show all who are mailed');
    assert.match(
      await reach.innerText(),
      /sorrel-core, chervil-core, octo-coordinator and everybody in team psrt\./,
    );
    await show(discussing(talking, { mailed: [], mailedUnknown: [] }));
    assert.match(
      await reach.innerText(),
      /^\s*Everybody in this advisory is mailed\. The reporter can read this\./,
    );
    await show(
      discussing(
        { ...talking, facts: { ...talking.facts!, reported: false } },
        { mailed: ['octo-coordinator'], mailedUnknown: [], reporter: null },
      ),
    );
    assert.equal((await reach.innerText()).trim(), 'Mailed: octo-coordinator.');
  });

  it('fills in templates by keyboard, over nothing that was written', async () => {
    await open(talking);
    await at.page.getByRole('button', { name: 'Template' }).focus();
    await at.page.keyboard.press('ArrowDown');
    assert.equal(await at.focus(), 'Accept');
    await at.page.keyboard.press('n');
    assert.equal(await at.focus(), 'Not a vulnerability');
    await at.page.keyboard.press('Control+s');
    assert.equal(await at.focus(), 'Not a vulnerability', 'a key of VS Code searches nothing');
    await at.page.keyboard.press('Control+Enter');
    assert.equal(asked('comment'), 0, 'and sends nothing');
    await at.page.keyboard.press('Escape');
    assert.equal(await at.focus(), 'Template');
    await template('Duplicate');
    await said('Filled in: Duplicate.');
    assert.match(await written(), /duplicate\nof an issue that is already being tracked internally/);
    // One that was not touched gives way; the browser's undo brings it back.
    await template('Ask about credit');
    assert.match(await written(), /^Hello @parsley-dev,/);
    await at.page.keyboard.press('Control+z');
    assert.match(
      await written(),
      /^Thanks for your report\. We've determined that this submission is a duplicate/,
    );
    await area().fill('Wait.');
    await template('Accept');
    assert.match(await written(), /^Wait\.\n\nThanks for your report\./);
    await said('Added below what you wrote.');
    assert.match(drafted()!.comments!.discussion!, /^Wait\.\n\nThanks/);
  });

  it('keeps what was written over a reload', async () => {
    await open({ ...talking, draft: { ...talking.draft, comments: { discussion: 'Not yet sent.\r\n' } } });
    assert.equal(await written(), 'Not yet sent.\n');
    assert.equal(asked('draft'), 0, 'showing it is no change');
    await at.page.getByRole('button', { name: 'Comment', exact: true }).focus();
    await show({ ...talking, phase: 'withdrawn' });
    assert.equal(await area().getAttribute('readonly'), '');
    assert.equal(await at.page.getByRole('button', { name: 'Comment', exact: true }).isVisible(), false);
  });

  it('takes answers to what the policy asks, and proposes the reply', async () => {
    await open(deciding);
    const sum = at.page.locator('.sum');
    assert.match(await sum.innerText(), /^0 of 14 answered$/);
    await answer('documented', 'Yes').click();
    const why = at.page.getByLabel('Why, Is this documented behaviour?');
    await at.page
      .locator('[data-criterion="documented"]')
      .getByText('Speaks against a vulnerability')
      .waitFor();
    await why.fill('The docs warn of it.');
    await answer('size', 'Yes').click();
    await answer('crash', 'Not known').click();
    await at.page.keyboard.press('ArrowLeft');
    assert.equal(await answer('crash', 'No').isChecked(), true);
    const judgements = {
      documented: { answer: 'yes', why: 'The docs warn of it.' },
      size: { answer: 'yes', why: '' },
      crash: { answer: 'no', why: '' },
    } as const;
    await at.until(() => JSON.stringify(drafted()?.triage) === JSON.stringify(judgements));
    assert.equal(await sum.innerText(), '3 of 14 answered, 1 speaks against it');
    await press('Reject…');
    const decided = { t: 'decide', written: false } as const;
    const rejection = { ...decided, what: 'reject', reply: rejectionReply(judgements) };
    assert.deepEqual(at.last('decide'), rejection);
    await press('Accept as vulnerability…');
    assert.deepEqual(at.last('decide'), {
      ...decided,
      what: 'accept',
      reply: acceptanceReply(judgements),
    });
    await template('Not a vulnerability');
    assert.equal(await written(), rejectionReply(judgements));
    await press('Reject…');
    assert.deepEqual(at.last('decide'), rejection, 'the template is no word of a person');
    // What was written is what is proposed.
    await area().fill('It is documented.');
    await at.page.getByText('What you wrote as a comment is proposed as the reply.').waitFor();
    await press('Reject…');
    assert.deepEqual([at.last('decide')?.reply, at.last('decide')?.written], ['It is documented.', true]);
    // The host takes it out of the draft when it was posted with the decision.
    const { comments: _, ...rest } = drafted()!;
    await show({ ...deciding, draft: rest });
    assert.equal(await written(), '');
    at.answer = ({ t }) => {
      if (t === 'decide') throw new Error('The title was changed meanwhile. Nothing was sent.');
    };
    await press('Reject…');
    await at.page.getByRole('alert').getByText('Nothing was sent.').waitFor();
  });

  it('shows a reason that is there, and the words of the policy behind each question', async () => {
    await open({
      ...deciding,
      draft: { ...deciding.draft, triage: { launch: { answer: 'yes', why: 'PYTHONPATH' } } },
    });
    assert.equal(await at.page.getByLabel('Why, Must the attacker').inputValue(), 'PYTHONPATH');
    const toggle = at.page.getByRole('button', { name: 'Why: Is this documented behaviour?' });
    assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
    await toggle.press('Enter');
    await at.page.getByText('pickle, marshal, shelve').waitFor();
    await at.page
      .locator('[data-criterion="documented"]')
      .getByRole('button', { name: 'Open the security policy' })
      .click();
    await at.until(
      () => at.last('openLink')?.url.startsWith('https://devguide.python.org/security/policy/') === true,
    );
    await toggle.press('Enter');
    assert.equal(await at.page.getByText('pickle, marshal, shelve').isVisible(), false);
    await show({ ...deciding, phase: 'withdrawn' });
    assert.equal(await answer('launch', 'Yes').isDisabled(), true);
    assert.equal(await at.page.getByRole('button', { name: 'Reject…' }).isVisible(), false);
  });

  it('judges by no policy that the project does not have', async () => {
    const profile = profileFacts(profileOf('example/toast'));
    await open({ ...deciding, repo: 'example/toast', profile });
    assert.equal(await at.page.locator('.criterion').count(), 0);
    assert.equal(await at.page.locator('.sum').isVisible(), false);
    await at.page.getByText('A reply is proposed.', { exact: true }).waitFor();
    await press('Ask the reporter');
    assert.match(await written(), /Which versions of toast did you test/);
    await press('Template');
    assert.equal(await at.page.getByRole('menuitem', { name: /Code signing/ }).count(), 0);
    await at.page.keyboard.press('Escape');
    await area().fill('');
    await press('Accept as vulnerability…');
    assert.equal(at.last('decide')?.written, false);
    assert.doesNotMatch(at.asked.map(message => JSON.stringify(message)).join(), /python/i);
    assert.deepEqual(await at.violations(), []);
  });

  it('names all that is discarded', async () => {
    await open({
      ...deciding,
      draft: {
        ...deciding.draft,
        ...{ fields: { title: 'New' }, notes: { AV: 'Network.' }, comments: { discussion: 'Hello.' } },
        triage: { documented: { answer: 'yes', why: '' }, size: { answer: 'no', why: '' } },
      },
    });
    const asks = at.page.getByRole('group', { name: /^Discard/ });
    await press('Discard…');
    assert.match(
      await asks.innerText(),
      /^Discard all unsaved changes, notes, your comment and your 2 answers in Decide\?/,
    );
    await press('Keep');
    // Out of triage the answers are of no use.
    await show({
      ...talking,
      draft: { ...talking.draft, triage: { size: { answer: 'no', why: '' } } },
    });
    assert.equal(await at.page.getByRole('button', { name: 'Discard…' }).isVisible(), false);
  });

  it('asks the reporter for what the report lacks', async () => {
    await open(deciding);
    await at.page.getByText(/^Missing in the report: versions tested and proof of concept\./).waitFor();
    await press('Ask the reporter');
    assert.match(await written(), /^Hello @parsley-dev,/);
    assert.match(await written(), /Which versions of Python did you test/);
    assert.equal(await at.focus(), 'reply');
  });

  it('ranks what is similar, and searches GitHub with typed words only', async () => {
    await open(discussing(deciding, { similar: { kind: 'unread', problem: null, rows: [] } }));
    await at.until(() => asked('findSimilar') === 1);
    await show(discussing(deciding, { similar: { kind: 'loading', problem: null, rows: [] } }));
    await at.page.getByText('Looking…').waitFor();
    await show(deciding);
    const row = at.page.locator('.similar-rows li').first();
    assert.match(await row.innerText(), /GHSA 4wqx\s+Egg codec.*\s+closed advisory · same function.*\s+71 %/);
    await row.getByRole('button').click();
    assert.equal(at.last('openSimilar')?.id, 'a1');
    await show({ ...deciding, settings: { ...deciding.settings, hideTitles: true } });
    assert.doesNotMatch(await row.innerText(), /Egg codec/);
    const words = at.page.getByRole('textbox', { name: 'Words for GitHub’s search' });
    assert.equal(await words.inputValue(), '', 'nothing of the report is put there');
    await at.page.getByText('These words go to GitHub’s search.').waitFor();
    await press('Search');
    assert.equal(asked('searchWider'), 0);
    await words.fill('  length field ');
    await words.press('Enter');
    assert.equal(at.last('searchWider')?.words, 'length field');
    await show(
      discussing(deciding, { wider: { kind: 'ready', problem: null, rows: [], words: 'length field' } }),
    );
    await at.page.getByText('GitHub finds nothing with these words.').waitFor();
    await show(
      discussing(deciding, {
        wider: {
          kind: 'failed',
          problem: 'GitHub asks to wait until 14:20.',
          rows: [],
          words: 'length field',
        },
      }),
    );
    await at.page.getByText('GitHub asks to wait until 14:20.').waitFor();
    await press('Try Again');
    assert.equal(asked('searchWider'), 2);
    assert.equal(await words.inputValue(), '  length field ');
  });

  for (const theme of themes)
    for (const [name, width] of [
      ['wide', 1000],
      ['narrow', 400],
    ] as const)
      it(`holds in ${theme}, ${name}`, async () => {
        const draft = {
          ...deciding.draft,
          triage: { documented: { answer: 'yes', why: 'The docs warn of it.' } },
        } as const;
        await open({ ...deciding, draft }, { theme, width, height: 900 });
        assert.deepEqual(await at.violations(), []);
        assert.equal(await at.sideways(), 0);
        if (name === 'wide') {
          const reject = await at.page.getByRole('button', { name: 'Reject…' }).boundingBox();
          assert.ok(reject!.y + reject!.height <= 900, 'both ways on are in view');
          assert.equal(await at.page.evaluate(() => document.documentElement.scrollHeight), 900);
          for (const part of [
            at.page.locator('.gaps').getByRole('button', { name: 'Ask the reporter' }),
            at.page.locator('.similar-rows li').last(),
            at.page.locator('.criterion').nth(2),
          ]) {
            const box = await part.boundingBox();
            assert.ok(box!.y + box!.height <= reject!.y, `${await part.innerText()} is in view`);
          }
        }
        await at.picture(`discussion-deciding-${theme}-${name}`);
        await press('Template');
        assert.deepEqual(await at.violations(), []);
        assert.equal(await at.sideways(), 0);
        await at.picture(`discussion-menu-${theme}-${name}`);
        await at.page.keyboard.press('Escape');
        await show(talking);
        await at.page.getByRole('heading', { name: 'Decide' }).waitFor({ state: 'hidden' });
        assert.deepEqual(await at.violations(), []);
        assert.equal(await at.sideways(), 0);
        await at.picture(`discussion-${theme}-${name}`);
      });
});
