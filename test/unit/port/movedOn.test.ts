import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import type { PortRecord } from '../../../src/jobs/port/index.ts';
import { git } from '../../../src/sandbox/gitdir.ts';
import type { Issue } from '../../../src/sandbox/model.ts';
import { addIssue } from '../../../src/sandbox/routes/issues.ts';
import { openBench, type Bench } from './bench.ts';
import { goOn, type Outcome } from './harness.ts';
import { addCommit, asMerged, own, upstream } from './rewind.ts';

const ref = (issue: number, end = '') => `refs/heads/gh-${issue}-check-length-field-spam${end}`;

describe('a port goes on after others went on with what it made', function () {
  this.timeout(60_000);
  let bench: Bench;
  before(async () => (bench = await openBench()));
  after(() => bench.close());

  const repo = () => bench.at.sandbox.store.repo(upstream)!;
  const fork = () => bench.at.sandbox.dir(own);
  const mine = () => [...repo().issues.values()].filter(({ author }) => author === 'octo-coordinator');
  const pulls = () => mine().filter(({ pull }) => pull);
  const branches = async () =>
    (await git(fork(), ['for-each-ref', '--format=%(refname)', 'refs/heads/gh-*']))
      .split('\n')
      .filter(Boolean);
  const remove = (name: string) => git(fork(), ['update-ref', '-d', name]);
  const textOf = ({ events }: Outcome, id: string) =>
    events.flatMap(event => (event.id === id && event.state === 'done' ? [event.text] : []))[0];

  /** Runs that many steps and gives what is there then. */
  const stopped = async (steps: number): Promise<{ issue: Issue; pull: Issue; record: PortRecord }> => {
    await bench.until(await bench.confirmed(), steps);
    const [issue, pull] = mine();
    const { record } = await bench.remembered();
    return { issue: issue!, pull: pull!, record: record! };
  };
  /** What a process remembers that ended before the pull request was written down. */
  const forgetting = async (record: PortRecord): Promise<PortRecord> => {
    const { pull: _, ...done } = record.done;
    const less = { ...record, done };
    await bench.at.tools.store.save(record.key, less);
    return less;
  };
  const resumed = async (): Promise<Outcome> => {
    const { desk, record } = await bench.remembered();
    return goOn(desk, record!);
  };
  const done = (outcome: Outcome): Outcome => {
    assert.equal(outcome.ended, 'done', JSON.stringify(outcome.events.at(-1)));
    return outcome;
  };

  describe('with its pull request', () => {
    const ends: readonly (readonly [string, (pull: Issue) => unknown])[] = [
      ['merged', pull => asMerged(pull)],
      ['closed', pull => (pull.state = 'closed')],
    ];
    for (const [how, end] of ends) {
      for (const isGone of [false, true]) {
        it(`that was written down, got a commit and was ${how}; its branch is ${isGone ? 'gone' : 'there'}`, async () => {
          const { issue, pull } = await stopped(5);
          await addCommit(bench.at, pull);
          end(pull);
          if (isGone) await remove(ref(issue.number));
          const outcome = done(await resumed());
          assert.equal(outcome.links!.pull, pull.number);
          assert.equal(
            textOf(outcome, 'pull'),
            `The pull request gh-${pull.number} is already there, and was ${how}. Going on.`,
          );
          assert.equal(pulls().length, 1);
          assert.equal(pull.labels.length, 7);
          assert.equal(bench.at.sandbox.recorder.pushes.length, 1);
          assert.deepEqual(await branches(), isGone ? [] : [ref(issue.number)]);
        });

        it(`that was not written down, the same: ${how}, ${isGone ? 'gone' : 'there'}`, async () => {
          const { issue, pull, record } = await stopped(5);
          await forgetting(record);
          await addCommit(bench.at, pull);
          end(pull);
          if (isGone) await remove(ref(issue.number));
          assert.equal(done(await resumed()).links!.pull, pull.number);
          assert.equal(pulls().length, 1);
          assert.equal(bench.at.sandbox.recorder.pushes.length, 1);
          assert.deepEqual(await branches(), isGone ? [] : [ref(issue.number)]);
        });
      }
    }

    it('that was not written down and whose branch was updated: it is open, and no other is opened', async () => {
      const { issue, pull, record } = await stopped(5);
      await forgetting(record);
      await addCommit(bench.at, pull);
      assert.equal(done(await resumed()).links!.pull, pull.number);
      assert.equal(pulls().length, 1);
      assert.deepEqual(await branches(), [ref(issue.number)]);
    });

    /** The pull request of before as another one, which ended. */
    const ended = async (over: Partial<Issue>, moved: boolean): Promise<Issue> => {
      const { pull, record } = await stopped(5);
      await forgetting(record);
      if (moved) await addCommit(bench.at, pull);
      else pull.pull!.headSha = await git(repo().dir, ['rev-parse', 'main']);
      const other: Issue = { ...pull, state: 'closed', ...over };
      repo().issues.set(pull.number, other);
      return other;
    };
    const dayBefore = () => new Date(bench.prepared.date.getTime() - 86_400_000).toISOString();

    it('that is older than the confirmation, by a wrong clock, and holds its commit', async () => {
      const other = await ended({ createdAt: dayBefore() }, true);
      assert.equal(done(await resumed()).links!.pull, other.number);
      assert.equal(pulls().length, 1);
    });

    it('but not with that of an earlier port of the same name', async () => {
      const other = await ended({ createdAt: dayBefore() }, false);
      const { record } = await bench.remembered();
      assert.deepEqual(record!.done.pullTried, { after: 0 });
      const earlier = { ...record!.done, pullTried: { after: other.number } };
      await bench.at.tools.store.save(record!.key, { ...record!, done: earlier });
      assert.equal(done(await resumed()).links!.pull, other.number + 1);
      assert.equal(pulls().length, 2);
    });

    for (const minutes of [-5, 5])
      it(`nor with an earlier one that ended ${minutes < 0 ? 'right before the confirmation' : 'after it, by a slow clock'}, where GitHub refused ours once`, async () => {
        const { issue } = await stopped(4);
        const createdAt = new Date(bench.prepared.date.getTime() + minutes * 60_000).toISOString();
        const { title, body, author } = issue;
        const other = addIssue(bench.at.sandbox, repo(), {
          ...{ title, body, author },
          pull: {
            ...{ headRepo: own, headRef: ref(issue.number).slice('refs/heads/'.length), base: 'main' },
            ...{ headSha: await git(repo().dir, ['rev-parse', 'main']) },
            ...{ mergedAt: null, mergeCommit: null, reviews: [] },
          },
        });
        repo().issues.set(other.number, { ...other, state: 'closed', createdAt });
        bench.at.sandbox.fail({ method: 'POST', path: /\/pulls$/, status: 403 });
        const refused = await resumed();
        assert.equal(refused.ended, 'failed');
        assert.equal((await bench.remembered()).record!.done.pullTried, null);
        assert.equal(done(await resumed()).links!.pull, other.number + 1);
        assert.equal(pulls().length, 2);
      });

    it('that was taken without an answer, written over and closed, by a clock that was a day ahead', async () => {
      await stopped(4);
      bench.at.sandbox.fail({ method: 'POST', path: /\/pulls$/, kind: 'reset', effect: 'after' });
      assert.equal((await resumed()).ended, 'failed');
      const [pull] = pulls();
      const headSha = await git(repo().dir, ['rev-parse', 'main']);
      const other: Issue = {
        ...pull!,
        state: 'closed',
        createdAt: dayBefore(),
        pull: { ...pull!.pull!, headSha },
      };
      repo().issues.set(other.number, other);
      assert.equal(done(await resumed()).links!.pull, other.number);
      assert.equal(pulls().length, 1);
    });

    it('which was merged, where git does not answer any more', async () => {
      const { pull, record } = await stopped(5);
      await forgetting(record);
      asMerged(pull);
      bench.at.sandbox.fail({ path: '/octo-coordinator/cpython.git/info/refs', status: 404, times: 9 });
      const outcome = done(await resumed());
      bench.at.sandbox.heal();
      assert.equal(outcome.links!.pull, pull.number);
      assert.equal(pulls().length, 1);
    });

    it('and asks about one that may be its own or not', async () => {
      const other = await ended({ author: 'nutmeg-core' }, false);
      const { ended: how, events } = await resumed();
      assert.equal(how, 'failed');
      const last = events.at(-1);
      assert.ok(last?.state === 'failed' && last.id === 'pull');
      assert.match(
        String(last.error),
        new RegExp(
          `^JobError: gh-${other.number} came from a branch of this name and was closed\\. Reopen it`,
        ),
      );
      assert.equal(pulls().length, 0);
      other.state = 'open';
      assert.equal(done(await resumed()).links!.pull, other.number);
    });

    it('and asks which of two that were closed it is', async () => {
      const { pull, record } = await stopped(5);
      await forgetting(record);
      pull.state = 'closed';
      const other = { ...pull, number: pull.number + 1 };
      repo().issues.set(other.number, other);
      const { events } = await resumed();
      const last = events.at(-1);
      assert.ok(last?.state === 'failed');
      assert.match(
        String(last.error),
        new RegExp(`comes from this branch: gh-${other.number}, gh-${pull.number}\\. Reopen the one`),
      );
      asMerged(pull);
      assert.equal(done(await resumed()).links!.pull, pull.number);
    });
  });

  describe('with its branch', () => {
    const scratchGone = (record: PortRecord) => rm(record.scratch, { recursive: true });

    for (const isScratch of [true, false]) {
      it(`which was deleted before there was a pull request; scratch is ${isScratch ? 'there' : 'gone'}`, async () => {
        const { issue, record } = await stopped(4);
        await remove(ref(issue.number));
        if (!isScratch) await scratchGone(record);
        const outcome = done(await resumed());
        assert.equal(outcome.links!.commit, bench.commit);
        assert.equal(pulls()[0]!.pull!.headSha, bench.commit);
        assert.equal(await git(fork(), ['rev-parse', ref(issue.number)]), bench.commit);
        assert.match(textOf(outcome, 'push')!, /^Branch pushed to octo-coordinator\/cpython again$/);
      });
    }

    it('which is there: one look of git, and nothing else of it is asked', async () => {
      await stopped(4);
      const { calls } = bench.at.sandbox.recorder;
      const start = calls.length;
      done(await resumed());
      assert.deepEqual(
        calls
          .slice(start)
          .filter(({ path }) => path.includes('.git'))
          .map(({ method, path, query }) => `${method} ${path}${query}`),
        [
          'GET /octo-coordinator/cpython.git/info/refs?service=git-upload-pack',
          'POST /octo-coordinator/cpython.git/git-upload-pack',
        ],
      );
    });

    it('on which somebody pushed before there was a pull request: the confirmed commit goes beside it', async () => {
      const { issue, record } = await stopped(4);
      const theirs = await addCommit(bench.at, null, record.done.commit!);
      await git(fork(), ['update-ref', ref(issue.number), theirs]);
      const outcome = done(await resumed());
      assert.equal(outcome.links!.commit, bench.commit);
      assert.equal(pulls()[0]!.pull!.headSha, bench.commit);
      assert.equal(pulls()[0]!.pull!.headRef, ref(issue.number, '-2').slice('refs/heads/'.length));
      assert.equal(await git(fork(), ['rev-parse', ref(issue.number)]), theirs);
      assert.match(textOf(outcome, 'push')!, /its name was taken, so it ends in -2$/);
    });

    it('when neither scratch nor the private fork is there any more: its branch is', async () => {
      const { record } = await stopped(4);
      await scratchGone(record);
      const advisory = [...bench.at.sandbox.store.advisories.values()].find(
        ({ ghsaId }) => ghsaId === record.ghsaId,
      )!;
      const { fork: kept } = advisory;
      try {
        advisory.fork = null;
        assert.equal(done(await resumed()).links!.commit, bench.commit);
      } finally {
        advisory.fork = kept;
      }
    });

    it('which was deleted, when neither scratch nor the private fork is there: says so', async () => {
      const { issue, record } = await stopped(4);
      await remove(ref(issue.number));
      await scratchGone(record);
      const advisory = [...bench.at.sandbox.store.advisories.values()].find(
        ({ ghsaId }) => ghsaId === record.ghsaId,
      )!;
      const { fork: kept } = advisory;
      try {
        advisory.fork = null;
        const { ended, events } = await resumed();
        assert.equal(ended, 'failed');
        const last = events.at(-1);
        assert.ok(last?.state === 'failed' && last.id === 'push');
        assert.match(
          String(last.error),
          /scratch repository of this port was deleted, and the private fork is gone/,
        );
      } finally {
        advisory.fork = kept;
      }
    });
  });
});
