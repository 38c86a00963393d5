import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserState, type Kept } from '../leaks/browserState.ts';
import { canariesOf, type Canary, type Kind } from '../leaks/canary.ts';
import { onDisk } from '../leaks/disk.ts';
import { gitShim, type GitShim } from '../leaks/gitShim.ts';
import { lines } from '../leaks/look.ts';
import { waitFor } from './folders.ts';
import { Workbench } from './workbench.ts';

const spam = 'GHSA-7q4m-xv2c-93rp';
/** Typed into the page by the person: the draft of a report. */
const typed = 'The walnut astronaut waits behind the second length field of the chunk.';

/**
 * A record without what VS Code itself writes into its log at level trace, which a person has to switch on: keys of
 * SecretStorage with their ids (`mainThreadSecretState`), and labels of rows (`MainThreadTreeViews#$refresh`), both seen.
 */
function untraced({ where, text }: Kept): Kept {
  const trace = /^[\d-]{10} [\d:.]{12} \[trace\](?:(?!^[\d-]{10} [\d:.]{12} \[)[^])*/gm;
  return { where, text: where.endsWith('.log') ? text.replace(trace, '') : text };
}

describe('what a day of work leaves on a machine, in the latest VS Code', function () {
  this.timeout(180_000);
  let outer: string;
  let at: Workbench;
  let shim: GitShim;
  let canaries: readonly Canary[];
  let kept: Kept[];
  const of = (...kinds: Kind[]) => canaries.filter(({ kind }) => kinds.includes(kind));
  /** The extension itself holds the sandbox, and with it every report of it. */
  const files = (wanted: readonly Canary[]) =>
    [at.parts.dataDir, outer].flatMap(root =>
      onDisk(root, name => (/^(extensions|shim)(\/|$)/.test(name) ? [] : wanted)),
    );

  before(async () => {
    outer = await mkdtemp(join(tmpdir(), 'leaks-'));
    shim = await gitShim(join(outer, 'shim'));
    for (const name of ['home', 'tmp']) await mkdir(join(outer, name));
    const name = '[user]\n\tname = Octo Coordinator\n\temail = octo@sandbox.example\n';
    await writeFile(join(outer, 'home', '.gitconfig'), name);
    at = await Workbench.open('latest', {
      server: {
        env: { HOME: join(outer, 'home'), TMPDIR: join(outer, 'tmp') },
        logLevel: 'trace',
        settings: { 'git.path': shim.binary },
      },
    });
    canaries = [...(await canariesOf(at.sandbox, [spam])), { kind: 'report', text: typed }];
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await at.picture('leaks-failed');
  });
  after(async () => {
    await at?.close();
    await rm(outer, { recursive: true, force: true, maxRetries: 3 });
  });

  it('reads a report, types into it, loads the window anew, saves, ports', async () => {
    await at.openView();
    await at.signIn();
    let page = await at.openAdvisory('Spam parser');
    await page.getByRole('tab', { name: /^Advisory/ }).click();
    const field = page.locator('#field-description');
    await field.fill(`${await field.inputValue()}\n\n${typed}`);
    await page.getByText('Unsaved: description').waitFor();
    // A key that was pressed a moment ago is on its way; what is listed is kept.
    await waitFor(async () => (await browserState(at.page)).some(({ text }) => text.includes('ghsa.draft:')));
    const loaded = at.page.waitForEvent('load');
    await at.runCommand('Developer: Reload Window');
    await loaded;
    page = await at.advisoryPage('Spam parser');
    await page.getByText('Unsaved: description').waitFor();
    kept = await browserState(at.page);
    await page.getByRole('tab', { name: /^Advisory/ }).click();
    await page.locator('#field-description').press('Control+s');
    await page.getByRole('button', { name: 'Save, do not keep it' }).click();
    await page.getByText(/^Saved \d\d:\d\d/).waitFor();
    assert.ok(at.sandbox.store.advisory(spam)!.description.includes(typed));
    await at.pressPort('Spam parser');
    const port = await at.portPage('Spam parser');
    await port.locator('#make-public:not([aria-disabled])').click();
    await port.locator('body[data-phase="done"]').waitFor({ timeout: 60_000 });
    kept.push(...(await browserState(at.page)));
    await at.picture('leaks-done');
  });

  it('nothing but ids is in VS Code’s databases, its History, its Backups and the state of the pages', async () => {
    assert.ok(kept.length > 50, `${kept.length} records`);
    const names = new Set(kept.map(({ where }) => where.split('/')[0]!));
    assert.ok(
      [...names].some(name => name.startsWith('vscode-web-state-db-global')),
      [...names].join(),
    );
    const leaks = (wanted: readonly Canary[], records = kept) =>
      records.flatMap(({ where, text }) => [
        ...lines(`name of ${where}`, where, wanted),
        ...lines(where, text, wanted),
      ]);
    assert.deepEqual(leaks(of('token', 'mail')), []);
    assert.deepEqual(leaks(of('report'), kept.map(untraced)), []);
    const forks = of('name').filter(({ text }) => text !== spam);
    assert.deepEqual(leaks(forks), []);
    // Ids are in our own records only.
    const ours = /ghsa-coordinator\.ghsa-coordinator$/;
    const elsewhere = kept.filter(({ where }) => !ours.test(where)).map(untraced);
    assert.ok(leaks(of('name')).length > 0, 'the links of the fix are remembered');
    assert.deepEqual(leaks(of('name'), elsewhere), []);
  });

  it('nothing is in a file: storage, History, Backups, logs at level trace, home, temporary files', () => {
    assert.deepEqual(files(canaries), []);
  });

  it('nothing is in an argument or the environment of git and its children', () => {
    const { ours, all } = shim.count();
    assert.ok(ours > 20 && all > ours, `${ours}, ${all}`);
    assert.deepEqual(shim.leaks(of('token', 'mail', 'report')), []);
  });

  it('would be seen: in a database, in a file of the storage, in a log', async () => {
    const { text } = of('report')[0]!;
    await at.page.evaluate(text => localStorage.setItem('planted', `{"title":"${text}"}`), text);
    const planted = (await browserState(at.page)).find(({ where }) => where === 'localStorage/planted');
    assert.equal(lines(planted!.where, planted!.text, canaries).length, 1);
    const history = join(at.parts.dataDir, 'data', 'User', 'History', 'planted');
    await mkdir(history, { recursive: true });
    await writeFile(join(history, 'entry.md'), `# ${text}`);
    assert.match(files(canaries).join(), /History\/planted\/entry\.md: report: /);
    await rm(history, { recursive: true });
  });
});
