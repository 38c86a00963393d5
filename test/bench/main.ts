/** `npm run bench`: prints what the list and the port cost, how fast scores are, and what VS Code pays for us. */
import { benchActivation } from './activation.ts';
import { benchAdvisories } from './advisories.ts';
import { benchCvss } from './cvss.ts';
import { benchPlan } from './plan.ts';
import { benchSizes } from './sizes.ts';

const lists = await benchAdvisories();
for (const line of [...benchSizes(), ...lists, ...benchCvss(), ...(await benchPlan()), ...benchActivation()])
  console.log(line);
process.exit(0);
