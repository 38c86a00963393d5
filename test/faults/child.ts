/** `child.ts JOB PLACE`: one press, by a process that can be killed. 0: at its end, 3: not yet, 1: failed. */
import type { Place } from './scenario.ts';
import { scenarioOf } from './scenarios/index.ts';

const [, , job = '', place = '{}'] = process.argv;
try {
  const done = await scenarioOf(job).press(JSON.parse(place) as Place, new AbortController().signal);
  process.exit(done ? 0 : 3);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
