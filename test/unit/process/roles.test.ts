import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import { roleMay, roleOf, wayOf, type ActionId, type Role, type Way } from '../../../src/process/index.ts';
import { ways } from './expected.ts';
import { advisory, cpython, me, pip, plain } from './facts.ts';

const role = (
  changes: Partial<Advisory>,
  parts: Partial<Omit<Parameters<typeof roleOf>[0], 'advisory'>> = {},
) =>
  roleOf({
    advisory: advisory({ credits: [], ...changes }),
    me,
    permissions: { admin: false, push: true },
    mayChangeState: null,
    ...parts,
  });
const mine = { author: 'Octo-Coordinator' };

describe('a role', () => {
  it('is admin by what GitHub answered, and by permissions only before that', () => {
    assert.equal(role({}, { permissions: { admin: true, push: true } }), 'admin');
    assert.equal(
      role({}, { permissions: { admin: true, push: true }, mayChangeState: false }),
      'collaborator',
    );
    assert.equal(role({}, { mayChangeState: true }), 'admin');
    assert.equal(role({}, { permissions: null, mayChangeState: true }), 'admin');
  });

  it('is collaborator for whoever GitHub shows what is not public to', () => {
    assert.equal(role({ state: 'triage' }), 'collaborator');
    assert.equal(role({ state: 'draft' }, { permissions: null }), 'collaborator');
    assert.equal(role({ users: ['OCTO-coordinator'], state: 'published' }), 'collaborator');
  });

  it('is reporter for who reported it, though GitHub makes them a collaborator', () => {
    assert.equal(role(mine), 'reporter');
    assert.equal(role({ ...mine, users: [me] }), 'reporter');
    assert.equal(role({ ...mine, state: 'published' }), 'reporter');
  });

  it('is none of a reporter for an admin, a coordinator, a member of the team, and who made a draft', () => {
    assert.equal(role(mine, { permissions: { admin: true, push: true } }), 'admin');
    assert.equal(role({ ...mine, credits: [{ login: me, type: 'coordinator' }] }), 'collaborator');
    assert.equal(role(mine, { member: true }), 'collaborator');
    assert.equal(role({ ...mine, reported: false }), 'collaborator');
  });

  it('is outsider where it is public and nothing names them', () => {
    assert.equal(role({ state: 'published' }), 'outsider');
    assert.equal(role({ state: 'published', author: null }, { permissions: null }), 'outsider');
    assert.equal(role({ state: 'published', credits: [{ login: me, type: 'coordinator' }] }), 'collaborator');
  });
});

describe('what a role may do', () => {
  it('is what the table says, and nothing else', () => {
    for (const [who, actions] of Object.entries(ways)) {
      for (const [action, byProfile] of Object.entries(actions)) {
        for (const profile of [cpython, pip, plain]) {
          assert.equal(
            roleMay(who as Role, action as ActionId, profile),
            byProfile[profile.id] !== null,
            `${who} ${action} ${profile.id}`,
          );
        }
      }
    }
  });

  it('has a way: at once for admins; by tag, or by asking one, for collaborators; none for others', () => {
    const all = ['accept', 'close', 'reopen', 'collaborators', 'create', 'fork'] as const;
    const of = (who: Role, profile = cpython): (Way | null)[] =>
      all.map(action => wayOf(action, who, profile));
    assert.deepEqual(
      of('admin'),
      all.map(() => 'patch'),
    );
    assert.deepEqual(of('collaborator'), ['tag', 'tag', 'ask', 'ask', 'ask', null]);
    assert.deepEqual(
      of('collaborator', plain),
      all.map(() => 'ask'),
    );
    for (const who of ['reporter', 'outsider'] as const)
      assert.deepEqual(
        of(who),
        all.map(() => null),
      );
  });
});
