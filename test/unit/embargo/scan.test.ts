import assert from 'node:assert/strict';
import {
  declassify,
  fixesFor,
  redact,
  scanDiff,
  scanText,
  type Secrets,
} from '../../../src/embargo/index.ts';
import { report, secrets } from './secrets.ts';
import { assertQuick } from '../quick.ts';

const rules = (text: string, over: Partial<Secrets> = {}) =>
  scanText(text, { ...secrets, ...over }).map(({ rule }) => rule);

describe('the leak scan', () => {
  it('lets clean text through', () => {
    assert.deepEqual(scanText('gh-{issue}: Check the length field in the Spam parser', secrets), []);
  });

  it('finds the advisory in any dress', () => {
    for (const text of [
      'see GHSA-7q4m-xv2c-93rp.',
      'see ghsa-7Q4M-XV2C-93RP',
      'see GHSA-7q4m-\u200bxv2c-93rp',
      'see GHSA-**7q4m**-xv2c-93rp',
      'see GHSA-7q4m-\n  xv2c-93rp',
      'see GHSA%2D7q4m%2Dxv2c%2D93rp',
      'see GHSA&#45;7q4m&#x2d;xv2c-93rp',
      'see GHSA\u20117q4m\u2011xv2c\u201193rp',
      'see \uff27\uff28\uff33\uff21-7q4m-xv2c-93rp',
      'another: GHSA-2222-3333-4444',
      'see GHSA-7q\u200b4m-xv2c-9\u00ad3rp',
      'fix_ghsa_7q4m_xv2c_93rp',
      'GHSA 7q4m xv2c 93rp',
      'security/advisories/7q4m-xv2c-93rp',
      'GHSA-7q4m-xv&lrm;2c-93rp',
      'GHSA-7q4m-xv&NegativeVeryThinSpace;2c-93rp',
      'GHSA-7q4m-xv&shy2c-93rp',
      'GHSA-7q4m-<?a?>xv2c-93rp',
      'GHSA-7q4m-<!doc x>xv2c-93rp',
      'GHSA-7q4m-xv<b title="a>b">2c-93rp',
      'GHSA-7q4m-[xv2c](https://e.example/A_(b))-93rp',
      'GHSA-7q4m-xv\x1b[31m2c-93rp',
    ]) {
      assert.deepEqual(rules(text), ['advisory-id'], text);
    }
  });

  it('says where', () => {
    const text = 'Found while working on GHSA-7q4m-xv2c-93rp.';
    const [finding] = scanText(text, secrets);
    assert.equal(text.slice(finding!.start, finding!.end), 'GHSA-7q4m-xv2c-93rp');
    assert.equal(finding!.message, 'Names the advisory, which is under embargo.');
  });

  it('finds the private fork, once', () => {
    assert.deepEqual(rules('https://github.com/python/cpython-ghsa-7q4m-xv2c-93rp/pull/1'), ['private-fork']);
  });

  it('finds the CVE id until its record is out, and no other one', () => {
    assert.deepEqual(rules('Fixes cve-2026-90041.'), ['cve-id']);
    assert.deepEqual(rules('Fixes CVE 2026-90041.'), ['cve-id']);
    assert.deepEqual(rules('fix-cve_2026_90041'), ['cve-id']);
    assert.deepEqual(rules('CVE --- 2026 --- 90041'), ['cve-id']);
    assert.deepEqual(rules('CVE (2026): 90041'), ['cve-id']);
    assert.deepEqual(rules('CVE-2026-90&lrm;041'), ['cve-id']);
    assert.deepEqual(rules('CVE-2026-9<?x?>0041'), ['cve-id']);
    assert.deepEqual(rules('Fixes CVE-2026-900417.'), []);
    assert.deepEqual(rules('Fixes CVE-2026-90041.', { cvePublished: true }), []);
  });

  it('finds the year and number of the CVE id without its letters', () => {
    for (const text of [
      'Fix :cve:`2026-90041`: check the length.',
      'Fix `2026-90041`: check the length.',
      'CVEs 2024-1234 and 2026-90041',
      'fix-2026-90041',
      'fix_2026_90041',
      '2026 90041',
      '(2026): 90041',
      'cve/2026/90041.json',
      '2026%2D90041',
      '2026&#45;90041',
      '2026\u201190041',
      '\uff12\uff10\uff12\uff16-\uff19\uff10\uff10\uff14\uff11',
      '2026-90\u200b041',
      '2026\u200b90041',
      '2026**90041**',
      '2026-<!-- x -->90041',
      '> 2026-\n> 90041',
      '# 2026-\n# 90041',
    ]) {
      assert.deepEqual(rules(text), ['cve-id'], text);
      assert.deepEqual(rules(text, { cvePublished: true }), [], text);
      assert.deepEqual(rules(text, { stage: 'announced' }), [], text);
    }
  });

  it('takes no year, date or longer number for the CVE id', () => {
    for (const text of [
      'in 2026',
      'the 90041 files of 2026',
      '202690041',
      '12026-90041',
      '2026-900417',
      '2026-9004',
      '2025-90041',
      '2026-08-14 90041',
      'of 2026 there are 90041',
    ])
      assert.deepEqual(rules(text), [], text);
    for (const text of ['20261105', '2026-11-05', '2026.11.05', '2026-11-05-12-00-00.gh-issue-1.aB1cD2.rst'])
      assert.deepEqual(rules(text, { cveId: 'CVE-2026-1105' }), [], text);
  });

  it('holds every CVE id back while the advisory has none on record', () => {
    for (const text of [
      'Fix CVE-2026-90041.',
      'Fix :cve:`2026-90041`.',
      'fix-cve_2026_90041',
      'CVE 2026 90041',
      'CVE-2024-1234',
      'CVE&#45;2026%2D90&lrm;041',
      'CVE-2026-\n# 90041',
    ]) {
      assert.deepEqual(rules(text, { cveId: null }), ['unrecorded-cve-id'], text);
      assert.deepEqual(rules(text, { cveId: null, stage: 'announced' }), [], text);
      assert.deepEqual(rules(text, { cveId: null, cvePublished: true }), [], text);
    }
    for (const text of ['2026-90041', 'a CVE of 2026', 'CVE-2026-123', 'CVE-YYYY-NNNN', 'gh-90041'])
      assert.deepEqual(rules(text, { cveId: null }), [], text);
    // With one on record it is that one.
    assert.deepEqual(rules('an incomplete fix of CVE-2024-1234'), []);
  });

  it('lets an older CVE id be kept with a reason', () => {
    const none = { ...secrets, cveId: null };
    const text = 'An incomplete fix of CVE-2024-1234.';
    const [finding] = scanText(text, none);
    assert.equal(finding!.severity, 'refused');
    assert.match(finding!.message, /none on record.*older, public/);
    assert.ok(!declassify(text, none).ok);
    assert.ok(declassify(text, none, [{ id: finding!.id, reason: 'public since 2024' }]).ok);
    // What was kept is not the one that is recorded meanwhile.
    const later = { ...secrets, cveId: 'CVE-2024-1234' };
    assert.ok(!declassify(text, later, [{ id: finding!.id, reason: 'public since 2024' }]).ok);
    assert.ok(!declassify(`${text} CVE-2026-90041`, none, [{ id: finding!.id, reason: 'public' }]).ok);
  });

  it('finds tags, tokens and private addresses', () => {
    const [tag] = scanText('[Accepted] Spam', secrets);
    assert.equal(tag!.message, 'Carries the tag [ACCEPTED].');
    assert.deepEqual(rules(`use ghp_${'a1'.repeat(18)}`), ['token']);
    assert.deepEqual(rules(`Authorization: Bearer ${'x'.repeat(40)}`), ['token']);
    assert.deepEqual(rules('by oregano@home.example'), ['email']);
    assert.deepEqual(rules('by o_regano@home.example'), ['email']);
    assert.deepEqual(rules('by o_regano@home.example', { allowedEmails: ['O_Regano@home.example'] }), []);
    assert.deepEqual(rules('by _or\u00e9gano@home.example_'), ['email']);
    assert.deepEqual(rules('the token xml.etree.ElementTree.iterparse'), []);
    assert.deepEqual(rules(`TEST_ghp_${'a1'.repeat(18)}`), ['token']);
    assert.deepEqual(rules('by 7+octo-coordinator@users.noreply.github.com'), []);
  });

  it('takes no decorator on its own line for an address', () => {
    for (const text of [
      '```python\n@functools.lru_cache\ndef f(): ...\n```',
      '@support.cpython_only\n@unittest.skip("no")',
      '    @support.cpython_only\r\n    @unittest.mock.patch',
      'return x\n@unittest.mock.patch("y")',
      '# comment\n@bar.baz',
    ]) {
      assert.deepEqual(rules(text), [], text);
    }
    assert.deepEqual(rules('by oregano@\nhome.example'), ['email']);
    for (const text of [
      'x = y\n@unittest.mock.patch\ndef f(): ...',
      '> x = y\n> @unittest.mock.patch\n> @other.one\n> def f(): ...',
      '> ```\n> @support.cpython_only\n> @unittest.skip',
      'return x\n@foo.bar  # noqa\nasync def f(): ...',
      'thanks to\n@octo-coordinator',
    ]) {
      assert.deepEqual(rules(text), [], text);
    }
  });

  it('takes no decorator that prose was wrapped before for an address', () => {
    for (const decorator of [
      ...['functools.cache', 'functools.singledispatch', 'pytest.fixture', 'abc.abstractmethod'],
      ...['typing.final', 'app.route', 'app.post', 'x.setter', 'mock.patch', 'unittest.mock.patch'],
      ...['contextlib.contextmanager', 'unittest.expectedFailure', 'support.bigmemtest', 'nox.session'],
    ])
      for (const text of [
        `It crashes when a method is decorated with\n@${decorator} and called again.`,
        `It crashes when a method is decorated with\n\`@${decorator}\` and called again.`,
        `> the methods that have\n> @${decorator}.`,
        ` * as with\r\n * @${decorator}, which is gone\n */`,
        `the one below\n**@${decorator}** is slow`,
        `}\n@${decorator}\nexport function f() {}`,
        `@${decorator} and\n@${decorator}, or\n@${decorator}`,
      ])
        assert.deepEqual(rules(text), [], text);
  });

  it('finds a wrapped address of any domain that a mail can go to', () => {
    for (const domain of [
      ...[
        'home.example',
        'mail.home.example',
        'gmail.com',
        'example.org',
        'posteo.de',
        'mail.co.uk',
        'pm.me',
      ],
      ...['oregano.dev', 'oregano.email', 'oregano.name', 'oregano.group', 'HOME.ORG', 'laptop.local'],
      ...['box.lan', 'oregano.\u0440\u0444', 'oregano.xn--p1ai', 'oregano.museum', 'oregano.foundation'],
    ])
      for (const text of [
        `Reported by oregano\n@${domain}, who found it.`,
        `Reported by oregano\n\`@${domain}\``,
        `> Reported by oregano\n> @${domain}.`,
      ])
        assert.deepEqual(rules(text), ['email'], text);
    // The same name on one line is an address, whatever its domain is.
    assert.deepEqual(rules('by oregano@functools.cache'), ['email']);
  });

  it('finds an address that is wrapped before its @, in a quote, a comment or indented', () => {
    for (const text of [
      'by oregano\n@home.example',
      'by oregano\r\n    @home.example, who found it',
      '> by oregano\n> @home.example',
      '> > by oregano\n> > @home.example.',
      '# by oregano\n# @home.example',
      ' * by oregano\n * @home.example\n */',
      'by oregano  \n@home.example',
    ]) {
      assert.deepEqual(rules(text), ['email'], text);
    }
  });

  it('lets an allowed address through, and none that ends like it', () => {
    const allowedEmails = ['ann@example.org'];
    for (const between of [
      '\u200b',
      '\u00ad',
      '\u2060',
      '\u{e0041}',
      '&#8203;',
      '&ZeroWidthSpace;',
      '&shy;',
      '&shy',
      '%E2%80%8B',
      '<b>',
      '<b title="<br>">',
      '<!-- -->',
      '<!-- <br> -->',
      '**',
      '`',
      '<wbr>',
      '[',
    ]) {
      assert.deepEqual(rules(`by jo${between}ann@example.org`, { allowedEmails }), ['email'], between);
    }
    for (const text of [
      'by ann@example.org',
      'by _ann@example.org_',
      'by **ann@example.org**',
      'by Ann <ann@example.org>',
      'by [ann@example.org](mailto:ann@example.org)',
      'Ann<br>ann@example.org',
      '<td>Ann</td><td>ann@example.org</td>',
      '<td>Ann</td><!-- --><td class="x">ann@example.org</td>',
      'by Ann,<b>ann@example.org</b>',
      'by\nann@example.org',
    ]) {
      assert.deepEqual(rules(text, { allowedEmails }), [], text);
    }
  });

  it('reads past comments, tags and links of any length', () => {
    const long = 'x'.repeat(20_000);
    for (const between of [
      `<!--${long}-->`,
      `<!--${long.replaceAll('x', '>\n')}-->`,
      `<!-->`,
      `<!-- ${long} --!>`,
      `<b title="${long}">`,
      `<b title='${long}>'>`,
      `<b title=${long}>`,
      `<b ${long.replaceAll('x', 'a="<" ')}>`,
      `<b "${long}>`,
      `<?${long}>`,
      `<?a<b?>`,
      `<!doctype ${long}>`,
      `</b ${long}>`,
      `[](${long})`,
      `[](${'('.repeat(30)}${')'.repeat(30)})`,
      `[](<${long})>)`,
      `[](a "${long})")`,
      `[][${long.slice(0, 900)}]`,
      `\n${long.replaceAll('x', ' ')}`,
      `\n>${long.slice(0, 100).replaceAll('x', ' ')}> `,
    ]) {
      for (const text of [`GHSA-7q4m-xv2c-${between}93rp`, `CVE-2026-${between}90041`]) {
        assert.ok(rules(text).length === 1, `${text.slice(0, 80)} ${rules(text).join()}`);
      }
    }
  });

  it('takes nothing for hidden that may be shown', () => {
    for (const text of [
      // In code, or where CommonMark sees no HTML, none of this hides what is between.
      '`<!--` GHSA-7q<b>4m</b>-xv2c-93rp `-->`',
      '`<a title="` GHSA-7q[4m](x)-xv2c-93rp `">`',
      '<!--> GHSA-7q4m-<i></i>xv2c-93rp -->',
      '<b "> GHSA-7q4m-<i></i>xv2c-93rp i">',
      '&lt!-- GHSA-7q<b>4m</b>-xv2c-93rp --&gt',
    ]) {
      assert.deepEqual(rules(text), ['advisory-id'], text);
    }
  });

  it('reads the old entities without their semicolon as HTML does, and letters that have one', () => {
    for (const text of [
      'see GHSA-7q4m-xv&shy2c-93rp',
      'see GHSA-7q4m-x&shyv2c-93rp;',
      'see GHSA-7q4m-xv&ltb&gt2c-93rp',
      'see GHSA-7q4m-xv&LTb&GT2c-93rp',
      'see GHSA-7q4m-xv&ampshy;2c-93rp',
      'see GHSA-7q4m-&xopf;v2&cscr;-93rp',
      'see GHSA-7q4m-&Xfr;v2c-93rp',
    ]) {
      assert.deepEqual(rules(text), ['advisory-id'], text);
    }
  });

  it('finds nothing where there is no id', () => {
    assert.deepEqual(rules('hello', { ghsaId: '' }), []);
    assert.deepEqual(rules('hello', { cveId: '' }), []);
  });

  it('warns of twelve words in a row from the report, not of eleven, and not in code', () => {
    const words = report.split(' ');
    assert.deepEqual(rules(words.slice(10, 22).join(' ')), ['shared-words']);
    assert.deepEqual(rules(words.slice(10, 21).join(' ')), []);
    assert.deepEqual(rules(`\`\`\`\n${words.slice(10, 22).join(' ')}\n\`\`\``), []);
    const [finding] = scanText(`So: ${words.slice(10, 24).join('\n')}!`, secrets);
    assert.equal(finding!.severity, 'warned');
    assert.equal(finding!.message, '14 words in a row come from the private report.');
  });

  it('keeps only tokens, addresses and the fork secret once all is announced', () => {
    const text = 'GHSA-7q4m-xv2c-93rp CVE-2026-90041 [ACCEPTED] oregano@home.example';
    assert.deepEqual(rules(text, { stage: 'announced' }), ['email']);
  });

  it('names a finding the same each time, without repeating it', () => {
    const [a] = scanText('x GHSA-7q4m-xv2c-93rp', secrets);
    const [b] = scanText('other words GHSA-7q4m-xv2c-93rp', secrets);
    assert.equal(a!.id, b!.id);
    assert.match(a!.id, /^advisory-id-[0-9a-f]{8}$/);
  });

  it('does not let one finding hide another', () => {
    const text = 'x@ghsa-7q4m-xv2c-93rp.example';
    const email = scanText(text, secrets).find(({ rule }) => rule === 'email');
    assert.ok(!declassify(text, secrets, [{ id: email!.id, reason: 'a list' }]).ok);
  });

  it('is quick on hostile text', function () {
    this.timeout(60_000);
    for (const unit of [
      'a-ghsa-',
      'a@',
      '[accept',
      '%2',
      '&#',
      'ghsa-',
      'word ',
      '`',
      'a.',
      '\u200b',
      'é@',
      'token ',
      '[a',
      '. ',
      '<a "',
      '<a b="c"',
      '](a(',
      '](a(b)',
      '<?',
      '&shy',
      '<!--',
      '<a',
      '<a b="',
      "<a b='",
      '<a b=',
      '<a b=c',
      '<a b="<a b=\'',
      '](',
      '](a "',
      "](a '",
      '](<',
      '][',
      'a\n@b.c',
      'a\n> @b.c',
      '\n> ',
      '\n@',
      '&lt',
      '&ltb',
    ]) {
      for (const end of ['', '">']) {
        const text = unit.repeat(Math.floor(65_000 / unit.length)) + end;
        // By the processor's clock: others work on this machine, too.
        const began = process.cpuUsage();
        scanText(text, secrets);
        const { user, system } = process.cpuUsage(began);
        const took = (user + system) / 1_000;
        assert.ok(took < 2_000, `${JSON.stringify(unit)}${end}: ${took} ms`);
      }
    }
  });
});

