import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessText, activityText, readAccess, readActivity } from '../../../src/jobs/reports/index.ts';
import { canariesOf, type Canary } from '../../leaks/canary.ts';
import { onDisk } from '../../leaks/disk.ts';
import { lines } from '../../leaks/look.ts';
import { inRequests } from '../../leaks/requests.ts';
import { personAtWindow } from '../ui/decide/window.ts';
import { bread, butter, Office, repositories, spam } from './harness.ts';

const { window, workspace, Uri } = await import('vscode');
const { saveReport } = await import('../../../src/ui/reports/save.ts');

const comment = 'The pumpernickel heron was seen at the second door.';
const made = { by: 'octo-coordinator', at: new Date('2026-11-20T12:00:00Z'), practice: null, host: null };

describe('the leak proof: reports, and saving one', function () {
  this.timeout(30_000);
  const office = Office.open();
  let canaries: readonly Canary[];

  beforeEach(async () => {
    office.said(spam, 'oregano-core', '2026-11-19T12:00:00Z');
    office.stored(spam).comments.at(-1)!.body = comment;
    const all = await canariesOf(office.sandbox, [spam, butter, bread]);
    canaries = [...all, { kind: 'report', text: comment }];
  });

  const activity = async () => {
    const members = await office.github().members.whole(office.sandbox.membersUrl);
    const seesAll = ['python/cpython', 'pypa/pip'];
    return readActivity({
      ...{ github: office.github(), repositories, members, council: [], since: '2026-01-01', seesAll },
    });
  };
  const without = (kind: Canary['kind']) => canaries.filter(canary => canary.kind !== kind);

  it('the report on activity names no advisory and no word of one; that on access names ids', async () => {
    assert.deepEqual(lines('activity', activityText(await activity(), made), canaries), []);
    const members = await office.github().members.whole(office.sandbox.membersUrl);
    const access = accessText(await readAccess({ github: office.github(), repositories, members }), made);
    assert.deepEqual(lines('access', access, without('name')), []);
    assert.match(access, new RegExp(spam));
    assert.deepEqual(inRequests(office.sandbox.recorder, canaries), []);
    assert.equal(lines('access', `${access}${office.stored(spam).summary}`, without('name')).length, 1);
  });

  for (const form of ['csv', 'md'] as const)
    it(`one that is saved (${form}) is one file, where was said, and nothing is in it`, async () => {
      personAtWindow();
      const folder = await mkdtemp(join(tmpdir(), 'ghsa-report-'));
      const before = { joinPath: Reflect.get(Uri, 'joinPath') as unknown, fs: Reflect.get(workspace, 'fs') };
      Object.assign(Uri, { joinPath: (_: unknown, name: string) => Uri.file(name) });
      Object.assign(workspace, {
        fs: { writeFile: (to: { fsPath: string }, bytes: Uint8Array) => writeFile(to.fsPath, bytes) },
      });
      Object.assign(window, {
        showSaveDialog: async () => {
          const path = join(folder, `report.${form}`);
          return Object.assign(Uri.file(path), { path });
        },
      });
      try {
        assert.equal(await saveReport(await activity(), made, form), `report.${form}`);
        assert.deepEqual(await readdir(folder), [`report.${form}`]);
        assert.match(await readFile(join(folder, `report.${form}`), 'utf8'), /oregano-core/);
        assert.deepEqual(
          onDisk(folder, () => canaries),
          [],
        );
        await writeFile(join(folder, 'planted'), comment);
        assert.equal(onDisk(folder, () => canaries).length, 1);
      } finally {
        Object.assign(Uri, { joinPath: before.joinPath });
        Object.assign(workspace, { fs: before.fs });
        await rm(folder, { recursive: true });
      }
    });
});
