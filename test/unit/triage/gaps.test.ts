import assert from 'node:assert/strict';
import { askForMissing, reportGaps, type ReportGap } from '../../../src/triage/index.ts';
import { assertQuick } from '../quick.ts';

const policy = 'https://devguide.python.org/security/policy/';
const script = '```python\nimport spam\nspam.Parser().feed(b"\\xff")\n```';
const tested = 'Tested on CPython 3.14.2 and main, both are vulnerable.';
const good = `The spam parser trusts the length field of a chunk and reads past the buffer.\n\n${tested}\n\n${script}`;

const gapsOf = (description: string, title = 'Spam parser reads past its buffer') =>
  reportGaps({ title, description }).map(({ id }) => id);
const has = (id: ReportGap['id'], description: string, title?: string) =>
  gapsOf(description, title).includes(id);

describe('what a report lacks', () => {
  it('is nothing where the policy was followed', () => {
    assert.deepEqual(gapsOf(good), []);
    const form = `### Summary\nIt trusts the length.\n\n### Details\n${tested}\n\n### PoC\n${script}\n\n### Impact\nA read.`;
    assert.deepEqual(gapsOf(form.replaceAll('\n', '\r\n')), []);
  });

  it('is asked of an empty report, and of GitHub’s form as it comes', () => {
    assert.deepEqual(gapsOf(''), ['versions', 'poc']);
    assert.deepEqual(
      gapsOf(`### Summary
_Short summary of the problem. Make the impact and severity as clear as possible. For example: An unsafe deserialization vulnerability allows any unauthenticated user to execute arbitrary code on the server._

### Details
_Give all details on the vulnerability. Pointing to the incriminated source code is very helpful for the maintainer._

### PoC
_Complete instructions, including specific configuration details, to reproduce the vulnerability._

### Impact
_What kind of vulnerability is it? Who is impacted?_`),
      ['versions', 'poc'],
    );
  });

  it('knows versions, branches and commits', () => {
    for (const words of [
      'Tested on 3.14.',
      'I tried Python 3.15.0rc1.',
      'python3.13 and python-3.12.7 do it',
      'Affected versions: 3.9 to 3.14',
      'pip 26.1 follows it',
      'I ran it on main',
      'at commit 0123abc',
      'the `main` branch has it',
      'vulnerable: v3.11.x',
    ])
      assert.ok(!has('versions', words), words);
    assert.ok(!has('versions', '', 'Spam parser of Python 3.14 overreads'));
    for (const words of [
      'All versions.',
      'It took 3.9 seconds and 3.14 GB on my machine.',
      'In main() of the program.',
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H and CVSS v4.0',
      'See https://docs.python.org/3.14/library/spam.html',
      'It happens on main thread start.',
      'Pi is 3.14159.',
    ])
      assert.ok(has('versions', words), words);
  });

  it('knows scripts from code that is only quoted', () => {
    for (const words of [
      script,
      '~~~\n>>> spam.load(b"")\n~~~',
      'Run this to reproduce it:\n```c\nchar *p = 0;\n```',
      'In a shell:\n\n>>> import spam',
      "It is `python3 -c 'import spam; spam.boil()'`.",
      'My PoC is in poc.py at the address below.',
      '```\nimport spam\n',
    ])
      assert.ok(!has('poc', words), words);
    for (const words of [
      'An attacker sends a chunk.',
      'The line is:\n```c\nmemcpy(to, from, length);\n```',
      'Proof of concept: on request.',
      '### PoC\n```\n```',
    ])
      assert.ok(has('poc', words), words);
  });
});

describe('what a report should not have', () => {
  it('is what cannot be read as text', () => {
    for (const words of [
      '![screenshot](https://example.org/a)',
      '<img width="800" src="https://example.org/a" />',
      'See https://github.com/user-attachments/assets/00000000-0000-0000-0000-000000000000',
      '[report.pdf](https://github.com/user-attachments/files/1/report.pdf)',
      'https://github.com/user-attachments/files/1/crash.bin.',
      'The file crash.zip is attached: attached crash.zip',
      'A video: https://youtu.be/abc',
      `\`\`\`\n${'QUJD'.repeat(200)}\n\`\`\``,
      '<https://example.org/report.docx?download=1>',
    ])
      assert.ok(has('plainText', words), words);
    for (const words of [
      good,
      'zipfile.ZipFile("a.zip") reads spam.zip, and tarfile an archive.tar.gz.',
      '[poc.py](https://github.com/user-attachments/files/1/poc.py), fix.patch is attached',
      'https://github.com/python/cpython/blob/main/Lib/zipfile.py and https://docs.python.org/3/library/spam.html',
    ])
      assert.ok(!has('plainText', words), words);
  });

  it('is a score or a severity of its own', () => {
    for (const words of [
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
      'CVSS 9.8',
      'CVSS score: 9.8',
      'CVSS v3.1 base score of 9.8',
      '**Severity:** High',
      '## Severity\n\nCritical',
      'This is a high-severity bug.',
      'A critical vulnerability in the spam parser.',
      'Vector AV:N/AC:L/AT:N/PR:N',
    ])
      assert.ok(has('severity', words), words);
    assert.ok(has('severity', '', '[Critical] Spam parser'));
    assert.ok(has('severity', '', 'High: spam parser'));
    for (const words of [
      'I leave the severity and CVSS to you.',
      'The module severity of logging: it drops high bytes.',
      'A low-level parser, a critical section and high memory.',
      good,
    ])
      assert.ok(!has('severity', words), words);
    assert.ok(!has('severity', '', 'High surrogates are dropped'));
  });

  it('is length, structure, and long code in the way', () => {
    assert.ok(!has('length', 'word '.repeat(500)));
    assert.ok(has('length', 'word '.repeat(501)));
    assert.ok(!has('length', `<details>\n\n${'word '.repeat(900)}\n\n</details>`));
    assert.ok(has('structure', '# A\n## B\n### C\n#### D'));
    assert.ok(
      !has('structure', '### Summary\n### Details\n### PoC\n### Impact\n# A\n```\n# a\n# b\n# c\n```'),
    );
    assert.ok(has('structure', '| a | b |\n| --- | :-: |\n| 1 | 2 |'));
    assert.ok(!has('structure', 'a | b\n---\nlist -- of | things'));
    const code = (lines: number) => `\`\`\`python\n${'spam()\n'.repeat(lines)}\`\`\``;
    assert.ok(!has('collapse', code(12)));
    assert.ok(has('collapse', code(13)));
    assert.ok(!has('collapse', `<details><summary>PoC</summary>\n\n${code(40)}\n\n</details>`));
    assert.ok(has('collapse', `<details>x</details>\n\n${code(40)}`));
  });
});

