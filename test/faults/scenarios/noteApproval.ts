import type { Place, Scenario, World } from '../scenario.ts';
import { agree, agreed, theirs } from './approval.ts';
import { beginning } from './beginning.ts';
import { machine, own, upstream } from './machine.ts';
import { filesWithToken } from './publicSide.ts';
import { windowAt } from './window.ts';

const fork = `${upstream}-ghsa-7q4m-xv2c-93rp`;

/** `GHSA: Approve Private PR` where GitHub takes no review: a line of the description. */
export const noteApproval: Scenario = { job: 'noteApproval', open, press };

async function open(): Promise<World> {
  const at = await machine();
  const { sandbox } = at;
  sandbox.knobs({ forkReviews: false });
  const { outside, rewind } = await beginning(at, [upstream, own, fork]);
  const place = at.place({ commit: theirs(sandbox, fork).pull!.headSha });
  return {
    sandbox,
    place,
    rewind,
    verdict: async () => ({
      ...agreed(sandbox, fork),
      leaks: [
        ...(await outside.traces(new RegExp(`^/repos/${fork}/`))),
        ...(await filesWithToken(at.root, place.token)),
      ],
    }),
    close: at.close,
  };
}

function press(place: Place, signal: AbortSignal): Promise<boolean> {
  return windowAt(place, tools => agree(tools, { fork, commit: place.extra['commit']! }, signal));
}
