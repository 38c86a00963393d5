import assert from 'node:assert/strict';
import { mistakesOf } from '../../../../src/process/index.ts';
import { profileOf } from '../../../../src/project/index.ts';
import { mistakePage } from '../../../../src/ui/decide/mistakePage.ts';
import { sample } from '../advisories/sample.ts';

describe('the page of a mistake', () => {
  it('says what to do, one step after another, and holds nothing of the report', () => {
    const advisory = sample({ state: 'published', publishedAt: '2026-11-20T10:00:00Z' });
    const [mistake] = mistakesOf({
      ...{ advisory, profile: profileOf('python/cpython'), me: 'octo-coordinator', role: 'admin' },
      ...{ now: new Date('2026-11-20T12:00:00Z'), pulls: null, portStopped: null, publicFix: null },
      ...{ progress: {}, findings: [] },
    });
    const page = mistakePage(mistake!, advisory.ghsaId);
    assert.ok(
      page.startsWith(
        '# Published on GitHub by mistake\n\nGHSA-7q4m-xv2c-93rp\n\n1. Everybody can read it now.',
      ),
    );
    assert.equal(page.match(/^\d+\. /gm)!.length, mistake!.advice.length);
    assert.ok(!page.includes(advisory.title));
  });
});
