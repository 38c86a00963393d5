/** Runs the e2e suites: a person's clicks in real VS Code with the packaged extension. */
import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromTheStart, isWorthIt } from './fromTheStart.ts';
import { Workbench } from './workbench.ts';

const here = import.meta.dirname;
const [, , filter, grep] = process.argv;
const once = process.argv.includes('--once');
// A run of walks that failed before.
const last = process.argv.includes('--last');
// The pages alone in a browser need no VS Code: `npm run test:pages`, or `npm run test:e2e -- page/port`.
const isMeant = (name: string) => (part: string) =>
  part.endsWith('.test.ts') ? name === part : name.includes(part);
const wanted = (name: string) => (filter ? filter.split(',').some(isMeant(name)) : !name.startsWith('page/'));
const walks = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(name => name.endsWith('.test.ts') && wanted(name));

// A step of a walk in real VS Code is taken once more, and the reporter says so: a list drawn anew takes a press away.
const mocha = new Mocha({
  timeout: 180_000,
  retries: once ? 0 : 1,
  reporter: join(here, '../vscode/reporter.mjs'),
});
if (grep) mocha.grep(grep);
for (const name of walks) mocha.addFile(join(here, name));
const unlike = new Set<unknown>();
mocha.rootHooks({
  async afterEach(this: Mocha.Context) {
    if (this.currentTest?.state === 'failed' || unlike.has(this.currentTest))
      console.log(await Workbench.shown());
  },
});
await mocha.loadFilesAsync();
const failed = new Set<string>();
const passed = new Map<string, number>();
const runner = mocha.run(failures => {
  if (failures === 0) process.exit(0);
  if (once || last || !isWorthIt(failed)) process.exit(1);
  void fromTheStart([...failed], grep, passed).then(code => process.exit(code));
});
runner.on('retry', test => void unlike.add(test));
runner.on('fail', test => void failed.add(test.file ?? ''));
runner.on('pass', ({ file = '' }) => void passed.set(file, (passed.get(file) ?? 0) + 1));
