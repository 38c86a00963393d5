import assert from 'node:assert/strict';
import { confirmIssue, readIssueRecord, runIssue, type IssueRecord } from '../../../src/jobs/issue/index.ts';
import { lookForIssue } from '../../../src/jobs/line/ourIssue.ts';
import type { Fault } from '../../../src/sandbox/index.ts';
import {
  goOn,
  ham,
  issuesOf,
  openBench,
  restarted,
  writes,
  written,
  type Bench,
  type Desk,
  type Outcome,
} from './harness.ts';

const post: Fault = { method: 'POST', path: /\/issues$/ };
const effect: Fault = { ...post, kind: 'reset', effect: 'after' };
const nothing: Fault = { ...post, kind: 'reset' };

describe('a public issue whose answer was lost', () => {
  let bench: Bench;
  let at: Desk;
  let waited: number[];
  before(async () => (bench = await openBench()));
  beforeEach(async () => {
    at = await bench.desk();
    waited = [];
  });
  after(() => bench.close());

  const confirmed = async () => {
    const { prepared, draft } = await written(at);
    return confirmIssue(at.tools.store, prepared, draft, at.tools.now());
  };

  /** What the next press finds, in another process. */
  const remembered = async ({ key }: Pick<IssueRecord, 'key'>): Promise<IssueRecord> => {
    const record = readIssueRecord(await at.tools.store.load(key));
    assert.ok(record, 'there is nothing to go on with');
    return record;
  };

  const broken = async (fault: Fault, record: IssueRecord): Promise<void> => {
    at.sandbox.fail(fault);
    assert.equal((await goOn(at, record)).ended, 'failed');
    at.sandbox.heal();
  };

  /** A press after it; `pause` is what happens while it waits. */
  const again = async (
    record: IssueRecord,
    { later = 0, pause = () => undefined }: { later?: number; pause?: () => void } = {},
  ): Promise<Outcome> => {
    const desk = restarted(at);
    const tools = {
      ...desk.tools,
      now: () => new Date(Date.now() + later),
      wait: async (milliseconds: number) => {
        waited.push(milliseconds);
        pause();
      },
    };
    return goOn({ ...desk, tools }, await remembered(record));
  };

  const posts = () => writes(at).filter(line => line.endsWith('/issues')).length;

  it('is written down as tried before it goes, and leaves nothing', async () => {
    const record = await confirmed();
    const saves: unknown[] = [];
    const store = {
      ...at.tools.store,
      save: (key: string, value: unknown) => {
        saves.push([posts(), Object.keys((value as IssueRecord).done)]);
        return at.tools.store.save(key, value);
      },
    };
    assert.equal((await goOn({ ...at, tools: { ...at.tools, store } }, record)).ended, 'done');
    assert.deepEqual(saves, [
      [0, ['issueTried']],
      [1, ['issueTried', 'issue']],
      [1, ['issueTried', 'issue', 'droppedLabels']],
    ]);
    assert.equal(at.records.size, 0);
  });

  for (const [what, edit] of [
    ['title', { title: 'Ham: one jar for every host' }],
    ['body', { body: 'Rewritten by a triager.' }],
  ] as const)
    it(`is found where a triager edits its ${what}`, async () => {
      const record = await confirmed();
      await broken(effect, record);
      const [issue] = issuesOf(at);
      Object.assign(issue!, edit);
      const { ended, link } = await again(record);
      assert.deepEqual([ended, link!.issue, issuesOf(at).length], ['done', issue!.number, 1]);
      assert.deepEqual([posts(), waited], [1, []]);
    });

  it('is found where its title was edited and it was closed', async () => {
    const record = await confirmed();
    await broken(effect, record);
    const [issue] = issuesOf(at);
    Object.assign(issue!, { title: 'Ham: one jar for every host', state: 'closed' });
    const { link } = await again(record);
    assert.deepEqual([link!.issue, issuesOf(at).length], [issue!.number, 1]);
  });

  it('is found where it was edited and closed, and this clock was ahead at the confirmation', async () => {
    const record = await confirmed();
    await broken(effect, record);
    const [issue] = issuesOf(at);
    const createdAt = new Date(Date.parse(record.confirmedAt) - 60 * 60_000).toISOString();
    Object.assign(issue!, { title: 'Ham: one jar for every host', state: 'closed', createdAt });
    const { link } = await again(record);
    assert.deepEqual([link!.issue, issuesOf(at).length], [issue!.number, 1]);
  });

  it('asks where two of ours since then look like it, and takes none by itself', async () => {
    const record = await confirmed();
    await broken(effect, record);
    const [issue] = issuesOf(at);
    issue!.title = 'Ham: one jar for every host';
    const twin = { ...issue!, number: issue!.number + 1, title: 'Ham: the jar' };
    at.sandbox.store.repo('python/cpython')!.issues.set(twin.number, twin);
    const { ended, events } = await again(record);
    const last = events.at(-1);
    assert.equal(ended, 'failed');
    assert.match(String(last?.state === 'failed' && last.error), /More than one issue looks like ours/);
    twin.state = 'closed';
    assert.equal((await again(record)).link!.issue, issue!.number);
  });

  it('takes no issue of ours that was there before, by its title alone', async () => {
    const record = await confirmed();
    const repo = at.sandbox.store.repo('python/cpython')!;
    await broken(effect, record);
    const [old] = issuesOf(at);
    repo.issues.set(old!.number, { ...old!, body: 'Another thing.' });
    repo.next = old!.number + 1;
    await at.tools.store.save(record.key, record);
    await broken(nothing, record);
    const { link } = await again(record);
    assert.equal(link!.issue, old!.number + 1);
  });

  it('is none that is alike by an empty body, and none of ours of before', async () => {
    const { confirmed: was, ...record } = await confirmed();
    await goOn(at, { ...record, confirmed: was });
    const [issue] = issuesOf(at);
    const look = async (body: string, after: number) => {
      const texts = { 'issue.title': 'Another title', 'issue.body': body };
      const tried = { at: record.confirmedAt, after };
      const { ours } = await lookForIssue({
        ...{ github: at.tools.github, signal: undefined },
        record: { ...record, confirmed: { ...was, texts }, done: { issueTried: tried } },
      });
      return ours.map(({ number }) => number);
    };
    const { number, body } = issue!;
    assert.deepEqual(await look(body, number - 1), [number]);
    assert.deepEqual(await look(body, number), []);
    assert.deepEqual(await look(' \n', number - 1), []);
  });

  it('is opened where nothing is there, after a second look', async () => {
    const record = await confirmed();
    await broken(nothing, record);
    const { ended } = await again(record);
    assert.deepEqual([ended, issuesOf(at).length, posts(), waited.length], ['done', 1, 2, 1]);
  });

  it('is found by the second look where GitHub was late', async () => {
    const record = await confirmed();
    await broken(effect, record);
    const [issue] = issuesOf(at);
    const { issues } = at.sandbox.store.repo('python/cpython')!;
    issues.clear();
    const { link } = await again(record, { pause: () => void issues.set(issue!.number, issue!) });
    assert.deepEqual([link!.issue, issuesOf(at).length, posts()], [issue!.number, 1, 1]);
  });

  it('is looked for once where the try is minutes old', async () => {
    const record = await confirmed();
    await broken(nothing, record);
    const { ended } = await again(record, { later: 3 * 60_000 });
    assert.deepEqual([ended, issuesOf(at).length, waited], ['done', 1, []]);
  });

  it('keeps what was there before the first try, through all of them', async () => {
    const record = await confirmed();
    await broken(nothing, record);
    const first = (await remembered(record)).done.issueTried;
    await broken(effect, await remembered(record));
    assert.equal((await remembered(record)).done.issueTried?.after, first?.after);
    issuesOf(at)[0]!.title = 'Ham: one jar for every host';
    await again(record);
    assert.equal(issuesOf(at).length, 1);
  });

  it('was not tried where GitHub refused it', async () => {
    const record = await confirmed();
    await broken({ ...post, status: 403 }, record);
    assert.equal((await remembered(record)).done.issueTried, null);
    await again(record);
    assert.deepEqual([issuesOf(at).length, waited], [1, []]);
    assert.equal(at.records.size, 0);
  });

  it('stays tried where a later try is refused', async () => {
    const record = await confirmed();
    await broken(nothing, record);
    const tried = (await remembered(record)).done.issueTried;
    await broken({ ...post, status: 403 }, await remembered(record));
    assert.deepEqual((await remembered(record)).done.issueTried, tried);
  });

  describe('and whose report was accepted meanwhile', () => {
    const accept = () => Object.assign(at.sandbox.store.advisory(ham)!, { state: 'draft' });
    const refused = async (record: IssueRecord): Promise<string> => {
      const error = await goOn(restarted(at), await remembered(record)).then(
        () => null,
        (error: unknown) => error,
      );
      assert.ok(error instanceof Error && 'kind' in error && error.kind === 'changed', String(error));
      return error.message;
    };

    it('is said to be public, with its link, and is known from then on', async () => {
      const record = await confirmed();
      await broken(effect, record);
      accept();
      const [issue] = issuesOf(at);
      issue!.title = 'Ham: one jar for every host';
      const before = writes(at).length;
      assert.equal(
        await refused(record),
        `This report is taken for a vulnerability. A public issue would end its embargo. gh-${issue!.number} is public already: ${at.sandbox.git}/python/cpython/issues/${issue!.number}. Run GHSA: Something Leaked.`,
      );
      assert.equal(writes(at).length, before);
      assert.equal((await remembered(record)).done.issue?.number, issue!.number);
      const { ended, link } = await goOn(at, await remembered(record));
      assert.deepEqual([ended, link!.issue, issuesOf(at).length], ['done', issue!.number, 1]);
      assert.equal(at.records.size, 0);
    });

    it('tells the page its number', async () => {
      const record = await confirmed();
      await broken(effect, record);
      accept();
      const told: (number | undefined)[] = [];
      await assert.rejects(
        runIssue(at.tools, await remembered(record), {
          tell: () => undefined,
          keep: async () => undefined,
          remembered: ({ done }) => void told.push(done.issue?.number),
        }),
      );
      assert.deepEqual(told, [undefined, issuesOf(at)[0]!.number]);
    });

    it('is not said to be unsent where nobody can tell', async () => {
      const record = await confirmed();
      await broken(nothing, record);
      accept();
      assert.match(
        await refused(record),
        /embargo\. Whether the public issue was opened is not known: look at your issues in python\/cpython/,
      );
    });

    it('names them all where more than one looks like it', async () => {
      const record = await confirmed();
      await broken(effect, record);
      accept();
      const [issue] = issuesOf(at);
      const twin = { ...issue!, number: issue!.number + 1 };
      at.sandbox.store.repo('python/cpython')!.issues.set(twin.number, twin);
      assert.match(
        await refused(record),
        new RegExp(
          `gh-${twin.number}, gh-${issue!.number} look like it, and are public\\. Run GHSA: Something Leaked`,
        ),
      );
      assert.equal((await remembered(record)).done.issue, undefined);
    });

    it('was not sent where no try is written down, and nothing is there', async () => {
      const record = await confirmed();
      accept();
      assert.match(await refused(record), /embargo\. Nothing was sent\.$/);
    });

    it('was not sent where GitHub refused it', async () => {
      const record = await confirmed();
      await broken({ ...post, status: 403 }, record);
      accept();
      assert.match(await refused(record), /embargo\. Nothing was sent\.$/);
    });

    it('is found by the memory of an older version, too', async () => {
      const record = await confirmed();
      await broken(effect, record);
      await at.tools.store.save(record.key, { ...record, done: {} });
      accept();
      assert.match(await refused(record), /is public already/);
    });
  });
});
