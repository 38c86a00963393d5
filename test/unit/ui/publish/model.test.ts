import assert from 'node:assert/strict';
import { publish, requestCve } from '../../../../src/jobs/publish/index.ts';
import { PublishModel } from '../../../../src/ui/publish/model.ts';
import { is } from '../../decide/harness.ts';
import { Attic, jarId } from '../../publish/harness.ts';

describe('the page that publishes', function () {
  this.timeout(30_000);
  const attic = Attic.open();

  const page = async (who: 'coordinator' | 'admin' = 'admin') => {
    const parts = attic.parts(who);
    return new PublishModel(
      { sandbox: true, merged: false, publish: (seen, confirmed) => publish(parts, seen, confirmed) },
      await attic.see(),
    );
  };

  it('shows every part as everybody will read it, and what cannot be taken back', async () => {
    const { state } = await page();
    assert.deepEqual(
      state.view.shown.map(({ label, lines }) => [label, lines.length]),
      [
        ['Title', 1],
        ['Description', 1],
        ['Severity', 2],
        ['CVE ID', 0],
        ['Weaknesses', 1],
        ['Affected versions', 1],
        ['Credits', 1],
      ],
    );
    assert.match(state.notes[0]!, /cannot be taken back/);
    assert.deepEqual(
      state.checks.map(check => [check.id, check.state]),
      [
        ['embargo', 'warning'],
        ['leaks', 'ok'],
      ],
    );
  });

  it('sends nothing before the short id was typed, and nothing else than what it shows', async () => {
    const model = await page();
    assert.equal(model.state.ready, false);
    await model.makePublic(model.state.view);
    model.confirm('8m9');
    assert.equal(model.state.ready, false);
    model.confirm(jarId);
    assert.equal(model.state.ready, true);
    const other = { ...model.state.view, shown: [] };
    await assert.rejects(model.makePublic(other), { kind: 'changed' });
    assert.deepEqual(attic.sent(), []);
    await model.makePublic(JSON.parse(JSON.stringify(model.state.view)));
    assert.deepEqual([model.state.phase, attic.stored.state], ['done', 'published']);
    assert.equal(model.state.steps[0]!.link?.endsWith('/security/advisories/GHSA-4f5g-6h7j-8m9p'), true);
  });

  it('wants the id typed anew when the advisory was changed meanwhile', async () => {
    const model = await page();
    model.confirm(jarId);
    attic.stored.description += ' More.';
    await assert.rejects(model.makePublic(model.state.view), { kind: 'changed' });
    assert.deepEqual([model.state.ready, model.state.view.typed, model.state.phase], [false, '', 'review']);
    assert.match(model.state.view.shown[1]!.lines[0]!, /More\.$/);
    assert.deepEqual(attic.sent(), []);
  });

  it('shows what is known when it is opened again, and wants the id typed for that', async () => {
    const model = await page();
    model.confirm(jarId);
    model.renew({ advisory: await attic.see(), merged: true });
    assert.deepEqual([model.state.ready, model.state.checks[0]!.state], [true, 'ok']);
    attic.stored.summary = 'Jar lid turns';
    model.renew({ advisory: await attic.see(), merged: false });
    assert.deepEqual([model.state.ready, model.state.view.typed], [false, '']);
    assert.equal(model.state.checks[0]!.state, 'warning');
  });

  it('says so where it was closed meanwhile, and goes no further', async () => {
    const model = await page();
    model.confirm(jarId);
    attic.stored.state = 'closed';
    await assert.rejects(model.makePublic(model.state.view), {
      message: 'It is closed meanwhile, so it cannot be published. Nothing was sent.',
    });
    model.confirm(jarId);
    assert.equal(model.state.ready, false);
    assert.equal(model.state.summary, 'It is closed: only a draft can be published.');
  });

  it('says what somebody changed between the look and the write', async () => {
    const parts = attic.parts();
    const { get, publish: send } = parts.github.advisories;
    const { advisories } = parts.github;
    const github = {
      advisories: {
        get: get.bind(advisories),
        requestCve: advisories.requestCve.bind(advisories),
        publish: async (...given: Parameters<typeof send>) => {
          attic.stored.cweIds = ['CWE-1'];
          return send.apply(advisories, given);
        },
      },
    };
    const model = new PublishModel(
      {
        sandbox: true,
        merged: false,
        publish: (seen, confirmed) => publish({ ...parts, github }, seen, confirmed),
      },
      await attic.see(),
    );
    model.confirm(jarId);
    await model.makePublic(model.state.view);
    assert.deepEqual(
      [model.state.phase, model.state.steps[0]!.text],
      ['done', 'Somebody changed it meanwhile: the weaknesses. Look at what everybody reads now.'],
    );
  });

  it('says it in one sentence to who is no admin', async () => {
    const model = await page('coordinator');
    attic.sandbox.store.repo('attic/shelf')!.roles.set('octo-coordinator', 'write');
    model.confirm(jarId);
    await assert.rejects(model.makePublic(model.state.view), {
      message: 'Only admins may publish it. Nothing was changed; ask one.',
    });
    assert.equal(attic.stored.state, 'draft');
  });

  it('holds a leak back until it is kept with a reason, one by one', async () => {
    attic.stored.description += ' Write to dill@example.org.';
    const model = await page();
    model.confirm(jarId);
    const [leak] = model.state.findings;
    assert.deepEqual([model.state.ready, leak!.field], [false, 'description']);
    model.keep(leak!.id, ' ');
    assert.equal(model.state.ready, false);
    model.keep(leak!.id, 'The project publishes it.');
    assert.equal(model.state.ready, true);
    model.unkeep(leak!.id);
    assert.equal(model.state.ready, false);
  });
});

