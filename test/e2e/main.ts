/** Runs the e2e suites: a person's clicks in real VS Code with the packaged extension. */
import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const mocha = new Mocha({ timeout: 180_000, reporter: join(import.meta.dirname, '../vscode/reporter.mjs') });
const [, , filter, grep] = process.argv;
if (grep) mocha.grep(grep);
for (const name of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.test.ts') && (!filter || name.includes(filter)))
    mocha.addFile(join(import.meta.dirname, name));
}
await mocha.loadFilesAsync();
mocha.run(failures => process.exit(failures === 0 ? 0 : 1));
