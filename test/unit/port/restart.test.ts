import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord, scratchOf } from '../../../src/jobs/port/index.ts';
import { openIssue } from '../../../src/jobs/line/openIssue.ts';
import { openBench, type Bench } from './bench.ts';
import { goOn } from './harness.ts';
import { botsComeBy, restarted } from './rewind.ts';

const repo = '/repos/python/cpython';

describe('a port goes on in another process, and everything is there once', function () {
  this.timeout(60_000);
  let bench: Bench;
  before(async () => (bench = await openBench()));
  after(() => bench.close());

  for (let steps = 0; steps <= 7; steps++) {
    it(`after step ${steps}, when the process ends between two steps`, async () => {
      const record = await bench.confirmed();
      assert.equal(await bench.until(record, steps), steps === 7 ? 'done' : 'stopped');
      if (steps === 7) return bench.assertOnce();
      await botsComeBy(bench.at);
      await bench.resume();
    });
  }

  it('with the number that was written down, whatever somebody made of the issue meanwhile', async () => {
    const record = await bench.confirmed();
    await bench.until(record, 1);
    const { issues } = bench.at.sandbox.store.repo('python/cpython')!;
    const [issue] = [...issues.values()];
    assert.ok(issue);
    issues.set(issue.number, { ...issue, title: 'Parser: chunks', body: 'Rewritten by a colleague.' });
    const { desk: again, record: kept } = await bench.remembered();
    const { ended, links } = await goOn(again, kept!);
    assert.equal(ended, 'done');
    assert.equal(links!.issue, issue.number);
    assert.deepEqual(
      [...issues.values()].filter(({ pull }) => !pull).map(({ title }) => title),
      ['Parser: chunks'],
    );
  });

  it('with the issue whose answer was lost, although a triager edited its title meanwhile', async () => {
    const record = await bench.confirmed();
    const { sandbox } = bench.at;
    sandbox.fail({ method: 'POST', path: `${repo}/issues`, kind: 'reset', effect: 'after' });
    assert.equal((await goOn(bench.at, record)).ended, 'failed');
    sandbox.heal();
    const [issue] = [...sandbox.store.repo('python/cpython')!.issues.values()];
    issue!.title = 'Parser: chunks';
    await botsComeBy(bench.at);
    await bench.resume();
  });

  for (let saves = 0; saves < 8; saves++) {
    it(`before memory ${saves + 1}, when the process ends`, async () => {
      const record = await bench.confirmed();
      const { store } = bench.at.tools;
      let left = saves;
      const dying = {
        ...store,
        save: (key: string, value: unknown) => {
          if (left-- > 0) return store.save(key, value);
          // What a kill leaves of a record that is being written.
          return writeFile(join(scratchOf(bench.at.root, key), 'job.json.new'), '{"version":1,"key":').then(
            () => {
              throw new Error('killed');
            },
          );
        },
      };
      const { ended } = await goOn({ ...bench.at, tools: { ...bench.at.tools, store: dying } }, record);
      assert.equal(ended, 'failed');
      assert.equal(left, -1, 'it went on without a memory');
      await botsComeBy(bench.at);
      await bench.resume();
    });
  }

  for (const steps of [0, 1, 3, 6]) {
    it(`after step ${steps}, when somebody deletes the scratch repository`, async () => {
      const record = await bench.confirmed();
      await bench.until(record, steps);
      const repository = join(scratchOf(bench.at.root, bench.prepared.key), 'repository.git');
      assert.equal(repository, record.scratch);
      await rm(repository, { recursive: true });
      await bench.resume();
    });
  }

  it('at its end, when the process ends before the record is deleted, which lies beside the scratch repository', async () => {
    const record = await bench.confirmed();
    const { store } = bench.at.tools;
    const dying = { ...store, remove: async () => Promise.reject(new Error('killed')) };
    const outcome = await goOn({ ...bench.at, tools: { ...bench.at.tools, store: dying } }, record);
    assert.equal(outcome.ended, 'failed');
    // Nothing private is left, and the next run knows that there is nothing more to do.
    assert.deepEqual(await readdir(scratchOf(bench.at.root, bench.prepared.key)), ['job.json', 'lock']);
    await bench.resume();
  });

  it('at its end, when the process ends after the scratch repository is deleted and before the record is', async () => {
    const record = await bench.confirmed();
    // As in VS Code: this record does not lie in the folder that is deleted.
    let memory: unknown = record;
    const store = {
      load: async () => memory,
      save: async (_: string, value: unknown) => void (memory = structuredClone(value)),
      remove: async () => Promise.reject(new Error('killed')),
    };
    const desk = { ...bench.at, tools: { ...bench.at.tools, store } };
    assert.equal((await goOn(desk, record)).ended, 'failed');
    await assert.rejects(readdir(record.scratch));
    const again = restarted(bench.at);
    const { ended, links, events } = await goOn(
      { ...again, tools: { ...again.tools, store: { ...store, remove: async () => undefined } } },
      readRecord(memory)!,
    );
    assert.equal(ended, 'done', JSON.stringify(events.at(-1)));
    assert.equal(links!.commit, bench.commit);
    await bench.assertOnce();
  });

  describe('and asks where it cannot know', () => {
    /** Issues of the coordinator's that read like ours. */
    const twin = async (createdAt?: string) => {
      const twins = bench.at.sandbox.store.repo('python/cpython')!;
      const { texts } = bench.draft;
      const answer = await fetch(`${bench.at.sandbox.api}${repo}/issues`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bench.at.sandbox.tokens['coordinator']}`,
          'x-github-api-version': '2026-03-10',
        },
        body: JSON.stringify({ title: texts['issue.title'], body: texts['issue.body'] }),
      });
      const { number } = (await answer.json()) as { number: number };
      if (createdAt) twins.issues.set(number, { ...twins.issues.get(number)!, createdAt });
      return number;
    };
    const issues = () => bench.at.sandbox.store.repo('python/cpython')!.issues;

    it('which of two issues is ours, and takes the one that was not closed', async () => {
      const record = await bench.confirmed();
      const [first, second] = [await twin(), await twin()];
      const { ended, events } = await goOn(bench.at, record);
      assert.equal(ended, 'failed');
      const [last] = events.slice(-1);
      assert.ok(last?.state === 'failed' && last.id === openIssue.id);
      assert.match(String(last.error), new RegExp(`More than one issue .* gh-${second}, gh-${first}\\.`));
      assert.equal(issues().size, 2);
      issues().get(first)!.state = 'closed';
      const { desk: again, record: kept } = await bench.remembered();
      const { links } = await goOn(again, kept!);
      assert.equal(links!.issue, second);
      assert.equal([...issues().values()].filter(({ pull }) => !pull).length, 2);
    });

    it('nothing about a pull request that was closed when another one came from the branch', async () => {
      const record = await bench.confirmed();
      await bench.until(record, 5);
      const [, pull] = [...issues().values()];
      const { desk: again, record: kept } = await bench.remembered();
      assert.ok(pull?.pull && kept);
      const { pull: forgotten, ...rest } = kept.done;
      assert.equal(forgotten?.number, pull.number);
      const other = { ...pull, number: pull.number + 1, state: 'open' as const };
      pull.state = 'closed';
      issues().set(other.number, other);
      await again.tools.store.save(kept.key, { ...kept, done: rest });
      const { links } = await goOn(again, { ...kept, done: rest });
      assert.equal(links!.pull, other.number);
    });

    it('nothing about an open issue of yesterday with the same title and body: a second one would be mailed, too', async () => {
      const record = await bench.confirmed();
      const old = await twin(new Date(bench.prepared.date.getTime() - 86_400_000).toISOString());
      const { ended, links } = await goOn(bench.at, record);
      assert.equal(ended, 'done');
      assert.deepEqual([...issues().keys()], [old, old + 1]);
      assert.equal(links!.issue, old);
    });

    it('but not about one of last week', async () => {
      const record = await bench.confirmed();
      const old = await twin(new Date(bench.prepared.date.getTime() - 7 * 86_400_000).toISOString());
      const { links } = await goOn(bench.at, record);
      assert.deepEqual([...issues().keys()], [old, old + 1, old + 2]);
      assert.equal(links!.issue, old + 1);
      assert.deepEqual(issues().get(old)!.labels, []);
    });
  });
});
