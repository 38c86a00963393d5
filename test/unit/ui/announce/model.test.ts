import assert from 'node:assert/strict';
import { eml } from '../../../../src/texts/index.ts';
import type { AnnounceModel } from '../../../../src/ui/announce/model.ts';
import { openIssue, openPull } from '../../announce/place.ts';
import { assertDescribed } from '../../sandbox/harness.ts';
import { key, openDesk, spam, type Desk } from './desk.ts';

describe('the announcement of the announce page', function () {
  this.timeout(60_000);
  let desk: Desk;
  let issue: number;
  beforeEach(async () => {
    desk = await openDesk();
    issue = openIssue(desk.sandbox);
  });
  afterEach(async () => {
    assertDescribed(desk.sandbox);
    const sent = desk.sandbox.recorder.writes();
    await desk.sandbox.stop();
    assert.deepEqual(sent, [], 'it sends nothing by itself');
  });

  /** A public fix; merged. */
  const fixed = async (): Promise<number> => {
    const { number } = await openPull(desk.sandbox, issue);
    await desk.sandbox.colleagues();
    return number;
  };
  /** The page of an advisory whose fix is merged, read. */
  const ready = async (): Promise<AnnounceModel> => {
    desk.link(issue, await fixed());
    const model = desk.announcement();
    await model.open();
    assert.equal(model.state.held, null, JSON.stringify(model.state.gates));
    return model;
  };
  const gate = ({ state }: AnnounceModel, id: string) => state.gates.find(each => each.id === id)!;

  it('is held until GitHub was read, and until the fix is merged', async () => {
    const { number } = await openPull(desk.sandbox, issue);
    desk.link(issue, number);
    const model = desk.announcement();
    assert.equal(model.state.phase, 'loading');
    assert.equal(gate(model, 'fix').detail, 'reading…');
    assert.throws(() => model.mail(model.state.mail), /GitHub is being asked/);
    await model.open();
    assert.deepEqual([gate(model, 'fix').state, gate(model, 'fix').repair], ['open', 'Show']);
    assert.equal(model.state.editable, false);
    assert.throws(() => model.mail(model.state.mail), {
      kind: 'input',
      message: 'Sending waits for the fix to be merged.',
    });
    await desk.sandbox.colleagues();
    await model.load();
    assert.equal(gate(model, 'fix').detail, `gh-${number} into main, today`);
    assert.equal(gate(model, 'title').detail, 'no tag, component named');
    assert.deepEqual(model.mail(model.state.mail), model.state.mail);
    assert.match(model.state.mail.body, new RegExp(`/python/cpython/pull/${number}\\n$`));
  });

  it('hands out what the page showed, and nothing else', async () => {
    const model = await ready();
    const { mail } = model.state;
    assert.throws(() => model.mail({ ...mail, subject: 'Something else' }), /showed something else/);
    assert.throws(() => model.mail(null), /showed something else/);
    assert.equal(model.mail(mail).to, 'security-announce@python.org');
  });

  it('is held again when the fix is taken back', async () => {
    const model = await ready();
    const { pull } = model.facts.fix;
    const revert = await desk.sandbox.revert(pull!.number);
    await model.load();
    assert.equal(gate(model, 'fix').detail, `gh-${pull!.number} was taken back by gh-${revert}`);
    assert.equal(model.state.held, 'Sending waits for the fix to be merged.');
    const { keep } = gate(model, 'fix');
    assert.equal(keep!.kept, null);
    model.keep(keep!.finding, ' ');
    model.keep('revert:1:2', 'another one');
    assert.notEqual(model.state.held, null);
    model.keep(keep!.finding, 'It took back a part only.');
    assert.deepEqual([gate(model, 'fix').keep!.kept, model.state.held], ['It took back a part only.', null]);
    assert.match(model.state.mail.body, new RegExp(`/pull/${pull!.number}\\n$`));
    await model.settled();
    const again = desk.announcement();
    await again.open();
    assert.equal(again.state.held, null, 'also when the page is opened again');
    again.unkeep(keep!.finding);
    assert.equal(again.state.held, 'Sending waits for the fix to be merged.');
  });

  it('takes a pull request that is named, and remembers it', async () => {
    const number = await fixed();
    const model = desk.announcement();
    await model.open();
    assert.deepEqual(gate(model, 'fix').pulls, { choices: [], ask: true });
    await assert.rejects(model.namePull('the fix'), /Write the number of a pull request of python\/cpython/);
    await assert.rejects(model.namePull('https://github.com/pypa/pip/pull/3'), { kind: 'input' });
    await assert.rejects(model.namePull('999999'), /no pull request 999999/);
    assert.deepEqual(desk.named, []);
    await model.namePull(`https://github.com/python/cpython/pull/${number}`);
    assert.deepEqual([desk.named, model.state.held], [[number], null]);
    await model.load();
    assert.equal(model.facts.fix.pull?.number, number, 'also when it is read again');
  });

  it('says which pull request it takes, and that it names another issue; the one that was opened stays', async () => {
    const { number } = await openPull(desk.sandbox, openIssue(desk.sandbox));
    desk.link(issue, await fixed());
    const model = desk.announcement();
    await model.open();
    await model.namePull(String(number));
    assert.match(gate(model, 'fix').warning!, /^Names another issue \(gh-\d+\) than the one that was opened/);
    assert.equal(gate(model, 'fix').title, `gh-${issue + 1}: Check the length`);
    assert.equal(model.facts.fix.issue, issue);
  });

  it('remembers no issue where the pull request names none', async () => {
    const { number } = await openPull(desk.sandbox, issue, { title: 'Check the length' });
    await desk.sandbox.colleagues();
    const kept: unknown[] = [];
    const model = desk.announcement(spam, { named: async fix => void kept.push(fix.issue) });
    await model.open();
    await model.namePull(String(number));
    assert.deepEqual(kept, [null]);
  });

  it('offers the pull requests of an issue that is named instead', async () => {
    const first = await fixed();
    const model = desk.announcement();
    await model.open();
    await assert.rejects(model.namePull(`#${issue}`), /is an issue/);
    assert.deepEqual(
      gate(model, 'fix').pulls?.choices.map(({ label }) => label),
      [`gh-${first} "gh-${issue}: Check the length", merged today`],
    );
    await model.namePull(String(first));
    assert.equal(model.state.held, null);
  });

  it('keeps what is edited, over the end of the page, and says how it differs', async () => {
    const model = await ready();
    const { body } = model.state.mail;
    model.edit(body.replace('There is a', 'Dear all,\n\nthere is a'), 1);
    assert.equal(model.state.differs.lines, 3);
    await model.settled();
    const again = desk.announcement();
    await again.open();
    assert.match(again.state.mail.body, /^Dear all,/);
    assert.equal(again.state.outdated, false);
    again.edit(null, 1);
    await again.settled();
    assert.deepEqual([again.state.mail.body, again.state.edited, desk.records.size], [body, null, 0]);
  });

  it('says that the advisory was changed after the text was edited', async () => {
    const model = await ready();
    model.edit(`${model.state.mail.body}\nBest wishes\n`, 1);
    const advisory = desk.sandbox.store.advisory(spam)!;
    advisory.description = 'The spam parser trusts the length field of a chunk.';
    advisory.updatedAt = new Date(Date.now() + 60_000).toISOString();
    await model.load();
    assert.equal(model.state.outdated, true);
    assert.match(model.state.mail.body, /Best wishes/);
  });

  it('says that the template is another one until that was read', async () => {
    const model = await ready();
    model.edit(`${model.state.mail.body}\nBest wishes\n`, 1);
    const advisory = desk.sandbox.store.advisory(spam)!;
    advisory.description = 'The spam parser trusts the length field of a chunk.';
    advisory.updatedAt = new Date(Date.now() + 60_000).toISOString();
    await model.load();
    model.edit(`${model.state.mail.body}Really.\n`, 2);
    assert.equal(model.state.outdated, true, 'an edit alone is no reading');
    model.readTemplate();
    assert.equal(model.state.outdated, false);
    assert.match(model.state.mail.body, /Best wishes\nReally/);
    model.edit(null, 3);
    model.readTemplate();
    await model.settled();
    assert.equal(desk.records.size, 0);
  });

  it('gives an edited text back that the template took the place of', async () => {
    const model = await ready();
    const mine = `${model.state.mail.body}\nBest wishes\n`;
    model.edit(mine, 1);
    assert.equal(model.state.undo, false);
    model.edit(null, 2);
    assert.deepEqual([model.state.edited, model.state.undo], [null, true]);
    model.undo(3);
    assert.deepEqual([model.state.edited, model.state.undo, model.revision], [mine, false, 3]);
    model.edit(null, 4);
    model.edit(`Hm. ${model.state.mail.body}`, 5);
    assert.equal(model.state.undo, false, 'a newer edit is not lost either');
    model.undo(6);
    assert.match(model.state.mail.body, /^Hm\./);
  });

  it('reads its text only after the page before it has written the newest one', async () => {
    let write = () => {};
    const writing = new Promise<void>(done => (write = done));
    desk.link(issue, await fixed());
    const model = desk.announcement();
    const opened = model.open(writing);
    desk.records.set(key, { text: 'Newest.', template: 'x', kept: [] });
    write();
    await opened;
    assert.equal(model.state.edited, 'Newest.');
  });

  it('is sent of a code-signing report without a fix, from the revocation to the saved mail', async () => {
    const at = new Date().toISOString();
    const { advisory } = desk.announcement();
    await desk.progress.update(advisory, {
      signing: { checksums: at, artifacts: at },
      signingVerdict: 'genuine',
    });
    const model = desk.announcement();
    await model.open();
    assert.equal(gate(model, 'fix').detail, 'not needed, no fix in the code');
    assert.equal(gate(model, 'fix').pulls?.ask, true, 'where there is one it can be named');
    await desk.progress.update(advisory, { signing: { checksums: at, artifacts: at, revoked: at } });
    await model.load();
    assert.equal(model.state.editable, true);
    const words = /^Edit the text: write in place of what stands in brackets/;
    assert.match(model.state.held!, words);
    const { body } = model.state.mail;
    model.edit(`${body}Best wishes\n`, 1);
    assert.match(model.state.held!, words);
    model.edit(body.replace(/\* \[pull request, after the merge\]\n/, ''), 2);
    assert.equal(model.state.held, null, JSON.stringify(model.state.findings));
    const file = eml(model.mail(model.state.mail));
    assert.doesNotMatch(file, /\[pull request/);
    assert.match(file, /vulnerability affecting CPython/);
    model.edit(`${model.state.mail.body}See ${spam}.\n`, 3);
    assert.equal(model.state.held, 'Settle 1 finding of the text first.');
    await desk.progress.update(advisory, { signing: undefined, signingVerdict: undefined });
    model.touch();
    assert.equal(model.state.held, 'Sending waits for the fix to be merged.');
  });

  it('names no title where titles are hidden', async () => {
    const model = desk.announcement(spam, { hideTitles: () => true });
    assert.equal(model.state.advisoryTitle, '');
    assert.notEqual(desk.announcement().state.advisoryTitle, '');
  });

  it('is held by what must not become public, until it is mended or kept with a reason', async () => {
    const model = await ready();
    const { body } = model.state.mail;
    model.edit(`${body}\nSee ${spam}.\n`, 1);
    const [finding] = model.state.findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual([finding!.words, model.state.held], [spam, 'Settle 1 finding of the text first.']);
    model.keep(finding!.id, ' ');
    assert.notEqual(model.state.held, null);
    model.keep(finding!.id, 'it is public');
    assert.equal(model.state.held, null);
    model.unkeep(finding!.id);
    model.fix(finding!.id, finding!.fixes[0]!.id);
    assert.equal(model.state.held, null);
    assert.doesNotMatch(model.state.mail.body, /GHSA/);
    model.edit('  \n', 2);
    assert.equal(model.state.held, 'The e-mail has no text.');
  });

  it('reads a draft of another form as none', async () => {
    desk.records.set(key, { text: 5, template: [] });
    assert.equal((await ready()).state.edited, null);
  });

  it('is marked as sent, on a day that has come, and then closing is next', async () => {
    const model = await ready();
    const shown = () => ({ sentOn: model.state.sentOn, close: model.state.close });
    assert.deepEqual(shown().close, { state: 'later', detail: 'when marked as sent', press: null });
    await assert.rejects(model.markSent('2999-01-01'), /has not come yet/);
    await assert.rejects(model.markSent('2026-02-30'), /Choose the day/);
    await model.markSent(model.state.today);
    assert.equal(shown().sentOn, model.state.today);
    assert.deepEqual(shown().close, { state: 'open', detail: 'by the bot', press: 'Close…' });
    await model.markSent(null);
    assert.deepEqual([shown().sentOn, shown().close.state], [null, 'later']);
  });

  it('keeps a link into the archive only', async () => {
    const model = await ready();
    const link = 'https://mail.python.org/archives/list/security-announce@python.org/thread/SPAM/';
    await assert.rejects(model.keepArchive('https://mail.python.org.example/archives/'), { kind: 'input' });
    await assert.rejects(model.keepArchive('http://mail.python.org/archives/list/'), { kind: 'input' });
    await model.keepArchive(` ${link} `);
    assert.equal(model.state.archiveUrl, link);
    await model.keepArchive('');
    assert.equal(model.state.archiveUrl, '');
  });

  it('asks the CVE services only when it is told to', async () => {
    const model = await ready();
    assert.equal(model.state.record.published, null);
    await model.checkRecord();
    assert.deepEqual([model.state.record.published, model.state.record.detail], [false, 'not published yet']);
    desk.sandbox.publishCve(model.advisory.cveId!);
    await model.checkRecord();
    assert.deepEqual(model.state.record.state, 'done');
    assert.match(gate(model, 'cveId').warning ?? '', /published already/);
  });

  it('knows a record of its own CVE ID only, also where the ID changes while GitHub is asked', async () => {
    let [answer, come] = [() => {}, () => {}];
    const cve = {
      state: () =>
        new Promise<'rejected'>(done => {
          answer = () => done('rejected');
          come();
        }),
    };
    const check = async () => {
      const there = new Promise<void>(done => (come = done));
      const checked = model.checkRecord();
      await there;
      return { checked };
    };
    desk.link(issue, await fixed());
    const model = desk.announcement(spam, {
      github: async () => {
        const { advisories, repos, pulls, issues } = desk.github;
        return { advisories, repos, pulls, issues, cve };
      },
    });
    await model.open();
    const advisory = desk.sandbox.store.advisory(spam)!;
    const change = async (cveId: string) => {
      advisory.cveId = cveId;
      advisory.updatedAt = new Date(Date.parse(advisory.updatedAt) + 60_000).toISOString();
      await model.load();
    };
    const first = await check();
    answer();
    await first.checked;
    assert.equal(gate(model, 'cveId').detail, `${model.advisory.cveId} was rejected`);
    await change('CVE-2026-900499');
    assert.deepEqual([gate(model, 'cveId').state, model.state.record.published], ['ok', null]);
    const late = await check();
    await change('CVE-2026-900500');
    answer();
    await late.checked;
    assert.deepEqual([gate(model, 'cveId').state, model.state.record.published], ['ok', null]);
  });

  it('says what went wrong and keeps the text; reads again', async () => {
    const model = await ready();
    model.edit(`${model.state.mail.body}\nBest wishes\n`, 1);
    desk.sandbox.fail({ path: `/security-advisories/${spam}`, status: 502, times: 20 });
    await model.load();
    assert.equal(model.state.phase, 'failed');
    assert.ok(model.state.failure);
    assert.match(model.state.mail.body, /Best wishes/);
    assert.equal(model.state.held, 'GitHub was not read again. Try again.');
    assert.throws(() => model.mail(model.state.mail), /was not read again/, 'old facts are not handed out');
    desk.sandbox.heal();
    await model.load();
    assert.deepEqual([model.state.phase, model.state.failure, model.state.held], ['ready', null, null]);
  });

  it('needs an address', async () => {
    desk.link(issue, await fixed());
    const model = desk.announcement(spam, { to: () => 'nobody' });
    await model.open();
    assert.equal(gate(model, 'address').repair, 'Open setting');
    assert.equal(model.state.held, 'Sending waits for an address.');
  });

  it('offers a file where a mail link would be too long', async () => {
    const model = await ready();
    assert.equal(model.state.fits, true);
    model.edit(`${model.state.mail.body}${'crumb '.repeat(400)}`, 1);
    assert.equal(model.state.fits, false);
  });
});
