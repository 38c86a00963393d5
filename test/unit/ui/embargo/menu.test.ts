import assert from 'node:assert/strict';
import { personAtWindow, type Person } from '../decide/window.ts';

const { openEmbargoMenu } = await import('../../../../src/ui/embargo/menu.ts');
const { workspace } = await import('vscode');

const clone = {
  path: '/clones/one',
  ghsaId: 'GHSA-7q4m-xv2c-93rp',
  workspaceFile: '/clones/one.code-workspace',
};

describe('the menu of the embargo mark', () => {
  let person: Person;
  beforeEach(() => (person = personAtWindow()));
  afterEach(() => void Object.assign(workspace, { isTrusted: true }));

  const menu = () =>
    openEmbargoMenu({
      parts: { clones: { inWindow: () => [clone] } },
      advisoryOf: () => assert.fail('GitHub is not asked for this'),
    } as never);

  it('runs the tests without GitHub: the clone says enough', async () => {
    person.answers = [/Run Tests/];
    await menu();
    assert.deepEqual(person.ran, [['ghsa.runTests', { kind: 'advisory', advisory: clone }]]);
    assert.ok(person.offered[0]!.includes('Show Private PRs…'));
  });

  it('offers nothing that runs git before the window is trusted, and the way to trust it', async () => {
    Object.assign(workspace, { isTrusted: false });
    person.answers = [/Manage Workspace Trust/];
    await menu();
    assert.deepEqual(person.offered, [
      ['Open in Its Own Window', 'Open Advisory', 'Show Private PRs…', 'Manage Workspace Trust'],
    ]);
    assert.deepEqual(person.ran, [['workbench.trust.manage']]);
  });
});
