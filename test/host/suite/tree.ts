import * as assert from 'node:assert/strict';
import {
  commands,
  env,
  extensions,
  MarkdownString,
  ThemeIcon,
  window,
  workspace,
  type TreeItem,
} from 'vscode';
import type { TestDoor } from '../../../src/extension.ts';
import type { Node } from '../../../src/ui/advisories/rows.ts';
import { sandbox } from './sandbox.ts';

/** Activates the extension and signs in once, as a person does: the command, then the token into the box. */
export async function signedIn(): Promise<TestDoor> {
  const door = await extensions.getExtension<TestDoor>('ghsa-coordinator.ghsa-coordinator')!.activate();
  if ((await door.session.token()) === null) await signIn(door);
  await door.model.refresh();
  return door;
}

async function signIn({ session }: TestDoor): Promise<void> {
  // VS Code tells of the new token in its own time, and the list begins anew then: not within a test.
  const told = new Promise<void>(done => {
    const listener = session.onDidChange(() => {
      listener.dispose();
      done();
    });
  });
  const box = window.showInputBox;
  try {
    Object.assign(window, { showInputBox: async () => sandbox.tokens['coordinator'] });
    await commands.executeCommand('ghsa.signIn');
  } finally {
    Object.assign(window, { showInputBox: box });
  }
  await told;
}

const spamId = 'GHSA-7q4m-xv2c-93rp';

export function tree(): void {
  describe('the advisories in the extension host', () => {
    let door: TestDoor;
    before(async () => {
      door = await signedIn();
    });

    const item = (node: Node): TreeItem => door.tree.getTreeItem(node);
    /** The rows of the tree as they are drawn, below the given ones. */
    const rows = async (node?: Node) => door.tree.getChildren(node);
    const group = async (label: string) => {
      const found = (await rows()).find(node => item(node).label === label);
      assert.ok(found, `no group ${label}`);
      return found;
    };
    const spamRow = async () => {
      const found = (await rows(await group('Your move'))).find(node => item(node).id?.endsWith(spamId));
      assert.ok(found);
      return found;
    };

    it('are those of all repositories, once we signed in', () => {
      assert.equal(door.model.state.kind, 'loaded');
      const titles = door.model.advisories.map(({ title }) => title);
      assert.ok(titles.includes('Spam parser reads past the end of its buffer'));
      assert.ok(titles.includes('Pepper hash is predictable'), "another coordinator's");
      assert.ok(titles.includes('Wheel name is taken as a path'), 'of another repository');
    });

    it('keep their private pull requests at hand', () => {
      const spam = door.model.advisories.find(({ ghsaId }) => ghsaId === spamId)!;
      assert.deepEqual(
        door.model.pullsOf(spam)?.map(({ number }) => number),
        [1],
      );
    });

    it('stand in groups by whose move it is', async () => {
      const labels = (await rows()).map(node => item(node).label);
      assert.deepEqual(labels, ['Your move', 'Waiting', 'Unassigned']);
    });

    it('show rating, next step and day, and VS Code takes every badge', async () => {
      const row = item(await spamRow());
      assert.equal(row.label, 'Spam parser reads past the end of its buffer');
      assert.match(String(row.description), /^High 8\.3 · /);
      assert.ok(row.iconPath instanceof ThemeIcon && row.iconPath.color?.id === 'ghsa.severityHigh');
      assert.match(row.contextValue ?? '', /^advisory draft yours next-\w+ .*\bpull\b/);
      assert.equal(row.command?.command, 'ghsa.openAdvisory');
      assert.equal(row.resourceUri?.scheme, 'ghsa-advisory');
    });

    it('have their steps below: the next first, the done ones folded, who can see it last', async () => {
      const below = await rows(await spamRow());
      assert.equal(item(below[0]!).description, 'next');
      assert.ok((item(below[0]!).iconPath as ThemeIcon).id === 'arrow-circle-right');
      const [done, readers] = below.slice(-2);
      assert.match(String(item(done!).description), /^\d+ steps$/);
      assert.match(String(item(readers!).description), /^\d+ people/);
      const steps = await rows(done);
      assert.ok(steps.some(step => item(step).label === 'Severity' && item(step).description === 'High 8.3'));
    });

    it('explain themselves in a hover that runs nothing', async () => {
      const hostile = (await rows(await group('Your move'))).find(node => item(node).id?.endsWith('g9h2'))!;
      const { tooltip } = door.tree.resolveTreeItem(item(hostile), hostile);
      assert.ok(tooltip instanceof MarkdownString);
      assert.equal(tooltip.isTrusted, false);
      assert.equal(tooltip.supportHtml, false);
      // HTML is shown as text; brackets, icons and turned text of the title are escaped or gone.
      assert.ok(tooltip.value.includes('\\[run\\]\\(command:ghsa.port\\)'));
      assert.doesNotMatch(tooltip.value, /\]\(command:|\u202e|gnp\.exe.*\$\(shield\)/);
      assert.ok(tooltip.value.includes('`GHSA-w5x6-c7f8-g9h2`'));
    });

    it('are the same objects when they are drawn again, and unchanged ones are not drawn', async () => {
      const before = await spamRow();
      let drawn = 0;
      const changes = door.tree.onDidChangeTreeData(() => drawn++);
      await door.model.refresh();
      changes.dispose();
      assert.equal(drawn, 0);
      assert.equal(await spamRow(), before);
    });

    it('hide their titles for a shared screen, in the hover too', async () => {
      await commands.executeCommand('ghsa.hideTitles');
      try {
        assert.equal(workspace.getConfiguration('ghsa').get('hideTitles'), true);
        const node = await spamRow();
        const { tooltip } = door.tree.resolveTreeItem(item(node), node);
        assert.equal(item(node).label, '93rp');
        assert.doesNotMatch((tooltip as MarkdownString).value, /spam/i);
      } finally {
        await commands.executeCommand('ghsa.showTitles');
      }
      assert.match(String(item(await spamRow()).label), /^Spam parser/);
    });

    it('follow the filter, and a search as it is typed', async () => {
      await commands.executeCommand('ghsa.filter', 'all');
      const other = await rows(await group('Other coordinators'));
      assert.ok(other.some(node => item(node).label === 'Pepper hash is predictable'));
      await commands.executeCommand('ghsa.filter', 'finished');
      assert.deepEqual(
        (await rows()).map(node => item(node).label),
        ['Finished'],
      );
      await commands.executeCommand('ghsa.filter', 'mine');
      door.model.setFilter({ search: 'jam sched' });
      assert.deepEqual(
        (await rows()).map(node => item(node).label),
        ['Waiting'],
      );
      door.model.setFilter({ search: '' });
    });

    it('copy their link and id', async () => {
      const row = await spamRow();
      await commands.executeCommand('ghsa.copyId', row);
      assert.equal(await env.clipboard.readText(), spamId);
      await commands.executeCommand('ghsa.copyLink', (await rows(row))[0]);
      assert.match(await env.clipboard.readText(), /\/security\/advisories\/GHSA-7q4m-xv2c-93rp$/);
    });
  });
}
