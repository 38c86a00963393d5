import { Disposable } from 'vscode';
import type { Work } from '../../work.ts';
import type { Commands } from '../common/commands.ts';
import type { OutgoingList } from './show.ts';

/** What leaves this machine, for whoever wants to know. The list is made when it is looked at first. */
export function registerOutgoing(commands: Commands, work: () => Promise<Work>): Disposable {
  let made: Promise<OutgoingList> | undefined;
  const list = () => (made ??= work().then(({ OutgoingList, outgoing }) => new OutgoingList(outgoing)));
  return Disposable.from(
    new Disposable(() => void made?.then(open => open.dispose())),
    commands.register('ghsa.showOutgoing', async () => (await list()).show()),
    commands.register('ghsa.copyOutgoing', async () => (await list()).copy()),
  );
}
