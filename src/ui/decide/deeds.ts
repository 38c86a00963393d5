import type { ActionId } from '../../process/types.ts';
import type { CommandId } from '../common/commands.ts';
import type { TabName } from '../editor/protocol.ts';

/** What a step's action is: a command of its own, a tab of the page, or a place on GitHub. */
export type Deed =
  { readonly command: CommandId } | { readonly tab: TabName } | { readonly on: 'advisory' | 'pull' };

export const deeds: Readonly<Record<ActionId, Deed>> = {
  volunteer: { command: 'ghsa.volunteer' },
  accept: { command: 'ghsa.accept' },
  reject: { command: 'ghsa.reject' },
  signing: { command: 'ghsa.signing' },
  setCve: { command: 'ghsa.setCveId' },
  requestCve: { command: 'ghsa.requestCve' },
  score: { tab: 'severity' },
  write: { tab: 'advisory' },
  askCredit: { command: 'ghsa.askCredit' },
  addCollaborators: { command: 'ghsa.addCollaborators' },
  startFork: { command: 'ghsa.startFork' },
  openPrivatePull: { command: 'ghsa.openPrivatePull' },
  runTests: { command: 'ghsa.runTests' },
  fixInPublic: { command: 'ghsa.fixInPublic' },
  port: { command: 'ghsa.port' },
  continuePort: { command: 'ghsa.continuePort' },
  showPull: { on: 'pull' },
  announce: { command: 'ghsa.announce' },
  publish: { command: 'ghsa.publish' },
  backports: { command: 'ghsa.showBackports' },
  close: { command: 'ghsa.close' },
};

export function isAction(given: unknown): given is ActionId {
  return typeof given === 'string' && Object.hasOwn(deeds, given);
}
