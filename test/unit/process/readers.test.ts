import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import { goneReaders, newReaders, readersOf } from '../../../src/process/index.ts';
import { advisory } from './facts.ts';

const readers = (
  changes: Partial<Advisory>,
  teams: Readonly<Record<string, readonly string[] | null>> = { psrt: [] },
  admins: readonly string[] | null = [],
) => readersOf({ advisory: advisory(changes), teams, admins });
const lines = (found: ReturnType<typeof readersOf>) =>
  found.people.map(({ login, why, mailed }) => `${login}: ${why.join(', ')}${mailed ? ', mailed' : ''}`);

describe('who can see an advisory', () => {
  it('is its reporter, its collaborators, the members of its teams, and the admins', () => {
    const found = readers({ users: ['oregano-core'] }, { psrt: ['nutmeg-core'] }, ['sage-admin']);
    assert.deepEqual(lines(found), [
      'nutmeg-core: team psrt, mailed',
      'oregano-core: collaborator, mailed',
      'parsley-dev: reporter, mailed',
      'sage-admin: admin',
    ]);
    assert.deepEqual(found.unknown, []);
    assert.equal(found.everybody, undefined);
  });

  it('names everybody once, in any casing, with every reason', () => {
    const found = readers(
      { users: ['Parsley-Dev', 'parsley-dev'], teams: ['psrt', 'docs', 'psrt'] },
      { psrt: ['PARSLEY-DEV', 'b'], docs: ['B'] },
      ['b'],
    );
    assert.deepEqual(lines(found), [
      'b: team psrt, team docs, admin, mailed',
      'parsley-dev: reporter, collaborator, team psrt, mailed',
    ]);
  });

  it('says whom it could not read', () => {
    const found = readers({ teams: ['psrt', 'secret', 'constructor'] }, { psrt: null }, null);
    assert.deepEqual(found.unknown, [
      'team psrt',
      'team secret',
      'team constructor',
      'admins of python/cpython',
    ]);
  });

  it('knows no reporter whose account is gone, and no reporter of a draft that a maintainer made', () => {
    assert.deepEqual(lines(readers({ author: null })), []);
    assert.deepEqual(lines(readers({ reported: false })), ['parsley-dev: author, mailed']);
  });

  it('is everybody once it is published', () => {
    assert.equal(readers({ state: 'published' }).everybody, true);
  });

  it('is compared with who could when one last looked', () => {
    const { people } = readers({ users: ['Oregano-Core'] });
    const names = (seen: string[]) => newReaders(people, seen).map(({ login }) => login);
    assert.deepEqual(names(['parsley-dev']), ['Oregano-Core']);
    assert.deepEqual(names(['parsley-dev', 'oregano-core', 'dill']), []);
    assert.deepEqual(goneReaders(people, ['parsley-dev', 'oregano-core', 'dill']), ['dill']);
  });
});
