import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Snapshot } from '../../../../src/sandbox/store.ts';
import { cveRequest, mailto, notAVulnerability } from '../../../../src/texts/index.ts';
import { arrived } from '../../../faults/scenarios/remote.ts';
import type { Canary } from '../../../leaks/canary.ts';
import * as desk from '../../../leaks/deskJobs.ts';
import { ids } from '../../../leaks/jobs.ts';
import { lines } from '../../../leaks/look.ts';
import { openMachine, type Machine } from '../../../leaks/machine.ts';
import { found } from '../../../leaks/proof.ts';
import { inRequests } from '../../../leaks/requests.ts';
import { walked, type Walk } from '../../../leaks/walk.ts';
import { fillAttic, jar } from '../../publish/harness.ts';

const { typed } = desk;
const words: readonly Canary[] = [
  { kind: 'report', text: typed.comment },
  { kind: 'report', text: typed.mail.title },
  { kind: 'report', text: typed.mail.body },
  { kind: 'mail', text: typed.mail.from },
];

const stored = ({ sandbox }: Machine, id: string) => sandbox.store.advisory(id)!;
const said = (at: Machine, id: string, body: string) =>
  stored(at, id).comments.filter(comment => comment.body === body).length;
/** Public issues of that title. */
const issues = ({ sandbox }: Machine, title: string) =>
  [...sandbox.store.repo('python/cpython')!.issues.values()].filter(issue => issue.title === title).length;
/** So many writes there had their effect. */
const took = ({ sandbox }: Machine, path: RegExp) =>
  sandbox.recorder.writes().filter(request => path.test(request.path) && arrived(request)).length;

const walks: readonly Walk[] = [
  {
    name: 'closing, as an admin',
    begin: at => () => desk.close(at, 'admin'),
    count: at => (stored(at, ids.ham).state === 'closed' ? said(at, ids.ham, notAVulnerability()) : 0),
    lost: [
      { method: 'PATCH', path: ids.ham },
      { method: 'POST', path: '/comments' },
    ],
  },
  {
    name: 'closing, by the bot',
    begin: at => () => desk.close(at, 'coordinator'),
    count: at =>
      stored(at, ids.ham).summary.split('[INVALID]').length === 2
        ? said(at, ids.ham, notAVulnerability())
        : 0,
    lost: [
      { method: 'PATCH', path: ids.ham },
      { method: 'POST', path: '/comments' },
    ],
  },
  {
    name: 'a comment in the discussion',
    begin: desk.discussion,
    count: at => said(at, ids.spam, typed.comment),
    lost: [{ method: 'POST', path: '/comments' }],
  },
  {
    name: 'an advisory from a mail',
    begin: at => () => desk.fromMail(at),
    count: ({ sandbox }) =>
      [...sandbox.store.advisories.values()].filter(({ summary }) => summary === typed.mail.title).length,
    lost: [{ method: 'POST', path: '/security-advisories' }],
  },
  {
    name: 'a public issue instead of a report',
    begin: at => {
      const store = desk.records();
      return () => desk.issue(at, store, 'bug');
    },
    count: at => issues(at, desk.publicTexts.bug['issue.title']),
    lost: [
      { method: 'POST', path: /\/issues$/ },
      { method: 'POST', path: '/labels' },
      { method: 'POST', path: '/comments' },
    ],
  },
  {
    name: 'a public issue to fix it in public',
    begin: at => {
      const store = desk.records();
      return () => desk.issue(at, store, 'fix');
    },
    count: at => issues(at, desk.publicTexts.fix['issue.title']),
    lost: [
      { method: 'POST', path: /\/issues$/ },
      { method: 'POST', path: '/labels' },
    ],
  },
  {
    name: 'a request for a CVE id',
    begin: at => () => desk.cve(at),
    count: at => Number(stored(at, jar).cveRequested),
    lost: [{ method: 'POST', path: '/cve' }],
  },
  {
    name: 'publishing on GitHub',
    begin: at => () => desk.publish(at),
    count: at => (stored(at, jar).state === 'published' ? took(at, new RegExp(`${jar}$`)) : 0),
    lost: [{ method: 'PATCH', path: jar }],
    allowed: at => ({ published: [jar, stored(at, jar).summary, stored(at, jar).description] }),
  },
];

