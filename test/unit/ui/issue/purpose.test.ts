import assert from 'node:assert/strict';
import { confirmIssue, prepareIssue, proposeIssue } from '../../../../src/jobs/issue/index.ts';
import { openBench, repo, writes, type Bench } from '../../issue/harness.ts';
import { personAtWindow } from '../decide/window.ts';

const { PublicIssues } = await import('../../../../src/ui/issue/index.ts');

/** A draft, scored, ours. */
const medium = 'GHSA-8p9q-rvwx-2345';

describe('the page of a public issue that was begun for something else', () => {
  let bench: Bench;
  before(async () => void (bench = await openBench()));
  after(() => bench.close());

  it('is not shown for a fix in public, nor the other way round', async () => {
    personAtWindow();
    const { tools, records, sandbox } = await bench.desk();
    const advisory = await tools.github.advisories.get(repo, medium);
    Object.assign(sandbox.store.advisory(medium)!, { severity: 'medium' });
    const context = {
      secrets: { get: async (key: string) => records.get(key) },
      globalState: { get: (_: string, fallback?: unknown) => fallback },
      globalStorageUri: { fsPath: tools.lockRoot },
    };
    for (const [begun, wanted, words] of [
      ['bug', 'fix', /^A public issue of a plain bug is begun/],
      ['fix', 'bug', /^A public issue that begins its fix in public is begun/],
    ] as const) {
      const prepared = await prepareIssue(tools, { repo, ghsaId: medium }, begun);
      const draft = {
        ...proposeIssue(prepared),
        texts: { 'issue.title': 'Egg codec stops', 'issue.body': 'It ends.' },
        overruled: [{ id: 'issue:accepted', reason: 'It is no vulnerability.' }],
      };
      await confirmIssue(tools.store, prepared, draft as never, tools.now());
      const issues = new PublicIssues({
        ...{ context, session: { isPractice: true }, report: assert.ifError },
        github: async () => tools.github,
        begun: async () => undefined,
      } as never);
      await assert.rejects(issues.show(advisory, wanted), { kind: 'busy', message: words });
    }
    assert.deepEqual(writes({ sandbox } as never), []);
  });
});
