import assert from 'node:assert/strict';
import { emptyDraft, type Draft } from '../../../../src/advisory/draft.ts';
import { fieldsOf } from '../../../../src/advisory/fields.ts';
import { chosenOf } from '../../../../src/cvss/index.ts';
import { connect, type GitHub } from '../../../../src/github/index.ts';
import type { JobStore } from '../../../../src/jobs/store.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import { EditorModel } from '../../../../src/ui/editor/model.ts';
import type { EditorParts } from '../../../../src/ui/editor/parts.ts';
import { quietPage } from './quietPage.ts';

const repo = { owner: 'python', name: 'cpython' };
const ghsaId = 'GHSA-7q4m-xv2c-93rp';
const now = () => new Date('2026-11-20T14:02:00Z');

/** SecretStorage of a window, which another window reads too. */
class Memory implements JobStore {
  readonly records = new Map<string, string>();
  async load(key: string): Promise<unknown> {
    return JSON.parse(this.records.get(key) ?? 'null') as unknown;
  }
  async save(key: string, record: unknown): Promise<void> {
    this.records.set(key, JSON.stringify(record));
  }
  async remove(key: string): Promise<void> {
    this.records.delete(key);
  }
}

describe('the advisory page’s model', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let store: Memory;
  let copied: string[];
  let send: 'base' | 'ask' | 'all';
  let revision: number;

  const as = (who: string): GitHub =>
    connect({ apiUrl: sandbox.api, token: () => Promise.resolve(sandbox.tokens[who]!), throttle: false });
  const make = (parts: Partial<EditorParts> = {}): EditorModel =>
    new EditorModel(
      quietPage({
        ...{ repo, ghsaId, key: 'python/cpython/93rp', github: async () => as('coordinator'), store },
        settings: () => ({
          showAlternatives: true,
          hideTitles: false,
          send,
          previewBeside: true,
          mailTo: 'announce@example.org',
        }),
        copy: async text => void copied.push(text),
        now,
        ...parts,
      }),
    );
  const opened = async (parts: Partial<EditorParts> = {}) => {
    const model = make(parts);
    await model.load();
    return model;
  };
  const type = (model: EditorModel, fields: Draft['fields'], more: Partial<Draft> = {}) =>
    model.edit({ ...model.state.draft, fields, ...more }, ++revision);
  const asked = (model: EditorModel) => model.state.save.questions.map(({ field }) => field);
  const drafts = () => [...store.records.keys()].filter(key => key.startsWith('ghsa.draft:'));
  const stored = async () => fieldsOf(await as('coordinator').advisories.get(repo, ghsaId));
  const triage = () => Object.assign(sandbox.store.advisory(ghsaId)!, { state: 'triage' });
  const colleague = (fields: Parameters<GitHub['advisories']['update']>[2]) =>
    as('admin').advisories.update(repo, ghsaId, fields);

  before(async () => (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.recorder.clear();
    store = new Memory();
    copied = [];
    send = 'ask';
    revision = 0;
  });
  after(() => sandbox.stop());

  it('shows what the tree knows before GitHub has answered', async () => {
    const advisory = await as('coordinator').advisories.get(repo, ghsaId);
    const model = make({
      known: { advisory, login: 'octo-coordinator' },
      github: () => new Promise(() => undefined),
    });
    const shown = new Promise<void>(done => model.onDidChange(() => model.state.phase === 'ready' && done()));
    void model.load();
    await shown;
    assert.equal(model.state.stored?.title, 'Spam parser reads past the end of its buffer');
  });

  it('saves what was typed, says when, and keeps no draft of it', async () => {
    const model = await opened();
    type(model, { title: 'New words' });
    assert.ok(model.dirty);
    await model.save();
    await model.settled();
    assert.equal((await stored()).title, 'New words');
    assert.deepEqual(
      [model.dirty, model.state.save.savedAt, model.state.draft],
      [false, '2026-11-20T14:02:00.000Z', emptyDraft],
    );
    assert.deepEqual(drafts(), []);
  });

  it('finds its draft after a restart, merged with what GitHub has by then', async () => {
    const before = await opened();
    type(before, { title: 'Mine' }, { notes: { AT: 'Only streams.' } });
    await before.settled();
    await colleague({ description: 'By a colleague.' });
    const after = await opened();
    assert.deepEqual(after.state.draft.fields, { title: 'Mine' });
    assert.deepEqual(after.state.draft.notes, { AT: 'Only streams.' });
    assert.equal(after.state.stored?.description, 'By a colleague.');
    assert.deepEqual(
      after.state.save.notices.map(({ text }) => text),
      ['Also taken from GitHub: description.'],
    );
  });

  it('asks after a restart where both changed a field, with both versions', async () => {
    const before = await opened();
    type(before, { title: 'Mine' });
    await before.settled();
    await colleague({ title: 'Theirs' });
    const after = await opened();
    const [question] = after.state.save.questions;
    assert.deepEqual([question?.field, question?.mine, question?.theirs], ['title', 'Mine', 'Theirs']);
    await after.settle('title', 'theirs');
    assert.deepEqual(
      [after.dirty, after.state.stored?.title, after.state.save.questions],
      [false, 'Theirs', []],
    );
  });

  it('saves the rest while a field is in question, and goes on after the answer', async () => {
    const model = await opened();
    await colleague({ title: 'Theirs' });
    type(model, { title: 'Mine', cveId: 'CVE-2026-900418' });
    await model.save();
    assert.equal((await stored()).cveId, 'CVE-2026-900418');
    assert.deepEqual(
      model.state.save.questions.map(({ field }) => field),
      ['title'],
    );
    assert.deepEqual(model.state.draft.fields, { title: 'Mine' });
    await model.settle('title', 'mine');
    assert.equal((await stored()).title, 'Mine');
    assert.equal(model.dirty, false);
  });

  it('lets both versions be edited together', async () => {
    const model = await opened();
    await colleague({ title: 'Theirs' });
    type(model, { title: 'Mine' });
    await model.save();
    type(model, { title: 'Mine and theirs' });
    await model.settle('title', 'together');
    assert.equal((await stored()).title, 'Theirs', 'it is still being edited');
    await model.save();
    assert.equal((await stored()).title, 'Mine and theirs');
  });

  it('takes affected versions in as an edit, also before it has read, and saves them when told', async () => {
    const model = make();
    await model.proposeRanges(['< 3.12.14', '>= 3.13.0, < 3.13.13']);
    assert.deepEqual(
      model.state.draft.fields.products!.map(({ name, range }) => `${name} ${range}`),
      ['CPython < 3.12.14', 'CPython >= 3.13.0, < 3.13.13'],
    );
    assert.notDeepEqual((await stored()).products, model.state.draft.fields.products, 'nothing is sent');
    await model.settled();
    assert.equal(drafts().length, 1);
    await model.save();
    assert.deepEqual(
      (await stored()).products.map(({ range }) => range),
      ['< 3.12.14', '>= 3.13.0, < 3.13.13'],
    );
  });

  it('loses nothing that is typed while it saves', async () => {
    const model = await opened();
    type(model, { title: 'First' });
    sandbox.fail({ method: 'PATCH', kind: 'pass', met: () => type(model, { title: 'First, and more' }) });
    await model.save();
    assert.deepEqual(model.state.draft.fields, { title: 'First, and more' });
    assert.deepEqual(model.state.save.questions, []);
    await model.save();
    assert.equal((await stored()).title, 'First, and more');
  });

  it('asks before metrics other than Base are sent, and sends Base only when told so', async () => {
    const model = await opened();
    const metrics = { ...chosenOf((await stored()).vector), AT: 'N', E: 'P' };
    type(model, {}, { metrics });
    await model.save();
    assert.deepEqual(model.state.save.question, { kind: 'beyond-base', groups: ['Threat'] });
    assert.deepEqual(sandbox.recorder.writes(), []);
    await model.save({ send: 'base' });
    assert.equal((await stored()).vector, 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N');
    assert.deepEqual([model.dirty, model.state.draft.metrics], [false, metrics]);
  });

  it('says so when Base only leaves nothing to send', async () => {
    const model = await opened();
    type(model, {}, { metrics: { ...chosenOf((await stored()).vector), E: 'P' } });
    await model.save();
    await model.save({ send: 'base' });
    assert.deepEqual([model.state.save.question, model.dirty], [null, false]);
    assert.match(model.state.save.notices[0]!.text, /Nothing to send/);
  });

  it('does not ask where the setting has answered', async () => {
    send = 'all';
    const model = await opened();
    type(model, {}, { metrics: { ...chosenOf((await stored()).vector), E: 'P' } });
    await model.save();
    assert.match((await stored()).vector, /\/E:P$/);
    assert.deepEqual([model.state.save.question, model.dirty], [null, false]);
  });

  it('keeps the reporter’s words as a comment before it writes over them, once', async () => {
    const model = await opened();
    const report = (await stored()).description;
    type(model, { description: 'Edited.' });
    await model.save();
    assert.deepEqual(model.state.save.question, { kind: 'original-report', mayComment: true });
    assert.deepEqual(sandbox.recorder.writes(), []);
    await model.save({ original: 'comment' });
    assert.equal((await stored()).description, 'Edited.');
    assert.deepEqual([model.state.original, model.originalText], ['posted', report]);
    type(model, { description: 'Edited again.' });
    await model.save();
    assert.equal((await stored()).description, 'Edited again.');
    const comments = await as('coordinator').advisories.comments(repo, ghsaId);
    assert.equal(comments?.length, 1);
  });

  it('copies them where there are no comments, and does not take its own words for the report later', async () => {
    sandbox.knobs({ comments: false });
    const model = await opened();
    const report = (await stored()).description;
    type(model, { description: 'Edited.' });
    await model.save();
    assert.deepEqual(model.state.save.question, { kind: 'original-report', mayComment: false });
    await model.save({ original: 'copy' });
    assert.deepEqual(copied, [report]);
    assert.equal((await opened()).state.original, 'none');
  });

  it('keeps the draft offline, and sends it by the same press later', async () => {
    const model = await opened();
    type(model, { title: 'New words' });
    sandbox.fail({ kind: 'reset', times: 9 });
    await model.save();
    assert.deepEqual(
      [model.state.save.kind, model.state.save.problem, model.state.draft.fields],
      ['offline', 'GitHub cannot be reached. Your text is kept.', { title: 'New words' }],
    );
    sandbox.heal();
    await model.again();
    assert.equal((await stored()).title, 'New words');
    assert.deepEqual([model.state.save.kind, model.state.save.problem], ['idle', null]);
  });

  it('says who may change collaborators, saves the rest, and offers to ask', async () => {
    const model = await opened();
    type(model, { users: ['oregano-core'], title: 'New words' });
    await model.save();
    assert.equal((await stored()).title, 'New words');
    const { fieldProblems, offers } = model.state.save;
    assert.deepEqual(fieldProblems, { users: 'Only admins may change collaborators.' });
    assert.deepEqual(
      offers.map(({ label }) => label),
      ['Ask an Admin'],
    );
    assert.deepEqual(model.state.draft.fields, { users: ['oregano-core'] });
  });

  it('keeps the draft of an advisory that was deleted while it was open', async () => {
    const model = await opened();
    type(model, { title: 'New words' });
    sandbox.store.advisories.delete(ghsaId.toLowerCase());
    await model.save();
    assert.equal(model.state.phase, 'gone');
    assert.match(model.state.problem!, /deleted on GitHub.*Your draft is kept/);
    assert.deepEqual(model.state.draft.fields, { title: 'New words' });
  });

  it('says so of an advisory that is not there, and of one that was withdrawn', async () => {
    const gone = await opened({ ghsaId: 'GHSA-2222-2222-2222' });
    assert.deepEqual(
      [gone.state.phase, gone.state.problem],
      ['gone', 'GitHub does not show 2222 to you: it is gone, or you are not a collaborator.'],
    );
    sandbox.store.advisory(ghsaId)!.state = 'withdrawn';
    assert.equal((await opened()).state.phase, 'withdrawn');
  });

  it('puts a refusal under its field and keeps the draft', async () => {
    const model = await opened();
    type(model, { cweIds: ['125'] });
    await model.save();
    assert.match(model.state.save.fieldProblems.cweIds!, /GitHub did not accept this/);
    assert.deepEqual(model.state.draft.fields, { cweIds: ['125'] });
  });

  it('asks where the report should go also when the comments could not be read before', async () => {
    sandbox.fail({ method: 'GET', path: '/comments', status: 500, times: 2 });
    const model = await opened();
    const report = (await stored()).description;
    type(model, { description: 'Edited.' });
    await model.save();
    assert.match(model.state.save.problem!, /comments of this advisory cannot be read.*Nothing was saved/);
    assert.equal((await stored()).description, report);
    await model.again();
    assert.deepEqual(model.state.save.question, { kind: 'original-report', mayComment: true });
    assert.deepEqual(sandbox.recorder.writes(), []);
  });

  it('asks also when it was opened offline and saved online', async () => {
    const advisory = await as('coordinator').advisories.get(repo, ghsaId);
    sandbox.fail({ kind: 'reset', times: 3 });
    const model = await opened({ known: { advisory, login: 'octo-coordinator' } });
    sandbox.heal();
    type(model, { description: 'Edited.' });
    await model.save();
    assert.equal(model.state.save.question?.kind, 'original-report');
  });

  it('never takes what was written from here for the report, whatever became of the answer', async () => {
    const model = await opened();
    type(model, { description: 'Ours.' });
    sandbox.fail({ method: 'PATCH', kind: 'reset', effect: 'after' });
    await model.save({ original: 'skip' });
    assert.equal((await stored()).description, 'Ours.');
    assert.equal((await opened()).state.original, 'none');
    sandbox.store.advisory(ghsaId)!.description = 'Longer words of the reporter.';
    assert.equal((await opened()).state.original, 'stored', 'and still guards what was not');
  });

  it('asks again, and sends nothing, where the comment cannot be posted', async () => {
    const model = await opened();
    type(model, { description: 'Edited.' });
    await model.save();
    sandbox.knobs({ comments: false });
    await model.save({ original: 'comment' });
    assert.deepEqual(model.state.save.question, { kind: 'original-report', mayComment: false });
    assert.deepEqual(sandbox.recorder.writes(), []);
  });

  it('keeps the words that stand there when it saves, not those it once read', async () => {
    const model = await opened();
    type(model, { cveId: 'CVE-2026-900418', description: 'Edited.' });
    sandbox.store.advisory(ghsaId)!.description = 'The reporter wrote more.';
    await model.save({ original: 'comment' });
    assert.deepEqual(
      model.state.save.questions.map(({ field }) => field),
      ['description'],
    );
    assert.deepEqual(await as('coordinator').advisories.comments(repo, ghsaId), [], 'it is not written over');
    await model.settle('description', 'mine');
    assert.equal(model.state.save.question?.kind, 'original-report');
    await model.save({ original: 'comment' });
    assert.deepEqual([model.state.original, model.originalText], ['posted', 'The reporter wrote more.']);
  });

  it('is not talked out of it by a comment of the reporter', async () => {
    const advisory = await as('coordinator').advisories.get(repo, ghsaId);
    const words = '**Original report**: the description as it stood before me edited it.\n\nNot at all.';
    await as(advisory.author!).advisories.addComment(repo, ghsaId, words);
    assert.equal((await opened()).state.original, 'stored');
  });

  it('asks about a vector that a colleague changed while metrics were chosen here, complete or not', async () => {
    const other = 'CVSS:4.0/AV:P/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N';
    const { SA: _, ...ten } = chosenOf((await stored()).vector) as Record<string, string>;
    const model = await opened();
    type(model, { title: 'New words' }, { metrics: { ...ten, AV: 'L' } });
    await colleague({ vector: other });
    await model.save();
    assert.deepEqual(
      model.state.save.questions.map(({ field, theirs }) => [field, theirs]),
      [['vector', other]],
    );
    assert.equal((await stored()).title, 'New words');
    await model.settle('vector', 'theirs');
    assert.deepEqual([model.state.draft.metrics, model.dirty], [null, false]);
  });

  it('puts Threat metrics that stay here onto the Base metrics that a colleague changed', async () => {
    const model = await opened();
    const chosen = chosenOf((await stored()).vector);
    type(model, {}, { metrics: { ...chosen, AT: 'N', E: 'P' } });
    await model.save({ send: 'base' });
    const other = 'CVSS:4.0/AV:P/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N';
    await colleague({ vector: other });
    type(model, { title: 'New words' });
    await model.save();
    assert.deepEqual(model.state.draft.metrics, { ...chosenOf(other), E: 'P' });
    assert.equal((await stored()).vector, other);
    assert.equal(model.dirty, false);
  });

  it('moves an edit that was on its way onto what GitHub has by then', async () => {
    const model = await opened();
    const { credits } = await stored();
    const mine = [...credits, { login: 'nutmeg-core', type: 'analyst' } as const];
    type(model, { credits: mine, title: 'A' });
    const { generation, draft } = model.state;
    await colleague({ credits: [...credits, { login: 'oregano-core', type: 'remediation_developer' }] });
    await model.save();
    // Typed before the page was told.
    model.edit({ ...draft, fields: { credits: mine, title: 'AB' } }, ++revision, generation);
    await model.save();
    assert.deepEqual(
      (await stored()).credits.map(({ login }) => login),
      [...credits.map(({ login }) => login), 'oregano-core', 'nutmeg-core'],
    );
    assert.equal((await stored()).title, 'AB');
  });

  it('never removes another window’s draft, and gives both to who comes next', async () => {
    const a = await opened();
    type(a, { title: 'From A' });
    await a.settled();
    const b = make();
    store.records.delete('ghsa.draft:python/cpython/93rp');
    await b.load();
    type(a, { title: 'From A' });
    await a.settled();
    // B only reads, then writes something of its own.
    await b.load();
    await b.settled();
    assert.equal(drafts().length, 1);
    type(b, { cveId: 'CVE-2026-900418' });
    await b.settled();
    assert.equal(drafts().length, 2);
    assert.deepEqual((await opened()).state.draft.fields, { title: 'From A', cveId: 'CVE-2026-900418' });
  });

  it('does not save by the answer to a question that no save raised', async () => {
    const before = await opened();
    type(before, { title: 'Mine', cveId: 'CVE-2026-9' });
    await before.settled();
    await colleague({ title: 'Theirs' });
    const after = await opened();
    sandbox.recorder.clear();
    await after.settle('title', 'mine');
    assert.deepEqual(sandbox.recorder.writes(), []);
  });

  describe('after a question of a save that ended without an answer', () => {
    const half = async (model: EditorModel) => {
      type(model, { title: 'Half a ti', cweIds: [...(await stored()).cweIds, 'CWE-787'] });
      await colleague({ title: 'By a colleague' });
      await model.load();
      assert.deepEqual(asked(model), ['title']);
      sandbox.recorder.clear();
      await model.settle('title', 'mine');
      assert.deepEqual(sandbox.recorder.writes(), [], 'nobody pressed Save');
      assert.equal(model.state.draft.fields.title, 'Half a ti');
    };
    const saved = async () => {
      const model = await opened();
      await colleague({ title: 'Theirs' });
      type(model, { title: 'Mine' });
      await model.save();
      assert.deepEqual(asked(model), ['title']);
      return model;
    };

    it('sends nothing by a later answer: the draft was discarded', async () => {
      const model = await saved();
      model.discard();
      await half(model);
    });

    it('sends nothing by a later answer: a colleague wrote the same', async () => {
      const model = await saved();
      await colleague({ title: 'Mine' });
      await model.load();
      assert.deepEqual(asked(model), []);
      await half(model);
    });

    it('sends nothing by the answer to another question, and goes on after its own', async () => {
      const model = await saved();
      type(model, { title: 'Mine', cveId: 'CVE-2026-900418' });
      await colleague({ cveId: 'CVE-2026-900419' });
      await model.load();
      assert.deepEqual(asked(model), ['title', 'cveId']);
      sandbox.recorder.clear();
      await model.settle('cveId', 'theirs');
      assert.deepEqual(sandbox.recorder.writes(), []);
      await model.settle('title', 'mine');
      assert.equal((await stored()).title, 'Mine');
    });

    it('goes on after its own answer while another question is open', async () => {
      const model = await saved();
      type(model, { title: 'Mine', cveId: 'CVE-2026-900418' });
      await colleague({ cveId: 'CVE-2026-900419' });
      await model.load();
      await model.settle('title', 'mine');
      assert.equal((await stored()).title, 'Mine');
      assert.deepEqual([asked(model), (await stored()).cveId], [['cveId'], 'CVE-2026-900419']);
    });
  });

  describe('after an answer that was lost', () => {
    const cpython = (range: string) =>
      ({ ecosystem: 'other', name: 'CPython', range, patched: '', functions: [] }) as const;
    const ranges = async () => (await stored()).products.map(({ range }) => range);
    const lost = async (fields: Draft['fields']) => {
      const model = await opened();
      type(model, fields);
      sandbox.fail({ method: 'PATCH', kind: 'reset', effect: 'after' });
      await model.save({ original: 'skip' });
      assert.equal(model.state.save.kind, 'offline');
      return model;
    };
    /** The same page, or the next one that finds its draft. */
    const ways = {
      'on the same page': async (model: EditorModel) => model,
      'after a refresh': async (model: EditorModel) => {
        await model.load();
        return model;
      },
      'after a restart': async (model: EditorModel) => {
        await model.settled();
        return opened();
      },
    };
    const quiet = (model: EditorModel) => {
      assert.deepEqual(asked(model), []);
      const notices = model.state.save.notices.map(({ text }) => text);
      assert.deepEqual(notices, [], 'it is our own');
    };

    for (const [way, next] of Object.entries(ways)) {
      it(`${way}: a corrected product is there once`, async () => {
        const before = await ranges();
        const { products } = await stored();
        const model = await lost({ products: [...products, cpython('< 3.13.1')] });
        type(model, { products: [...products, cpython('< 3.13.2')] });
        const then = await next(model);
        await then.save();
        assert.deepEqual(await ranges(), [...before, '< 3.13.2']);
        quiet(then);
        assert.equal(then.dirty, false);
      });

      for (const [what, edit, ends] of [
        ['kept', 'nutmeg-core', ['oregano-core', 'nutmeg-core']],
        ['corrected', 'parsley-core', ['oregano-core', 'parsley-core']],
        ['taken back', null, ['oregano-core']],
      ] as const)
        it(`${way}: what a colleague had added before the save stays, and ours is ${what}`, async () => {
          const { credits } = await stored();
          const credit = (login: string) => ({ login, type: 'analyst' }) as const;
          const model = await opened();
          type(model, { credits: [...credits, credit('nutmeg-core')] });
          await colleague({ credits: [...credits, credit('oregano-core')] });
          sandbox.fail({ method: 'PATCH', kind: 'reset', effect: 'after' });
          await model.save();
          type(model, edit === null ? {} : { credits: [...credits, credit(edit)] });
          const then = await next(model);
          await then.save();
          assert.deepEqual(
            (await stored()).credits.slice(credits.length).map(({ login }) => login),
            ends,
          );
          assert.deepEqual([asked(then), then.dirty], [[], false]);
        });

      it(`${way}: nobody is asked about their own words`, async () => {
        const model = await lost({ title: 'First words', description: 'First.\n' });
        type(model, { title: 'Second words', description: 'Second.' });
        const then = await next(model);
        await then.save({ original: 'skip' });
        quiet(then);
        const { title, description } = await stored();
        assert.deepEqual([title, description], ['Second words', 'Second.']);
      });

      it(`${way}: a weakness and a credit that were taken back stay away`, async () => {
        const { cweIds, credits } = await stored();
        const model = await lost({
          cweIds: [...cweIds, 'CWE-787'],
          credits: [...credits, { login: 'nutmeg-core', type: 'analyst' }],
        });
        // The page keeps nothing that is as it last saw it.
        type(model, {});
        const then = await next(model);
        await then.save();
        quiet(then);
        assert.deepEqual([(await stored()).cweIds, (await stored()).credits], [cweIds, credits]);
        await then.settled();
        assert.deepEqual([then.dirty, drafts()], [false, []]);
      });
    }

    it('says what was taken back as unsaved once it is known to be on GitHub', async () => {
      const { cweIds } = await stored();
      const model = await lost({ cweIds: [...cweIds, 'CWE-787'] });
      type(model, {});
      await model.settled();
      const after = await opened();
      assert.deepEqual([after.dirty, after.state.draft.fields], [true, { cweIds }]);
    });

    it('takes back a vector too, and asks nothing about one that was chosen anew', async () => {
      const { vector } = await stored();
      const metrics = { ...chosenOf(vector), AT: 'N' };
      for (const chosen of [null, { ...metrics, PR: 'L' }]) {
        const model = await opened();
        type(model, {}, { metrics });
        sandbox.fail({ method: 'PATCH', kind: 'reset', effect: 'after' });
        await model.save();
        assert.notEqual((await stored()).vector, vector);
        type(model, {}, { metrics: chosen });
        await model.load();
        await model.save();
        quiet(model);
        const now = chosenOf((await stored()).vector);
        assert.deepEqual(now, chosen ?? chosenOf(vector));
      }
    });

    it('knows its words also where GitHub has tidied them', async () => {
      const model = await lost({ title: 'Two  spaces ', cweIds: ['CWE-787', 'CWE-20'] });
      Object.assign(sandbox.store.advisory(ghsaId)!, { cweIds: ['CWE-20', 'CWE-787'] });
      await model.load();
      assert.deepEqual([asked(model), model.dirty, model.state.draft.fields], [[], false, {}]);
      await model.settled();
      assert.deepEqual(drafts(), []);
    });

    it('knows the first and the second that were lost', async () => {
      const { products } = await stored();
      const model = await opened({ patience: 300 });
      for (const range of ['< 3.13.1', '< 3.13.2']) {
        type(model, { products: [...products, cpython(range)] });
        sandbox.fail({ method: 'PATCH', kind: 'timeout', effect: 'after' });
        await model.save();
        assert.equal(model.state.save.problem, 'GitHub does not answer. Your text is kept.');
      }
      type(model, { products: [...products, cpython('< 3.13.3')] });
      await model.save();
      assert.deepEqual((await ranges()).slice(products.length), ['< 3.13.3']);
    });

    it('moves an edit that was on its way while the save was looked for', async () => {
      const model = await lost({ title: 'First words' });
      const { generation, draft } = model.state;
      await model.load();
      model.edit({ ...draft, fields: { title: 'Second words' } }, ++revision, generation);
      assert.deepEqual([asked(model), model.state.draft.fields], [[], { title: 'Second words' }]);
    });

    it('knows what was saved before the answer about collaborators was lost', async () => {
      const model = await opened({ github: async () => as('admin') });
      type(model, { title: 'First words', users: ['oregano-core'] });
      sandbox.fail({ method: 'PATCH', kind: 'pass' });
      sandbox.fail({ method: 'PATCH', kind: 'reset', effect: 'after' });
      await model.save();
      type(model, { title: 'Second words', users: [] });
      await model.save();
      quiet(model);
      assert.deepEqual([(await stored()).title, (await stored()).users], ['Second words', []]);
    });

    it('asks about what a colleague wrote since, and merges their entries', async () => {
      const { credits } = await stored();
      const model = await lost({ title: 'First words' });
      const theirs = { login: 'oregano-core', type: 'remediation_developer' } as const;
      await colleague({ title: 'By a colleague', credits: [...credits, theirs] });
      const mine = { login: 'nutmeg-core', type: 'analyst' } as const;
      type(model, { title: 'Second words', credits: [...credits, mine] });
      await model.save();
      assert.deepEqual(
        model.state.save.questions.map(({ field, theirs }) => [field, theirs]),
        [['title', 'By a colleague']],
      );
      assert.deepEqual((await stored()).credits, [...credits, theirs, mine]);
      assert.equal((await stored()).title, 'By a colleague');
    });

    it('takes the same words for a colleague’s once one has written others between', async () => {
      const model = await lost({ title: 'First words' });
      type(model, {});
      await colleague({ title: 'By a colleague' });
      await model.load();
      await colleague({ title: 'First words' });
      await model.load();
      assert.deepEqual([model.dirty, model.state.stored?.title], [false, 'First words']);
    });

    for (const [what, fault] of [
      ['refused', { status: 422 }],
      ['taken', { kind: 'pass' }],
    ] as const) {
      it(`forgets what was ${what}: the same words are a colleague’s later`, async () => {
        const model = await opened();
        type(model, { title: 'First words' });
        sandbox.fail({ method: 'PATCH', ...fault });
        await model.save();
        await model.settled();
        type(model, { title: 'Second words' });
        await model.settled();
        const record = (await store.load(drafts()[0]!)) as { readonly tried: unknown };
        assert.deepEqual(record.tried, {});
      });
    }

    it('forgets in time what never arrived: the same is a colleague’s a day later', async () => {
      let now = new Date();
      const model = await opened({ now: () => now });
      type(model, { cveId: 'CVE-2026-900418' });
      sandbox.fail({ method: 'PATCH', kind: 'reset' });
      await model.save();
      type(model, {});
      now = new Date(now.getTime() + 86_400_000);
      await model.load();
      await colleague({ cveId: 'CVE-2026-900418' });
      await model.load();
      assert.deepEqual([model.dirty, model.state.stored?.cveId], [false, 'CVE-2026-900418']);
      await model.settled();
      assert.deepEqual(drafts(), []);
    });

    it('keeps one of what is tried again and again', async () => {
      const model = await opened();
      type(model, { title: 'First words' });
      for (const _ of [1, 2, 3]) {
        sandbox.fail({ method: 'PATCH', kind: 'reset' });
        await model.save();
      }
      await model.settled();
      const { tried } = (await store.load(drafts()[0]!)) as { readonly tried: Record<string, unknown[]> };
      assert.equal(tried['title']!.length, 1);
    });

    it('forgets it with the draft that is discarded', async () => {
      const model = await lost({ title: 'First words' });
      model.discard();
      await model.load();
      assert.deepEqual([model.dirty, model.state.stored?.title], [false, 'First words']);
      await model.settled();
      assert.deepEqual(drafts(), []);
    });

    it('gives it to who comes next, of two windows too', async () => {
      const { products } = await stored();
      const model = await lost({ products: [...products, cpython('< 3.13.1')] });
      type(model, { products: [...products, cpython('< 3.13.2')] });
      await model.settled();
      const [key] = drafts();
      const record = await store.load(key!);
      await store.remove(key!);
      const other = await opened();
      type(other, { cveId: 'CVE-2026-900418' });
      await other.settled();
      await store.save(`${key} 1`, record);
      const both = await opened();
      await both.save();
      assert.deepEqual((await ranges()).slice(products.length), ['< 3.13.2']);
      assert.equal((await stored()).cveId, 'CVE-2026-900418');
    });

    describe('and that a colleague added to since, of two windows too', () => {
      const credit = (login: string) => ({ login, type: 'analyst' }) as const;
      const added = async (count: number) => (await stored()).credits.slice(count).map(({ login }) => login);

      for (const [what, edit, ends] of [
        ['corrected', ['parsley-core'], ['oregano-core', 'parsley-core']],
        ['taken back', [], ['oregano-core']],
      ] as const)
        it(`is ${what}, and the colleague’s stays`, async () => {
          const { credits } = await stored();
          const model = await lost({ credits: [...credits, credit('nutmeg-core')] });
          await colleague({ credits: [...(await stored()).credits, credit('oregano-core')] });
          type(model, edit.length > 0 ? { credits: [...credits, ...edit.map(credit)] } : {});
          await model.save();
          assert.deepEqual(await added(credits.length), ends);
        });

      it('is left alone by a draft that never had it', async () => {
        const { credits } = await stored();
        const older = await opened();
        await colleague({ credits: [...credits, credit('oregano-core')] });
        const newer = await lost({ credits: [...(await stored()).credits, credit('nutmeg-core')] });
        await newer.settled();
        // It was opened before the others, and is kept last.
        await new Promise(done => setTimeout(done, 2));
        type(older, { credits: [...credits, credit('parsley-core')] });
        await older.settled();
        assert.equal(drafts().length, 2);
        const both = await opened();
        await both.save();
        const logins = ['oregano-core', 'nutmeg-core', 'parsley-core'];
        assert.deepEqual(await added(credits.length), logins);
      });

      it('is taken back where its own window took it back', async () => {
        const { credits } = await stored();
        const older = await opened();
        await colleague({ credits: [...credits, credit('oregano-core')] });
        const newer = await lost({ credits: [...(await stored()).credits, credit('nutmeg-core')] });
        type(newer, {});
        await newer.settled();
        await new Promise(done => setTimeout(done, 2));
        type(older, { credits: [...credits, credit('parsley-core')] });
        await older.settled();
        const both = await opened();
        await both.save();
        assert.deepEqual(await added(credits.length), ['oregano-core', 'parsley-core']);
      });
    });

    for (const tried of [undefined, null, 'title', { title: 'First words', marmalade: [1] }]) {
      it(`reads a draft that was kept with ${JSON.stringify(tried)} for it`, async () => {
        const model = await opened();
        type(model, { title: 'Mine' });
        await model.settled();
        const [key] = drafts();
        await store.save(key!, { ...((await store.load(key!)) as object), tried });
        assert.deepEqual((await opened()).state.draft.fields, { title: 'Mine' });
      });
    }
  });

  it('tries again what failed: a reading is not a save', async () => {
    const before = await opened();
    type(before, { title: 'Mine' });
    await before.settled();
    const advisory = await as('coordinator').advisories.get(repo, ghsaId);
    sandbox.fail({ kind: 'reset', times: 3 });
    const after = await opened({ known: { advisory, login: 'octo-coordinator' } });
    assert.equal(after.state.save.kind, 'offline');
    sandbox.heal();
    await after.again();
    assert.deepEqual([after.state.save.kind, sandbox.recorder.writes()], ['idle', []]);
  });

  it('saves nothing onto an advisory that was withdrawn meanwhile', async () => {
    const model = await opened();
    type(model, { title: 'New words' });
    sandbox.store.advisory(ghsaId)!.state = 'withdrawn';
    await model.save();
    assert.deepEqual([model.state.phase, sandbox.recorder.writes()], ['withdrawn', []]);
  });

  it('saves the rest when GitHub refuses one field, and says when it took nothing', async () => {
    const model = await opened();
    type(model, { cweIds: ['125'], title: 'New words' });
    await model.save();
    assert.equal((await stored()).title, 'New words');
    assert.match(model.state.save.problem!, /What it took is saved/);
    await model.save();
    assert.match(model.state.save.problem!, /GitHub took nothing of this/);
  });

  it('is not unsaved for metrics that the setting keeps here', async () => {
    send = 'base';
    const model = await opened();
    type(model, {}, { metrics: { ...chosenOf((await stored()).vector), E: 'P' } });
    assert.equal(model.dirty, false);
  });

  it('asks nothing before somebody signed in, says so, and reads after that', async () => {
    let token: string | null = null;
    let expired = 0;
    const github = connect({ apiUrl: sandbox.api, token: async () => token, throttle: false });
    const model = await opened({ github: async () => github, expired: async () => void expired++ });
    const { phase, problem, save } = model.state;
    const sentence = 'You are not signed in to GitHub. Drafts are kept.';
    assert.deepEqual([phase, problem, save.problem], ['failed', sentence, sentence]);
    assert.deepEqual(save.offers, [{ id: 'signIn', label: 'Sign In' }]);
    await model.discussion.read();
    assert.equal(model.state.discussion.problem, 'You are not signed in to GitHub. Sign in and try again.');
    await model.discussion.similar.find();
    await model.discussion.similar.searchWider('spam');
    await assert.rejects(model.comment('Hello.'), { kind: 'signed-out' });
    assert.deepEqual(sandbox.recorder.calls, []);
    assert.equal(expired, 0, 'a token that came meanwhile is not taken for the one that was refused');
    token = sandbox.tokens['coordinator']!;
    await model.load();
    assert.deepEqual([model.state.phase, model.state.save.problem], ['ready', null]);
  });

  it('keeps the draft of somebody who signed out, sends nothing of it, and saves it later', async () => {
    let token: string | null = sandbox.tokens['coordinator']!;
    const github = connect({ apiUrl: sandbox.api, token: async () => token, throttle: false });
    const model = await opened({ github: async () => github });
    type(model, { title: 'New words' });
    token = null;
    sandbox.recorder.clear();
    await model.save();
    assert.deepEqual(
      [model.state.phase, model.state.save.problem, model.state.draft.fields],
      ['ready', 'You are not signed in to GitHub. Drafts are kept.', { title: 'New words' }],
    );
    assert.deepEqual(sandbox.recorder.calls, []);
    token = sandbox.tokens['coordinator']!;
    await model.again();
    assert.equal((await stored()).title, 'New words');
  });

  it('says that GitHub signed out whom it refuses, and tells so', async () => {
    let expired = 0;
    sandbox.fail({ path: '/user', status: 401 });
    const model = await opened({ expired: async () => void expired++ });
    assert.deepEqual([model.state.problem, expired], ['GitHub signed you out. Drafts are kept.', 1]);
  });

  it('says so when GitHub is silent, and goes on', async () => {
    const model = await opened({ patience: 300 });
    type(model, { title: 'New words' });
    sandbox.fail({ kind: 'timeout' });
    await model.save();
    assert.deepEqual(
      [model.state.save.kind, model.state.save.problem],
      ['offline', 'GitHub does not answer. Your text is kept.'],
    );
    await model.again();
    assert.equal((await stored()).title, 'New words');
  });

  it('saves although GitHub is silent about the repository', async () => {
    sandbox.fail({ kind: 'timeout', path: /^\/repos\/python\/cpython$/ });
    const model = await opened({ patience: 2_000 });
    type(model, { title: 'New words' });
    await model.save();
    assert.equal((await stored()).title, 'New words');
  });

  it('keeps a comment that is being written until it is posted', async () => {
    const model = await opened();
    type(model, {}, { comments: { credit: 'Thank you.', notes: 'AT Present: streams.' } });
    await model.settled();
    assert.deepEqual((await opened()).state.draft.comments, {
      credit: 'Thank you.',
      notes: 'AT Present: streams.',
    });
    await model.comment('Thank you.');
    assert.deepEqual(model.state.draft.comments, { notes: 'AT Present: streams.' });
    assert.equal(model.dirty, false, 'no field waits');
  });

  it('keeps what was judged until the advisory has left triage, and the comment beyond that', async () => {
    triage();
    const model = await opened();
    const documented = { answer: 'no', why: 'Nowhere in the manual.' } as const;
    type(model, {}, { comments: { discussion: 'Hello,' }, triage: { documented } });
    await model.newer({ ...(await colleague({})), state: 'draft', updatedAt: '2099-01-01T00:00:00Z' });
    assert.deepEqual(model.state.draft, { ...emptyDraft, comments: { discussion: 'Hello,' } });
    // The page may not know yet.
    type(model, {}, { triage: { documented } });
    assert.equal(model.state.draft.triage, undefined);
    type(model, {}, { comments: {} });
    await model.settled();
    assert.deepEqual(drafts(), [], 'nothing of it is kept');
  });

  it('forgets what was judged in a window that was closed since', async () => {
    triage();
    const model = await opened();
    type(model, {}, { triage: { size: { answer: 'no', why: 'A gigabyte.' } } });
    await model.settled();
    Object.assign(sandbox.store.advisory(ghsaId)!, { state: 'closed' });
    const other = await opened();
    await other.settled();
    assert.deepEqual([other.state.draft, drafts()], [emptyDraft, []]);
  });

  it('keeps what was judged and said in the discussion, of two windows too', async () => {
    triage();
    const documented = { answer: 'no', why: 'Nowhere in the manual.' } as const;
    const model = await opened();
    type(model, {}, { comments: { discussion: 'Hello,' }, triage: { documented } });
    await model.settled();
    const other = make();
    await other.load();
    assert.deepEqual(other.state.draft.comments, { discussion: 'Hello,' });
    assert.equal(model.dirty, false, 'nothing of it is a field');
    assert.match(model.draftText, /^Criteria\n.*no\. Nowhere in the manual\.\n\nComment\nHello,$/);
    // The first window goes on typing: its record is another one by then.
    type(model, {}, { triage: { documented, size: { answer: 'unknown', why: '' } } });
    type(other, {}, { triage: { documented: { answer: 'yes', why: 'It is.' } } });
    await Promise.all([model.settled(), other.settled()]);
    const third = await opened();
    assert.deepEqual(third.state.draft.triage?.size, { answer: 'unknown', why: '' });
    assert.ok(third.state.draft.triage?.documented);
  });

  it('reads of a kept draft only judgements that it knows', async () => {
    triage();
    const model = await opened();
    type(model, {}, { triage: { documented: { answer: 'yes', why: 'Yes.' } } });
    await model.settled();
    const [key] = drafts();
    const record = (await store.load(key!)) as { draft: { triage: Record<string, unknown> } };
    record.draft.triage = { ...record.draft.triage, marmalade: { answer: 'yes', why: '' }, size: 'maybe' };
    await store.save(key!, record);
    assert.deepEqual((await opened()).state.draft.triage, { documented: { answer: 'yes', why: 'Yes.' } });
  });

  it('has the discussion from its first reading, and takes a posted comment out of the draft', async () => {
    await as('parsley-dev').advisories.addComment(repo, ghsaId, 'Hello.');
    const model = await opened();
    assert.deepEqual([model.state.discussion.kind, model.state.discussion.comments.length], ['ready', 1]);
    type(model, {}, { comments: { discussion: 'Thank you. ', notes: 'AT Present.' } });
    await model.comment('Thank you.');
    await model.settled();
    assert.deepEqual(
      model.state.discussion.comments.map(({ author, body }) => [author, body]),
      [
        ['parsley-dev', 'Hello.'],
        ['octo-coordinator', 'Thank you.'],
      ],
    );
    assert.deepEqual(model.state.draft.comments, { notes: 'AT Present.' });
  });

  it('keeps a comment that was not posted because the same is there', async () => {
    await as('coordinator').advisories.addComment(repo, ghsaId, 'Any news?');
    const model = await opened();
    type(model, {}, { comments: { discussion: 'Any news?' } });
    assert.ok((await model.comment('Any news?'))!.there);
    assert.deepEqual(model.state.draft.comments, { discussion: 'Any news?' });
    assert.equal(await model.comment('Any news?', true), null);
    assert.equal(model.state.draft.comments, undefined);
  });

  it('forgets a reply once a decision has posted it, and keeps one that was left', async () => {
    const model = await opened();
    type(model, {}, { comments: { discussion: 'It is no vulnerability.' } });
    // Of an earlier day: it is not what was proposed now.
    await as('coordinator').advisories.addComment(repo, ghsaId, 'It is no vulnerability.');
    Object.assign(sandbox.store.advisory(ghsaId)!, { state: 'closed' });
    await model.decided(null);
    assert.ok(model.state.draft.comments, 'the question was left');
    assert.equal(model.state.facts?.state, 'closed', 'the list would not tell');
    assert.equal(model.state.discussion.comments.length, 1, 'read again');
    await model.decided('It is no vulnerability.');
    assert.equal(model.state.draft.comments, undefined);
    await model.settled();
    assert.deepEqual(drafts(), []);
  });

  it('says that a comment was not posted, so that its text stays', async () => {
    const model = await opened();
    sandbox.knobs({ comments: false });
    await assert.rejects(model.comment('Thank you.'), { kind: 'comment' });
  });

  it('forgets a refusal once its field is edited', async () => {
    const model = await opened();
    type(model, { cweIds: ['125'] });
    await model.save();
    type(model, { cweIds: ['125'], title: 'New words' });
    assert.ok(model.state.save.fieldProblems.cweIds, 'another field');
    type(model, { title: 'New words' });
    assert.deepEqual([model.state.save.fieldProblems, model.state.save.problem], [{}, null]);
  });

  it('takes in what the tree has read anew, beneath what was typed', async () => {
    const model = await opened();
    type(model, { title: 'Mine' });
    const { description } = await colleague({ description: 'By a colleague.' });
    await model.newer({ ...(await colleague({})), updatedAt: '2099-01-01T00:00:00Z' });
    assert.deepEqual(
      [model.state.stored?.description, model.state.draft.fields],
      [description, { title: 'Mine' }],
    );
  });

  it('ignores an edit that is older than one it has seen', async () => {
    const model = await opened();
    model.edit({ ...emptyDraft, fields: { title: 'Second' } }, 2);
    model.edit({ ...emptyDraft, fields: { title: 'First' } }, 1);
    assert.deepEqual(model.state.draft.fields, { title: 'Second' });
  });

  it('tells when GitHub’s score is another', async () => {
    const model = await opened();
    const read = as('coordinator');
    const answering: EditorParts['github'] = async () =>
      Object.assign(Object.create(read) as GitHub, {
        advisories: {
          get: read.advisories.get.bind(read.advisories),
          comments: read.advisories.comments.bind(read.advisories),
          update: async (...args: Parameters<GitHub['advisories']['update']>) => {
            const advisory = await read.advisories.update(...args);
            return { ...advisory, cvssV4: { vector: advisory.cvssV4!.vector, score: 8.7 } };
          },
        } as unknown as GitHub['advisories'],
      });
    await model.settled();
    const other = await opened({ github: answering });
    type(other, {}, { metrics: { ...chosenOf((await stored()).vector), AT: 'N' } });
    await other.save();
    assert.deepEqual(
      other.state.save.notices.map(({ text, warning }) => [text, warning]),
      [['GitHub says 8.7, we say 8.8. The rating is the same.', false]],
    );
  });

  it('does not send its state back for each key', async () => {
    const model = await opened();
    const said: string[] = [];
    model.onDidChange(() => said.push('state'));
    model.onDidEdit(() => said.push('edit'));
    type(model, { title: 'N' });
    type(model, { title: 'Ne' });
    assert.deepEqual(said, ['edit', 'edit']);
  });

  it('does not merge with what the tree read before the draft was begun', async () => {
    const old = await as('coordinator').advisories.get(repo, ghsaId);
    await colleague({ title: 'Newer' });
    const before = await opened();
    type(before, { title: 'Newer and mine' });
    await before.settled();
    const after = make({ known: { advisory: old, login: 'octo-coordinator' } });
    const questions: number[] = [];
    after.onDidChange(() => questions.push(after.state.save.questions.length));
    await after.load();
    assert.deepEqual([after.state.draft.fields, Math.max(...questions)], [{ title: 'Newer and mine' }, 0]);
  });

  it('gives what is unsaved as text, and what to ask of an admin', async () => {
    const model = await opened();
    type(
      model,
      { title: 'New words', users: ['oregano-core'] },
      { metrics: { AV: 'L' }, notes: { AV: 'A shell.' } },
    );
    assert.equal(
      model.draftText,
      'Severity\nCVSS:4.0/AV:L\n\nTitle\nNew words\n\nCollaborators\noregano-core\n\nNotes\nAV: A shell.',
    );
    assert.match(
      model.adminRequest,
      /^Could you please add oregano-core as collaborators: GHSA-7q4m-xv2c-93rp of python\/cpython \(http.*\)\?$/,
    );
  });

  it('discards by name only', async () => {
    const model = await opened();
    type(model, { title: 'New words' }, { notes: { AV: 'Why' } });
    model.discard();
    await model.settled();
    assert.deepEqual([model.state.draft, drafts()], [emptyDraft, []]);
  });
});
