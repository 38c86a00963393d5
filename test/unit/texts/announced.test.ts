import assert from 'node:assert/strict';
import PostalMime from 'postal-mime';
import { scoreVector } from '../../../src/cvss/index.ts';
import { profileOf } from '../../../src/project/index.ts';
import { announcement, eml } from '../../../src/texts/index.ts';
import { written } from '../../../src/texts/pieces.ts';

/** The devguide's (security/psrt, "Advisory email"), in its own letters. */
const template = {
  subject: '[{CVE-YYYY-XXXX}] {title}',
  body: `There is a {LOW, MEDIUM, HIGH, CRITICAL} severity vulnerability affecting {project}.

{description}

Please see the linked CVE ID for the latest information on affected versions:

* https://www.cve.org/CVERecord?id={CVE-YYYY-XXXX}
* {pull request URL}
`,
};

const [cpython, pip] = ['python/cpython', 'pypa/pip'] as const;

/** Repository, CVE ID, vector, the word for its rating, title, description, number of the pull request. */
const advisories: readonly (readonly [string, string, string, string, string, string, number])[] = [
  [
    cpython,
    'CVE-2026-900417',
    'AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:N/VA:L/SC:N/SI:N/SA:N',
    'HIGH',
    'Spam parser reads past the end of its buffer',
    'The spam parser trusts the length field of a chunk.\n\nUntil an update, parse whole messages.',
    210501,
  ],
  [
    cpython,
    'CVE-2026-900388',
    'AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
    'MEDIUM',
    'Egg codec accepts overlong input',
    'The egg codec decodes input of any length.',
    210502,
  ],
  [
    cpython,
    'CVE-2026-900301',
    'AV:N/AC:H/AT:P/PR:L/UI:P/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N',
    'LOW',
    'Crumb pickle loads strangers',
    'Loading a crumb from a stranger runs what the stranger wrote.',
    210503,
  ],
  [
    cpython,
    'CVE-2026-1000001',
    'AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H',
    'CRITICAL',
    'Toast archive follows links out',
    'A member whose name climbs upwards is written outside of the target.',
    210504,
  ],
  [
    pip,
    'CVE-2026-900500',
    'AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:L/VA:N/SC:N/SI:N/SA:N',
    'MEDIUM',
    'Wheel name is taken as a path',
    'A wheel whose name holds a slash is written elsewhere.',
    13501,
  ],
  [
    cpython,
    'CVE-2026-900601',
    'AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N',
    'MEDIUM',
    'Löffel-Parser: Größe ungeprüft – „Spam“',
    'Gefunden von Žofie Přikrylová und 山田 太郎.',
    210506,
  ],
  [
    cpython,
    'CVE-2026-900602',
    'AV:L/AC:L/AT:N/PR:L/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
    'MEDIUM',
    '果酱调度器使循环停止',
    '连续五十次不休息。\n\nНайдено Ивой Зелёной.',
    210507,
  ],
  [
    pip,
    'CVE-2026-900603',
    'AV:N/AC:L/AT:N/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    'HIGH',
    'Resolver 🧀 trusts a crêpe',
    'Only `pip install crêpe` is affected.',
    13502,
  ],
  [
    cpython,
    'CVE-2026-900604',
    'AV:P/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
    'LOW',
    'Title with "quotes", a comma, <angles> and a colon: ham.cookies()',
    '.begins with a dot\nFrom the start\n-- \n=3D is no code, =?UTF-8?B?4pyT?= neither',
    210508,
  ],
  [
    cpython,
    'CVE-2026-900605',
    'AV:A/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N',
    'HIGH',
    `Pepper hash ${'is very predictable and '.repeat(12)}old`,
    `One line of a thousand and more letters: ${'predictable '.repeat(100)}end.`,
    210509,
  ],
];

describe('the announcement of ten advisories, read back by an independent parser', () => {
  for (const [repo, cve, metrics, severity, title, description, number] of advisories) {
    it(`is the template byte for byte: ${cve}, ${severity}`, async () => {
      const { project, to, replyTo } = profileOf(repo).mail!;
      const pull = `https://github.com/${repo}/pull/${number}`;
      const mail = announcement({
        ...{ project, to, replyTo, title, description },
        cveId: cve,
        severity: scoreVector(`CVSS:4.0/${metrics}`).severity,
        pullUrl: pull,
      });
      const file = eml({
        to: mail.to,
        replyTo: mail.replyTo,
        subject: written(mail.subject),
        body: written(mail.body),
      });
      const filled = (text: string) =>
        text
          .replaceAll('{CVE-YYYY-XXXX}', cve)
          .replace('{LOW, MEDIUM, HIGH, CRITICAL}', severity)
          .replace('{project}', repo === pip ? 'pip' : 'CPython')
          .replace('{pull request URL}', pull)
          .replace('{title}', () => title)
          .replace('{description}', () => description);
      const read = await PostalMime.parse(Buffer.from(file));
      assert.equal(read.subject, filled(template.subject));
      // An encoded text has the line ends of mail (RFC 2045 6.8); this reader gives it as it is.
      const text = read.text!.replaceAll('\r\n', '\n');
      assert.deepEqual(Buffer.from(text), Buffer.from(filled(template.body)));
    });
  }
});