describe('what strangers write', () => {
  it('hides nothing by characters that nobody sees', () => {
    assert.ok(has('severity', 'CV\u200bSS: 9.\u202e8'));
    assert.ok(!has('versions', 'Tested on 3\u200b.14.'));
  });

  it('costs milliseconds, whatever it is', async () => {
    for (const piece of [
      ...['a', ' ', '\n', '`', '```\n', '#', '# a\n', '|', '|-', '| --- |\n', '<details>', '</details>'],
      ...['![', '[', '<img', 'https://', 'https://a ', 'attached ', 'attached', 'data:', 'data:a/'],
      ...[
        'CVSS',
        'CVSS:',
        'CVSS ',
        'severity ',
        'severity*',
        'severity\n',
        'high ',
        'high',
        'python ',
        '3.',
        '3.1',
        '3.14 s',
      ],
      ...[
        'tested ',
        'versions',
        'commit ',
        'main ',
        'on ',
        'poc',
        'reproduc',
        '>>> ',
        '    ',
        '_',
        '*',
        'A',
        'A/',
        '\u202e',
      ],
      ...['python - ', 'from a', '\t', '\r', 'attached a.', '.pdf', '-', ':', '😀', '\ud800'],
    ])
      for (const tail of ['', '!', '\nx']) {
        const text = piece.repeat(65_535 / piece.length + 1).slice(0, 65_535 - tail.length) + tail;
        const given = { title: text, description: text };
        await assertQuick(500, () => reportGaps(given), JSON.stringify(piece));
      }
  }).timeout(60_000);
});

describe('the reply that asks', () => {
  it('asks for what is missing, then for what is to be left out, and names the policy', () => {
    const gaps = reportGaps({
      title: 'Critical: spam',
      description: 'Look at ![this](https://example.org/x)',
    });
    assert.deepEqual(
      gaps.map(({ id, kind }) => `${id} ${kind}`),
      ['versions missing', 'poc missing', 'plainText unwanted', 'severity unwanted'],
    );
    const text = askForMissing(gaps, 'parsley-dev', policy);
    assert.match(
      text,
      /^Hello @parsley-dev,\n\nthank you for the report\.\n\nTo look into it we still need:\n\n- Which/,
    );
    assert.match(text, /\n\nIn your next comments and reports, please:\n\n- Send plain text only/);
    assert.match(text, /\nhttps:\/\/devguide\.python\.org\/security\/policy\/$/);
    for (const { ask } of gaps) assert.ok(text.includes(`\n- ${ask}\n`), ask);
  });

  it('leaves out a part that is empty, and mentions nobody who is no login', () => {
    const [missing] = reportGaps({ title: 'Spam', description: script });
    assert.doesNotMatch(askForMissing([missing!], null, policy), /please:/);
    assert.match(askForMissing([missing!], null, policy), /^Hello,\n/);
    for (const odd of ['a b', '@all', 'x\u202ey', '<img>', ''])
      assert.match(askForMissing([], odd, policy), /^Hello,\n/, odd);
    assert.match(askForMissing([], 'spam-checker[bot]', policy), /^Hello @spam-checker\[bot\],/);
  });

  it('speaks of the project, and of its policy where it has one', () => {
    const [versions] = reportGaps({ title: 'Toast', description: script }, 'toast');
    const text = askForMissing([versions!], null, null);
    assert.match(text, /Which versions of toast did you test/);
    assert.doesNotMatch(text, /Python|policy/);
  });

  it('says nothing of the report', () => {
    const gaps = reportGaps({ title: 'Marmalade', description: 'An elephant. Severity: high' });
    assert.doesNotMatch(JSON.stringify([gaps, askForMissing(gaps, null, policy)]), /marmalade|elephant/i);
  });
});
