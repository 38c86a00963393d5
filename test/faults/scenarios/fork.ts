import { join } from 'node:path';
import { startFork } from '../../../src/jobs/fork/start.ts';
import { ProgressRecords } from '../../../src/ui/common/progress.ts';
import { ForkWaits } from '../../../src/ui/fork/waits.ts';
import type { GitHub } from '../../../src/github/index.ts';
import type { Place, Scenario, World } from '../scenario.ts';
import { beginning } from './beginning.ts';
import { folders, machine, own, repo, upstream } from './machine.ts';
import { filesWithToken } from './publicSide.ts';
import { arrived } from './remote.ts';
import { StateFile } from './stateFile.ts';
import { VirtualClock } from './virtualClock.ts';
import { windowAt } from './window.ts';

/** octo-coordinator's draft without a fork. */
const about = { repo, ghsaId: 'GHSA-c4f5-g6h7-j8m9' };
const second = 1_000;

const recordsAt = (place: Pick<Place, 'root' | 'api'>) =>
  new ProgressRecords(new StateFile(join(place.root, folders.state, 'progress.json')), () => place.api);

/** `GHSA: Start Temporary Private Fork`, and the wait until GitHub has made it: two looks. */
export const fork: Scenario = { job: 'fork', open, press };

async function open(): Promise<World> {
  const at = await machine({ control: true });
  const { sandbox } = at;
  sandbox.role('octo-coordinator', upstream, 'admin');
  sandbox.knobs({ forkDelay: 15 * second });
  const { outside, rewind } = await beginning(at, [upstream, own]);
  return {
    sandbox,
    place: at.place({ control: sandbox.control! }),
    rewind,
    async verdict() {
      const { store, recorder } = sandbox;
      const forks = [...store.repos.values()].filter(({ advisory }) => advisory === about.ghsaId);
      // GitHub gives the fork that is there to whoever asks again: only what was sent shows it.
      const made = recorder.writes().filter(arrived);
      const named = store.advisory(about.ghsaId)!.fork;
      const [there] = forks;
      const ready = there !== undefined && there.readyAt <= store.now().getTime();
      const records = recordsAt({ root: at.root, api: sandbox.api });
      await records.load();
      return {
        duplicates: [
          ...(forks.length > 1 ? [`There are ${forks.length} forks.`] : []),
          ...(made.length > 1 ? [`A fork was asked for ${made.length} times.`] : []),
        ],
        lost: [
          ...(named === null || !ready ? ['It was said to be ready, and there is no fork.'] : []),
          ...(records.of(about).fork ? ['It is still waited for.'] : []),
        ],
        leaks: [
          ...(await outside.traces(/\/security-advisories\/GHSA-c4f5-g6h7-j8m9\/forks$/)),
          ...(await filesWithToken(at.root, at.place().token)),
        ],
      };
    },
    close: at.close,
  };
}

/** A window that was waiting when it was closed waits on; else somebody presses the button. */
function press(place: Place, signal: AbortSignal): Promise<boolean> {
  return windowAt(place, async ({ github, now }) => {
    const records = recordsAt(place);
    await records.load();
    const wait = new Waiting(place, { github, records, now });
    const stop = () => wait.waits.dispose();
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (records.of(about).fork) await wait.waits.takeUp();
      else if ((await startFork({ github }, about, signal)) === 'being-made')
        await wait.waits.begin(about, 'us');
      else {
        // As the window does, which then offers to clone it.
        const { privateFork } = await github.advisories.get(repo, about.ghsaId, signal);
        return privateFork !== null;
      }
      return await wait.end(signal);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  });
}

/** A window that waits for forks, and what it said in the end. */
class Waiting {
  readonly waits: ForkWaits;
  readonly #clock: VirtualClock;
  #ready = false;
  #error: Error | null = null;

  constructor(
    { extra }: Place,
    parts: {
      readonly github: GitHub;
      readonly records: ProgressRecords;
      readonly now: () => Date;
    },
  ) {
    this.#clock = new VirtualClock(parts.now().getTime(), async advance => {
      const body = JSON.stringify({ advance });
      const headers = { 'content-type': 'application/json' };
      // Nothing listens: the window is closed, and the next one waits on.
      return fetch(`${extra['control']}/clock`, { method: 'POST', body, headers }).then(
        ({ ok }) => ok,
        () => false,
      );
    });
    this.waits = new ForkWaits({
      clock: this.#clock,
      github: async () => parts.github,
      records: parts.records,
      // A window that has read no list yet.
      model: {
        state: { kind: 'idle' },
        advisories: [],
        facts: () => {
          throw new Error('Nothing is known of an advisory before the list was read.');
        },
        take: () => undefined,
        refresh: async () => undefined,
      },
      words: {
        making: () => () => undefined,
        ready: () => void (this.#ready = true),
        tooLong: () => void (this.#error = new Error('GitHub takes very long to make the private fork.')),
        stopped: (_, error) => void (this.#error = error as Error),
      },
      report: () => undefined,
    });
  }

  /** Lets the time pass until nothing is waited for. */
  async end(signal: AbortSignal): Promise<boolean> {
    while (this.waits.count > 0 && !signal.aborted && (await this.#clock.next())) await this.waits.settled();
    signal.throwIfAborted();
    if (this.#error) throw this.#error;
    return this.#ready;
  }
}