describe('the repairs', () => {
  it('remove the sentence around a leak', () => {
    const text = 'Check the length.\n\nFound while working on GHSA-7q4m-xv2c-93rp. It raises ValueError now.';
    const [fix] = fixesFor(scanText(text, secrets)[0]!, text);
    assert.equal(fix!.title, 'Remove sentence');
    assert.deepEqual(scanText(fix!.text, secrets), []);
    assert.match(fix!.text, /^Check the length\.\s+It raises ValueError now\.$/);
  });

  it('take a tag out', () => {
    const text = '[ACCEPTED] Spam parser';
    assert.equal(fixesFor(scanText(text, secrets)[0]!, text)[0]!.text, 'Spam parser');
  });
});

describe('the scan of a change', () => {
  const patch = (...lines: (string | number[])[]) =>
    Buffer.concat(lines.flatMap(line => [Buffer.from(line as string), Buffer.from('\n')]));
  const head = ['diff --git a/Lib/x.py b/Lib/x.py', '--- a/Lib/x.py', '+++ b/Lib/x.py', '@@ -1,2 +3,3 @@'];
  const found = (bytes: Uint8Array) =>
    scanDiff(bytes, secrets).map(({ path, line, rule, severity }) => [path, line, rule, severity].join(' '));

  it('looks at added lines only, with place, in a file of any encoding', () => {
    const latin1 = [...Buffer.from(' caf'), 0xe9];
    const added = [...Buffer.from('+# caf'), 0xe9, ...Buffer.from(' GHSA-7q4m-xv2c-93rp')];
    assert.deepEqual(found(patch(...head, latin1, '-# GHSA-7q4m-xv2c-93rp was here', added, '+fine')), [
      'Lib/x.py 4 advisory-id refused',
    ]);
    const hidden = '+# GHSA-7q4m-\u200bxv2c-93rp';
    assert.deepEqual(found(patch(...head, '+caf\u00e9', hidden)), ['Lib/x.py 4 advisory-id refused']);
  });

  it('reads lines together that were added together, and names', () => {
    assert.deepEqual(found(patch(...head, ' a', '+see GHSA-7q4m-', '-b', '+  xv2c-93rp')), [
      'Lib/x.py 4 advisory-id refused',
    ]);
    const name = 'Lib/test/test_ghsa_7q4m_xv2c_93rp.py';
    assert.deepEqual(found(patch(`diff --git a/${name} b/${name}`)), [`${name} 0 advisory-id refused`]);
    assert.deepEqual(found(patch('diff --git "a/caf\\303\\251" "b/GHSA-7q4m-xv2c-93rp\\303"')), [
      'GHSA-7q4m-xv2c-93rp\\303 0 advisory-id refused',
    ]);
  });

  it('reads the whole of a name, with a space and a b/ in it', () => {
    const name = 'Lib/GHSA-7q4m-xv2c-93rp b/poc.txt';
    const one = [`${name} 0 advisory-id refused`];
    assert.deepEqual(found(patch(`diff --git a/${name} b/${name}`)), one);
    assert.deepEqual(
      found(patch(`diff --git a/${name} b/${name}`, `--- a/${name}\t`, `+++ b/${name}\t`)),
      one,
    );
    const quoted = name.replace('poc', '\\"poc\\"');
    assert.deepEqual(found(patch(`diff --git "a/${quoted}" "b/${quoted}"`)), [
      `${quoted} 0 advisory-id refused`,
    ]);
  });

  it('undoes the quoting of a name', () => {
    const names = [
      'GHSA-7q4m\\t-xv2c-93rp',
      'GHSA-7q4m\\001-xv2c-93rp',
      'GHSA\\342\\200\\2207q4m-xv2c-93rp',
      '\\107HSA-7q4m-xv2c-93rp',
      'GHSA-7q4m\\"-xv2c-93rp',
      'caf\\351 GHSA-7q4m\\177\\177\\177-xv2c-93rp',
    ];
    for (const name of names) {
      const one = [`${name} 0 advisory-id refused`];
      assert.deepEqual(found(patch(`diff --git "a/${name}" "b/${name}"`)), one);
      assert.deepEqual(
        found(patch(`diff --git a/x "b/${name}"`, 'rename from x', `rename to "${name}"`)),
        one,
      );
    }
  });

  it('reads both names of a rename and a copy, and those before the first @@', () => {
    const id = 'GHSA-7q4m\\t-xv2c-93rp b/x';
    for (const lines of [
      [`diff --git "a/${id}" b/x.py`],
      ['diff --git a/y b/x.py', `rename from "${id}"`],
      ['diff --git a/y b/x.py', `rename to "${id}"`],
      ['diff --git a/y b/x.py', `copy from "${id}"`],
      ['diff --git a/y b/x.py', `copy to "${id}"`],
      ['diff --git a/y b/x.py', `--- "a/${id}"`],
      ['diff --git a/y b/x.py', `+++ "b/${id}"`, '@@ -1 +1 @@', `--- "a/${id}"`],
      [`diff --git "a/${id}" b/x.py`, 'similarity index 100%', `rename from "${id}"`, 'rename to x.py'],
    ])
      assert.deepEqual(found(patch(...lines)), ['x.py 0 advisory-id refused'], lines.join('\n'));
  });

  it('finds nothing in the names of ordinary files', () => {
    const names = [
      'Lib/x.py',
      'Lib/x b/y.py',
      'tools/token',
      '.github/basic',
      'Lib/2026/with_a_long_name/token',
    ];
    const quoted = ['caf\\303\\251 b/x', 'tab\\there', 'a\\\\b\\"c', 'latin\\351'];
    for (const name of names) {
      const lines = [
        `diff --git a/${name} b/${name}`,
        `--- a/${name}`,
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-x',
      ];
      assert.deepEqual(found(patch(...lines)), [], name);
      assert.deepEqual(
        found(patch(`diff --git a/${name} b/z`, `rename from ${name}`, 'rename to z')),
        [],
        name,
      );
    }
    for (const name of quoted)
      assert.deepEqual(found(patch(`diff --git "a/${name}" "b/${name}"`, `+++ "b/${name}"`)), [], name);
  });

  it('takes no line of a file that goes for a name', () => {
    const gone = ['diff --git a/x.sql b/x.sql', '--- a/x.sql', '+++ /dev/null', '@@ -1 +0,0 @@'];
    assert.deepEqual(found(patch(...gone, '--- GHSA-7q4m-xv2c-93rp')), []);
  });

  it('is quick on a name of any length', async () => {
    for (const part of ['\\"', '\\303', ' b/', ' "b/', '"', '\\']) {
      const bytes = patch(`diff --git "a/${part.repeat(20_000)}" "b/${part.repeat(20_000)}"`);
      await assertQuick(5_000, () => found(bytes), part);
    }
  });

  it('warns of addresses and of the words of the report', () => {
    const words = report.split(' ').slice(10, 23);
    const comment = [words.slice(0, 6), words.slice(6)].map(line => `+# ${line.join(' ')}`);
    assert.deepEqual(found(patch(...head, '+by = "oregano@home.example"', ...comment)), [
      'Lib/x.py 3 email warned',
      'Lib/x.py 4 shared-words warned',
    ]);
  });

  it('warns of a CVE id while the advisory has none on record, and refuses the one that is', () => {
    const bytes = patch(...head, '+# see :cve:`2024-1234`', ' a', '+# 2026-90041');
    const none = scanDiff(bytes, { ...secrets, cveId: null });
    assert.deepEqual(
      none.map(({ rule, severity, line }) => [line, rule, severity].join(' ')),
      ['3 unrecorded-cve-id warned'],
    );
    assert.deepEqual(found(bytes), ['Lib/x.py 5 cve-id refused']);
  });

  it('takes no stacked decorators for addresses', () => {
    const lines = [
      '+    @support.cpython_only',
      '+    @unittest.skip',
      '+    @unittest.mock.patch',
      '+    def f(self):',
    ];
    assert.deepEqual(found(patch(...head, ...lines)), []);
  });

  it('is quick on a large change', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `+    value[${i}] = parse(chunk, offset + ${i})`);
    await assertQuick(20_000, () => assert.deepEqual(found(patch(...head, ...lines)), []));
  });
});

describe('redaction', () => {
  it('leaves nothing for the log to leak', () => {
    const line = redact(
      `GET https://x-access-token:abc@github.com/python/cpython-ghsa-7q4m-xv2c-93rp?state=open GHSA-7q4m-xv2c-93rp gho_${'a'.repeat(36)} oregano@home.example Bearer abcdefghijkl`,
    );
    for (const secret of ['7q4m', 'abc@', 'state=open', 'gho_', 'oregano', 'abcdefghijkl']) {
      assert.ok(!line.includes(secret), `${secret} in ${line}`);
    }
  });
});
