import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gitWords } from '../../../src/embargo/gitWords.ts';
import { runs } from '../property/runs.ts';

/** What git and GitHub say, with names of a private fork where `{}` stands, and what of it is for the log. */
const said: readonly (readonly [said: string, log: string])[] = [
  ["fatal: couldn't find remote ref {}", 'fatal: … find remote …'],
  [
    "error: pathspec '{}' did not match any file(s) known to git",
    'error: pathspec … not match any … known to git',
  ],
  [' ! [rejected]        {} -> {} (non-fast-forward)', '! [rejected] … -> … (non-fast-forward)'],
  [
    'error: The following untracked working tree files would be overwritten by checkout:\n\t{}\nPlease move or remove them before you switch branches.\nAborting',
    'error: The … untracked working tree files would be overwritten by checkout:\n…\nPlease move or remove them before you switch branches.\nAborting',
  ],
  [
    "fatal: unable to access 'https://github.com/octo/{}.git/': The requested URL returned error: 403",
    'fatal: unable to access … The requested … returned error: 403',
  ],
  [
    'remote: error: GH013: Repository rule violations found for refs/heads/{}.',
    'remote: error: GH013: Repository rule violations found for …',
  ],
  [
    'remote: error: File {} is 123.00 MB; this exceeds GitHub’s file size limit',
    'remote: error: File … is … this exceeds … file size limit',
  ],
  ["fatal: Authentication failed for 'https://github.com/{}'", 'fatal: Authentication failed for …'],
  ['error: {}: patch does not apply', 'error: … patch does not apply'],
];

const names = fc.constantFrom(
  'Lib/marmalade.py',
  'advisory-fix-1',
  'marmalade',
  'oregano-core',
  'elephant.c:12',
  'a "marmalade" file',
  'heads/marmalade(1)',
  "it's-marmalade",
  '\u202emarmalade',
);
const secret = /marmalade|advisory|oregano|elephant|core/;

describe('what git said, in the log', () => {
  it('keeps its own words and codes, and no name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...said), names, ([text]: readonly [string, string], name) => {
        assert.doesNotMatch(gitWords(text.replaceAll('{}', name)), secret);
      }),
      runs(200),
    );
    for (const [text, log] of said) assert.equal(gitWords(text.replaceAll('{}', 'Lib/marmalade.py')), log);
  });

  it('is empty where nothing was said, and ends with any text', () => {
    assert.equal(gitWords('\n \n'), '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        gitWords(text);
      }),
      runs(200),
    );
  });
});
