/** Runs the e2e suites: a person's clicks in real VS Code with the packaged extension. */
import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './workbench.ts';

const here = import.meta.dirname;
// A step of a walk in real VS Code is taken once more, and the reporter says so: a list drawn anew takes a press away.
const mocha = new Mocha({
  timeout: 180_000,
  retries: process.argv.includes('--once') ? 0 : 1,
  reporter: join(here, '../vscode/reporter.mjs'),
});
const [, , filter, grep] = process.argv;
if (grep) mocha.grep(grep);
// The pages alone in a browser need no VS Code: `npm run test:pages`, or `npm run test:e2e -- page/port`.
const wanted = (path: string, name: string) =>
  filter ? filter.split(',').some(part => path === part || name.includes(part)) : !name.startsWith('page/');
for (const found of readdirSync(here, { recursive: true, encoding: 'utf8' })) {
  const [path, name] = [join(here, found), found.replaceAll('\\', '/')];
  if (name.endsWith('.test.ts') && wanted(path, name)) mocha.addFile(path);
}
const unlike = new Set<unknown>();
mocha.rootHooks({
  async afterEach(this: Mocha.Context) {
    if (this.currentTest?.state === 'failed' || unlike.has(this.currentTest))
      console.log(await Workbench.shown());
  },
});
await mocha.loadFilesAsync();
mocha.run(failures => process.exit(failures === 0 ? 0 : 1)).on('retry', test => void unlike.add(test));
