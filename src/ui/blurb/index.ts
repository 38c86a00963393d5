import type { Disposable } from 'vscode';
import type { Work } from '../../work.ts';
import type { Commands } from '../common/commands.ts';

/** `GHSA: Generate Security Blurb…`. Its rules are loaded when it runs. */
export function registerBlurb(commands: Commands, work: () => Promise<Work>): Disposable {
  return commands.register('ghsa.generateBlurb', async () => (await work()).generateBlurb());
}
