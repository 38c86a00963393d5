/**
 * `npm run bench`: prints what the list and the port cost, how fast scores are, what VS Code pays for us, and what a
 * private clone and a port take in a long history. `-- --clone-bench`, `-- --port-bench`, `-- --load-bench` for one of
 * them alone; `-- --clone-bench=PATH` and `-- --port-bench=PATH` of the repository there, or, where PATH is `long`, of a
 * history with as many commits and files as CPython's, which is made once.
 */
import { benchActivation } from './activation.ts';
import { benchAdvisories } from './advisories.ts';
import { benchClone } from './clone.ts';
import { benchCvss } from './cvss.ts';
import { historyLikeCpython } from './history.ts';
import { benchLoad } from './load.ts';
import { benchLongPort } from './longPort.ts';
import { benchPlan } from './plan.ts';
import { benchSizes } from './sizes.ts';

const [, name, given = null] = /^--(\w+)-bench(?:=(.*))?$/.exec(process.argv[2] ?? '') ?? [];
const path = given === 'long' ? await historyLikeCpython(words => console.error(words)) : given;
const alone = new Map<string, () => Promise<string[]>>([
  ['load', benchLoad],
  ['clone', () => benchClone(path)],
  ['port', () => benchLongPort(path)],
]);
const others = async () => {
  const lists = await benchAdvisories();
  return [...benchSizes(), ...lists, ...benchCvss(), ...(await benchPlan()), ...benchActivation()];
};
if (name === undefined) for (const line of await others()) console.log(line);
for (const [each, bench] of alone)
  if (name === undefined || name === each) for (const line of await bench()) console.log(line);
process.exit(0);