describe('the leak proof: what is done at the desk', function () {
  this.timeout(90_000);
  let at: Machine;
  let start: Buffer;

  before(async () => {
    at = await openMachine([...Object.values(ids), desk.egg, jar], {
      fill: ({ store }) => fillAttic(store),
      typed: words,
    });
    mkdirSync(join(at.disk, 'storage'));
    at.sandbox.store.advisory(desk.egg)!.severity = 'medium';
    start = serialize(at.sandbox.store.snapshot());
  });
  beforeEach(() => {
    at.sandbox.heal();
    at.sandbox.store.restore(deserialize(start) as Snapshot);
    at.sandbox.recorder.clear();
  });
  after(() => at.close());

  for (const walk of walks) walked(() => at, walk);

  it('the letter that asks for a CVE id has no word of the report: it goes by the arguments of a process', async () => {
    const advisory = await at.github('admin').advisories.get({ owner: 'python', name: 'cpython' }, ids.spam);
    const url = mailto(cveRequest(advisory, 'cna@desk.example'));
    const wanted = at.canaries.filter(({ kind }) => kind !== 'name');
    assert.deepEqual(lines('letter', url, wanted), []);
    assert.equal(lines('letter', `${url}${encodeURIComponent(advisory.title)}`, wanted).length, 1);
  });

  describe('would be seen', () => {
    const call = { method: 'GET', path: '/search/issues', query: '', headers: {} };
    const answered = { login: null, version: null, status: 200, answer: null, effect: true };

    for (const kind of ['token', 'mail', 'report', 'name'] as const)
      it(`${kind}: in a query, a header, the body of a request`, () => {
        const { text } = at.canaries.find(canary => canary.kind === kind)!;
        const { recorder } = at.sandbox;
        const seen = () =>
          inRequests(recorder, at.canaries).filter(line => line.endsWith(`${kind}: ${text}`));
        assert.deepEqual(seen(), []);
        recorder.calls.push({ ...call, query: `?q=${encodeURIComponent(text)}` });
        assert.equal(seen().length, 1);
        recorder.calls.push({ ...call, headers: { referer: text } });
        assert.equal(seen().length, 2);
        recorder.requests.push({ ...call, ...answered, method: 'POST', body: { body: `of ${text}.` } });
        assert.equal(seen().length, 3);
        recorder.calls.push({ ...call, path: `/repos/python/cpython/issues/${encodeURIComponent(text)}` });
        assert.equal(seen().length, 4);
      });

    it('a token and a mail in what is sent to the advisory itself, and the words of another in what is published', async () => {
      const { recorder } = at.sandbox;
      const path = `/repos/python/cpython/security-advisories/${ids.spam}/comments`;
      const first = (kind: string) => at.canaries.find(canary => canary.kind === kind)!.text;
      const body = { body: `${first('token')} ${first('mail')} ${first('report')}` };
      recorder.requests.push({ ...call, ...answered, method: 'POST', path, body });
      assert.deepEqual(
        inRequests(recorder, at.canaries).map(line => line.replace(/.*: (\w+): .*/, '$1')),
        ['token', 'mail'],
      );
      recorder.clear();
      const published = { state: 'published', description: `See also: ${first('report')}` };
      const to = `/repos/attic/shelf/security-advisories/${jar}`;
      recorder.requests.push({ ...call, ...answered, method: 'PATCH', path: to, body: published });
      assert.match((await found(at)).join('\n'), /^public: body of PATCH .*: report: /);
    });

    it('a line of the log with words that somebody typed', async () => {
      at.say(`GitHubError invalid 422 ${typed.comment}`);
      assert.match((await found(at)).join('\n'), /^log: report: The marzipan walrus/m);
      at.log.pop();
    });
  });
});