describe('a CVE ID is requested from GitHub', function () {
  this.timeout(30_000);
  const attic = Attic.open();

  it('once, after its short id was typed, where there is none yet', async () => {
    const parts = attic.parts();
    const seen = await attic.see();
    await assert.rejects(requestCve(parts, seen, 'yes'), { kind: 'ask' });
    assert.deepEqual(attic.sent(), []);
    is(await requestCve(parts, seen, jarId), 'done');
    assert.equal(attic.sent().length, 1);
    attic.stored.cveId = 'CVE-2026-61234';
    is(await requestCve(parts, seen, jarId), 'there');
    assert.equal(attic.sent().length, 1);
  });

  it('is remembered before it is sent; a second one is refused by GitHub, and says so', async () => {
    const parts = attic.parts();
    const seen = await attic.see();
    const told: number[] = [];
    const asking = async () => void told.push(attic.sent().length);
    const memory = { asking, refused: () => assert.fail('It may have arrived.') };
    attic.sandbox.fail({ method: 'POST', path: '/cve', status: 502, effect: 'after' });
    await assert.rejects(requestCve(parts, seen, jarId, memory), { kind: 'server' });
    assert.deepEqual(told, [0]);
    attic.sandbox.fail({ method: 'POST', path: '/cve', status: 422, body: { message: 'Already requested' } });
    assert.match(
      is(await requestCve(parts, seen, jarId), 'browser').message,
      /^GitHub takes no request for it/,
    );
  });

  it('is not remembered where GitHub refused: nobody waits for what was not asked', async () => {
    const parts = attic.parts();
    const seen = await attic.see();
    const kept: string[] = [];
    const memory = {
      asking: async () => void kept.push('asked'),
      refused: async () => void kept.pop(),
    };
    for (const status of [401, 403, 404, 409, 422, 429]) {
      attic.sandbox.fail({ method: 'POST', path: '/cve', status });
      await requestCve(parts, seen, jarId, memory).catch(() => undefined);
      assert.deepEqual(kept, [], String(status));
    }
    assert.equal(attic.stored.cveRequested, undefined);
    is(await requestCve(parts, seen, jarId, memory), 'done');
    assert.deepEqual(kept, ['asked']);
  });

  it('stays remembered, and is called done, where GitHub took it and shows nothing then', async () => {
    for (const status of [401, 403, 404, 500]) {
      attic.stored.cveRequested = false;
      const parts = attic.parts();
      const seen = await attic.see();
      const memory = {
        asking: async () => attic.sandbox.fail({ method: 'GET', path: '/security-advisories/', status }),
        refused: () => assert.fail('GitHub took it.'),
      };
      is(await requestCve(parts, seen, jarId, memory), 'done');
      assert.equal(attic.stored.cveRequested, true);
    }
  });

  it('never for a project whose ids come from elsewhere: nothing is even asked', async () => {
    const repo = { owner: 'python', name: 'cpython' };
    const parts = attic.parts('admin', repo, 'GHSA-7q4m-xv2c-93rp');
    const seen = await attic.see(parts);
    attic.sandbox.recorder.clear();
    await assert.rejects(requestCve(parts, seen, '93rp'), {
      message: 'CVE IDs of python/cpython come from cna@python.org, not from GitHub.',
    });
    assert.equal(attic.sandbox.recorder.requests.length, 0);
  });
});
