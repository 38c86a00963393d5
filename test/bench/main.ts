/**
 * `npm run bench`: prints what the list and the port cost, how fast scores are, what VS Code pays for us, and what a
 * private clone takes. `-- --clone-bench` for the last alone, `-- --clone-bench=PATH` of the repository there.
 */
import { benchActivation } from './activation.ts';
import { benchAdvisories } from './advisories.ts';
import { benchClone } from './clone.ts';
import { benchCvss } from './cvss.ts';
import { benchPlan } from './plan.ts';
import { benchSizes } from './sizes.ts';

const alone = process.argv.find(word => word.startsWith('--clone-bench'));
const others = async () => {
  const lists = await benchAdvisories();
  return [...benchSizes(), ...lists, ...benchCvss(), ...(await benchPlan()), ...benchActivation()];
};
const path = alone?.split('=')[1] ?? null;
for (const line of [...(alone ? [] : await others()), ...(await benchClone(path))]) console.log(line);
process.exit(0);
