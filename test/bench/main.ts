/** `npm run bench`: prints what the port costs, how fast scores are, and what the extension costs VS Code. */
import { benchActivation } from './activation.ts';
import { benchCvss } from './cvss.ts';
import { benchPlan } from './plan.ts';
import { benchSizes } from './sizes.ts';

for (const line of [...benchSizes(), ...benchCvss(), ...(await benchPlan()), ...benchActivation()])
  console.log(line);
process.exit(0);
