import assert from 'node:assert/strict';
import { archiveLink, dayOfMoment, sentAt } from '../../../../src/ui/announce/when.ts';

describe('days of the announce page', () => {
  const now = new Date(2026, 10, 20, 13, 20);

  it('are this machine’s', () => {
    assert.equal(dayOfMoment(now), '2026-11-20');
    assert.equal(dayOfMoment(new Date(2026, 10, 20, 23, 59)), '2026-11-20');
    assert.equal(dayOfMoment(new Date(NaN)), '');
  });

  it('become moments: now of today, noon of a day that is past', () => {
    assert.equal(sentAt('2026-11-20', now), now.toISOString());
    assert.equal(sentAt('2026-11-12', now), new Date(2026, 10, 12, 12).toISOString());
    assert.equal(dayOfMoment(new Date(sentAt('2026-11-12', now))), '2026-11-12');
  });

  it('that are none, or have not come, are refused', () => {
    for (const day of ['', '20 Nov 2026', '2026-02-30', '2026-13-01', '2026-11-20T10:00'])
      assert.throws(() => sentAt(day, now), /Choose the day/, day);
    assert.throws(() => sentAt('2026-11-21', now), /has not come yet/);
  });
});

describe('the link into the archive', () => {
  it('is of mail.python.org, by https', () => {
    const link = 'https://mail.python.org/archives/list/security-announce@python.org/thread/EGG/';
    assert.equal(archiveLink(`\n${link} `), link);
    assert.equal(archiveLink('  '), null);
    for (const text of [
      'mail.python.org/archives/',
      'http://mail.python.org/archives/list/',
      'https://mail.python.org/mailman/',
      'https://mail.python.org:8443/archives/list/',
      'https://parsley@mail.python.org/archives/list/',
      'https://mail.python.org.example/archives/list/',
      'javascript:alert(1)',
      `https://mail.python.org/archives/${'x'.repeat(2_000)}`,
    ])
      assert.throws(() => archiveLink(text), { kind: 'input' }, text);
  });
});
