/**
 * `npm start -- --tour`: the main job as a person walks it, in headless VS Code with the packaged extension. A
 * picture per step in out/tour/; exits 0 when the public issue, commit and pull request are there.
 */
import { connect } from '../../src/github/index.ts';
import { Tree } from './tree.ts';
import { Workbench, type Theme } from './workbench.ts';

/** Walks once in one theme and tells what it did. */
export async function tour(theme: Theme, say: (words: string) => void): Promise<void> {
  const at = await Workbench.open('latest', { theme, pictures: 'tour' });
  const { page, sandbox } = at;
  // A little taller than the drawings: this sample has twice their files, and the page is shown whole.
  await page.setViewportSize({ width: 1280, height: 970 });
  let step = 0;
  const picture = async (name: string, words: string) => {
    await at.picture(`${theme}-${++step}-${name}`);
    say(`${theme}: ${words}`);
  };
  try {
    await at.openView();
    await page.getByRole('button', { name: 'Sign In to GitHub' }).waitFor();
    await picture('welcome', 'opened the view; it offers to sign in');
    await at.signIn();
    const tree = new Tree(at);
    await tree.unfold('Spam parser', /^Port to a public pull request/);
    await tree.unfold(['Spam parser', /^Done/], /^Severity/);
    await picture('tree', 'signed in; the tree says whose move each advisory is, and what is next');
    await tree.fold('Spam parser');
    await connect({
      apiUrl: sandbox.api,
      token: async () => sandbox.tokens['parsley-dev']!,
      throttle: false,
    }).advisories.addComment(
      { owner: 'python', name: 'cpython' },
      'GHSA-m2pg-3qcr-4vfw',
      'I saw it in 3.14.0 and 3.13.9, with `http.jar` as it comes. A redirect to another host is enough.',
    );
    const report = await at.openAdvisory('Ham cookie jar');
    await report.getByRole('tab', { name: /^Discussion/ }).click();
    await report.getByText('A redirect to another host').waitFor();
    await picture(
      'discussion',
      'opened a report in triage; what the policy asks stands beside the discussion',
    );
    const advisory = await at.openAdvisory('Spam parser');
    await advisory.getByText('11 of 11 set').waitFor();
    await picture('severity', 'opened the spam parser; every other value shows the score it would give');
    await advisory.getByRole('tab', { name: /^Advisory/ }).click();
    const description = advisory.locator('#field-description');
    await description.press('Control+End');
    await description.pressSequentially('\n\nParsing whole messages with `spam.parse()` avoids the problem.');
    await advisory.getByText('Not saved yet').waitFor();
    await picture('advisory', 'wrote a way round; the announcement beside it shows what is not saved yet');
    await page.keyboard.press('Control+s');
    const post = advisory.getByRole('button', { name: 'Post it as a comment, then save' });
    await post.waitFor();
    await picture('original', 'saved; asked first what becomes of the words of the reporter');
    await post.click();
    await advisory.getByText(/^Saved \d\d:\d\d/).waitFor();
    await picture('saved', 'kept them as a comment; the advisory is saved');
    await at.pressPort('Spam parser');
    const port = await at.portPage();
    await port.locator('#make-public:not([aria-disabled])').waitFor();
    await picture(
      'port',
      'pressed Port on the spam parser; the page shows everything that would become public',
    );
    await port
      .locator('#issue-body')
      .fill(
        'Check the length field.\n\nFound while working on GHSA-7q4m-xv2c-93rp. It raises ValueError now.',
      );
    await port.locator('.finding.error').waitFor();
    await picture(
      'finding',
      'wrote the id of the advisory into the issue; the page refuses to make it public',
    );
    await port.getByRole('button', { name: 'Remove sentence' }).click();
    await port.locator('#make-public:not([aria-disabled])').waitFor();
    await picture('settled', 'removed the sentence; nothing stands against it');
    await port.locator('#make-public').click();
    await port.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
    await picture('done', await port.locator('#summary').innerText());
    const opened = (what: string) =>
      sandbox.recorder
        .writes()
        .some(({ status, path }) => status === 201 && path === `/repos/python/cpython/${what}`);
    if (!opened('issues') || !opened('pulls') || sandbox.recorder.pushes.length !== 1)
      throw new Error('The sandbox did not get what the page says.');
    if (JSON.stringify(sandbox.recorder.writes().map(({ body }) => body)).includes('GHSA-'))
      throw new Error('The id leaked.');
    await sandbox.colleagues();
    await at.runCommand('GHSA: Refresh Advisories');
    await at.pressToOpen('Spam parser', 'Announce', 'Announce: ');
    const announcement = await at.announcePage('Spam parser');
    await announcement
      .locator('#send-mail:not([aria-disabled]), #send-eml:not([aria-disabled])')
      .first()
      .waitFor();
    await picture('announce', 'colleagues merged the fix; the e-mail is ready to be read once more and sent');
  } finally {
    await at.close();
  }
}
