import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';

describe('what goes wrong at the CVE services of the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => void (sandbox = await startSandbox()));
  after(() => sandbox.stop());

  it('is an answer that is lost or cut as well as none: the fault matrix counts on it', async () => {
    const ask = () => fetch(`${sandbox.cveUrl}/cve/CVE-2026-900001`);
    const whole = await (await ask()).text();
    let met = 0;
    sandbox.fail({ path: /\/cve\//, kind: 'reset', effect: 'after', met: () => met++ });
    await assert.rejects(ask());
    sandbox.fail({ path: /\/cve\//, kind: 'truncate', effect: 'after', met: () => met++ });
    assert.notEqual(await (await ask()).text(), whole);
    assert.equal(met, 2);
    assert.equal(await (await ask()).text(), whole);
  });
});
