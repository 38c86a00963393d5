import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AdvisoryState } from '../../../../src/advisory/model.ts';
import { assess, type ActionId, type Facts, type Role } from '../../../../src/process/index.ts';
import { profileOf } from '../../../../src/project/index.ts';
import { advisoryContext, mayOf, type May } from '../../../../src/ui/advisories/contexts.ts';
import { deeds } from '../../../../src/ui/decide/deeds.ts';
import { problemOf, type Decision } from '../../../../src/ui/decide/fits.ts';
import { sample } from '../advisories/sample.ts';

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

const { contributes } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as { contributes: { menus: Record<string, Entry[]> } };
const entries = contributes.menus['view/item/context']!;

/** What VS Code shows for a row, in a trusted desktop window. */
const shown = (viewItem: string, inline: boolean) =>
  entries
    .filter(({ group }) => group.startsWith('inline') === inline)
    .filter(({ when }) => new RegExp(/viewItem =~ \/(.+?)\/(?: |$)/.exec(when)![1]!).test(viewItem))
    .map(({ command }) => command);

const actions = Object.keys(deeds) as ActionId[];

/** No decisions: what they open looks again by itself. */
const others = [
  'announce',
  'startFork',
  'cloneFork',
  'openPrivatePull',
  'runTests',
  'fixInPublic',
  'backport',
] as const;
type DecisionMay = Exclude<May, (typeof others)[number]>;
const isDecision = (may: May): may is DecisionMay => !others.some(other => other === may);

const decisionOf = (may: DecisionMay): Decision =>
  may === 'setCve' ? 'setCveId' : may === 'withdraw' ? 'withdrawRequest' : may;

describe('the menus of the rows', () => {
  for (const action of actions) {
    const deed = deeds[action];
    const command = 'command' in deed ? deed.command : `ghsa.step.${action}`;
    it(`offer ${action} by its own name`, () => {
      for (const viewItem of [`step next do-${action}`, `step possible do-${action}`]) {
        assert.deepEqual(shown(viewItem, true), [command]);
        assert.deepEqual(shown(viewItem, false), [command]);
      }
      const row = `advisory draft yours next-${action} role-admin`;
      assert.deepEqual(shown(row, true), [command, 'ghsa.openOnGitHub']);
      assert.ok(shown(row, false).includes(command));
      for (const other of actions.filter(name => name !== action))
        assert.ok(!shown(`step next do-${other}`, true).includes(command), other);
    });
  }

  it('offer volunteering on unassigned rows, and nothing of it on steps that do nothing', () => {
    assert.deepEqual(shown('advisory triage unassigned role-collaborator may-volunteer', true), [
      'ghsa.volunteer',
      'ghsa.openOnGitHub',
    ]);
    assert.deepEqual([...shown('step later', true), ...shown('step later', false)], []);
    assert.deepEqual([...shown('group', true), ...shown('group', false)], []);
  });

  const states: readonly AdvisoryState[] = ['triage', 'draft', 'published', 'closed', 'withdrawn'];
  const roles: readonly Role[] = ['admin', 'collaborator', 'reporter', 'outsider'];
  for (const state of states)
    for (const role of roles)
      it(`say nothing twice and nothing that is refused: ${state}, ${role}`, () => {
        for (const credits of [[], [{ login: 'octo-coordinator', type: 'coordinator' as const }]])
          for (const title of ['Spam', '[ACCEPTED] Spam', '[CLOSED] Spam']) {
            const facts: Facts = {
              ...{ advisory: sample({ state, credits, title }), profile: profileOf('python/cpython') },
              ...{ me: 'octo-coordinator', role, now: new Date('2026-11-20T12:00:00Z'), pulls: [] },
              ...{ portStopped: null, publicFix: null, progress: {}, findings: [] },
            };
            const row = advisoryContext(facts, assess(facts));
            for (const may of mayOf(facts).filter(isDecision))
              assert.equal(problemOf(decisionOf(may), facts), null, `${may}: ${row}`);
            const withdraw = problemOf('withdrawRequest', facts) === null;
            assert.equal(shown(row, false).includes('ghsa.withdrawRequest'), withdraw, row);
            for (const inline of [true, false]) {
              const commands = shown(row, inline);
              assert.deepEqual(commands, [...new Set(commands)], row);
            }
            assert.ok(shown(row, true).length <= 3, row);
          }
      });
});
