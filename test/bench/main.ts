/** `npm run bench`: prints what the port costs, and what the extension costs VS Code. */
import { benchActivation } from './activation.ts';
import { benchPlan } from './plan.ts';
import { benchSizes } from './sizes.ts';

for (const line of [...benchSizes(), ...(await benchPlan()), ...benchActivation()]) console.log(line);
process.exit(0);
