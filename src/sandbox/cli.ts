import { parseArgs } from 'node:util';
import { startSandbox } from './index.ts';

/** `npm run sandbox -- [--port P] [--cpython PATH] [--after]`: one JSON line when ready, ends on SIGTERM or SIGINT. */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    cpython: { type: 'string' },
    after: { type: 'boolean', default: false },
  },
});

const sandbox = await startSandbox({
  control: true,
  after: values.after,
  ...(values.port ? { port: Number(values.port) } : {}),
  ...(values.cpython ? { cpython: values.cpython } : {}),
});
const { api, git, control, tokens, logins } = sandbox;
process.stdout.write(`${JSON.stringify({ api, git, control, tokens, logins })}\n`);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void sandbox.stop().then(() => process.exit(0));
  });
}
