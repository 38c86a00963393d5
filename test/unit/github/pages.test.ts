import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import {
  connect,
  GitHubError,
  type AdvisoryPage,
  type GitHub,
  type GitHubErrorKind,
  type PagesOptions,
} from '../../../src/github/index.ts';
import { json, loopback, type Arrived, type Loopback } from './loopback.ts';

const cpython = { owner: 'python', name: 'cpython' };

/** A page of the server: what is on it, and the cursor by which it is asked for. */
interface Shelf {
  readonly cursor: string;
  entries: { ghsa_id: string; state: string; summary?: string }[];
}

const entry = (n: number, summary = 'Spam') => ({ ghsa_id: `GHSA-${n}`, state: 'draft', summary });

describe('a list of advisories, page by page', () => {
  let server: Loopback;
  let github: GitHub;
  let account: string;
  let shelves: Shelf[];
  /** Answers instead of the shelves, where it says so. */
  let instead: (request: Arrived, response: ServerResponse, page: number) => boolean;
  let etags: boolean;
  let linkOn304: boolean;

  beforeEach(async () => {
    account = 'gho_one';
    etags = linkOn304 = true;
    instead = () => false;
    shelves = ['', 'aa', 'bb'].map((cursor, i) => ({ cursor, entries: [entry(2 * i), entry(2 * i + 1)] }));
    server = await loopback(serve);
    github = connect({ apiUrl: server.url, token: () => Promise.resolve(account), throttle: false });
  });
  afterEach(() => server.stop());

  function serve(request: Arrived, response: ServerResponse): void {
    const url = new URL(request.url, server.url);
    const page = shelves.findIndex(({ cursor }) => cursor === (url.searchParams.get('after') ?? ''));
    if (instead(request, response, page)) return;
    const shelf = shelves[page];
    if (!shelf) return json(response, 200, []);
    const next = shelves[page + 1];
    const link: Record<string, string> = next
      ? { link: `<${server.url}/repositories/7/security-advisories?after=${next.cursor}>; rel="next"` }
      : {};
    const etag = `"${Buffer.from(JSON.stringify(shelf.entries)).toString('base64url')}"`;
    if (etags && request.headers['if-none-match'] === etag) {
      return void response.writeHead(304, { etag, ...(linkOn304 ? link : {}) }).end();
    }
    json(response, 200, shelf.entries, { ...link, ...(etags ? { etag } : {}) });
  }

  async function read(options: PagesOptions = {}): Promise<AdvisoryPage[]> {
    const pages: AdvisoryPage[] = [];
    for await (const page of github.advisories.pages(cpython, 'draft', options)) pages.push(page);
    return pages;
  }

  /** Reads until it fails: what came before, and how it failed. */
  async function readUntil(kind: GitHubErrorKind, options: PagesOptions = {}): Promise<AdvisoryPage[]> {
    const pages: AdvisoryPage[] = [];
    try {
      for await (const page of github.advisories.pages(cpython, 'draft', options)) pages.push(page);
    } catch (error) {
      assert.ok(error instanceof GitHubError, String(error));
      assert.equal(error.kind, kind);
      return pages;
    }
    return assert.fail('This should have failed.');
  }

  const ids = (pages: readonly AdvisoryPage[]) =>
    pages.map(({ advisories }) => advisories.map(({ ghsaId }) => ghsaId.slice(5)).join());
  const changes = (pages: readonly AdvisoryPage[]) => pages.map(({ changed }) => changed);
  const asked = () => {
    const urls = server.arrived.map(({ url }) => new URL(url, server.url).searchParams.get('after') ?? '');
    server.arrived.length = 0;
    return urls;
  };

  it('comes one page at a time, each when it is wanted', async () => {
    const pages = github.advisories.pages(cpython, 'draft');
    assert.equal(server.arrived.length, 0);
    for (const [at, cursor] of ['', 'aa', 'bb'].entries()) {
      const { value, done } = await pages.next();
      assert.ok(!done);
      assert.deepEqual([value.page, value.advisories.length, value.changed], [at + 1, 2, true]);
      assert.deepEqual(asked(), [cursor]);
    }
    assert.deepEqual(await pages.next(), { value: undefined, done: true });
    assert.deepEqual(asked(), []);
  });

  it('asks for a hundred of one state at a time, in the order that is wanted', async () => {
    await read({ sort: 'published' });
    assert.equal(
      server.arrived[0]!.url,
      '/repos/python/cpython/security-advisories?per_page=100&state=draft&sort=published',
    );
  });

  it('is the same arrays when nothing changed, at one conditional request a page', async () => {
    const first = await read();
    asked();
    const second = await read();
    assert.ok(server.arrived.every(({ headers }) => headers['if-none-match']));
    assert.deepEqual(asked(), ['', 'aa', 'bb']);
    assert.deepEqual(changes(second), [false, false, false]);
    for (const [i, { advisories }] of second.entries()) assert.equal(advisories, first[i]!.advisories);
  });

  it('has one new array where one page changed', async () => {
    const first = await read();
    shelves[1]!.entries[0] = entry(2, 'Eggs');
    const second = await read();
    assert.deepEqual(changes(second), [false, true, false]);
    assert.equal(second[1]!.advisories[0]!.title, 'Eggs');
    assert.equal(first[1]!.advisories[0]!.title, 'Spam', 'what was given stays as it was');
    assert.equal(second[2]!.advisories, first[2]!.advisories);
    assert.deepEqual(changes(await read()), [false, false, false]);
  });

  it('follows the cursor of a page as it is now, not as it was', async () => {
    await read();
    shelves = [
      { cursor: '', entries: [entry(9), entry(0)] },
      { cursor: 'cc', entries: [entry(1), entry(2)] },
      { cursor: 'dd', entries: [entry(3)] },
    ];
    asked();
    assert.deepEqual(ids(await read()), ['9,0', '1,2', '3']);
    assert.deepEqual(asked(), ['', 'cc', 'dd']);
  });

  it('forgets pages by cursors that are no longer followed', async () => {
    const before = structuredClone(shelves);
    await read();
    shelves[0]!.entries.reverse();
    shelves[1] = { ...shelves[1]!, cursor: 'cc' };
    await read();
    shelves = before;
    assert.deepEqual(changes(await read()), [true, true, false]);
  });

  it('goes on from a page that is as before, but is no longer the last', async () => {
    await read();
    shelves.push({ cursor: 'cc', entries: [entry(6)] });
    const pages = await read();
    assert.deepEqual(changes(pages), [false, false, false, true]);
    assert.deepEqual(ids(pages).at(-1), '6');
  });

  it('knows the way where GitHub does not repeat it', async () => {
    const first = await read();
    linkOn304 = false;
    assert.deepEqual(ids(await read()), ids(first));
    shelves.pop();
    assert.deepEqual(ids(await read()), ['0,1', '2,3', ''], 'a page that is gone is an empty one');
  });

  it('does without ETags', async () => {
    etags = false;
    await read();
    const second = await read();
    assert.deepEqual(changes(second), [true, true, true]);
    assert.ok(server.arrived.every(({ headers }) => headers['if-none-match'] === undefined));
  });

  it('ends after the first page, where that is enough', async () => {
    assert.deepEqual(ids(await read({ onlyFirst: true })), ['0,1']);
    assert.deepEqual(asked(), ['']);
    assert.deepEqual(changes(await read()), [false, true, true]);
  });

  it('ends where its reader stops, and is begun anew', async () => {
    for await (const { page } of github.advisories.pages(cpython, 'draft')) if (page === 2) break;
    assert.deepEqual(asked(), ['', 'aa']);
    assert.deepEqual(changes(await read()), [false, false, true]);
  });

  const broken: readonly [string, (response: ServerResponse) => void][] = [
    ['half a page', response => response.writeHead(200, jsonType).end('[{"ghsa_id": "GHSA-2", "sta')],
    ['a page of HTML', response => response.writeHead(200, { ...jsonType }).end('<html></html>')],
    ['an object', response => json(response, 200, { message: 'Hm.' }, { etag: '"x"' })],
    ['an entry without its id', response => json(response, 200, [{ state: 'draft' }], { etag: '"x"' })],
    ['an entry that is none', response => json(response, 200, [null], { etag: '"x"' })],
  ];
  const jsonType = { 'content-type': 'application/json; charset=utf-8', etag: '"x"' };
  for (const [name, answer] of broken) {
    it(`fails at ${name} in the middle; the rest stays good`, async () => {
      const first = await read();
      shelves[0]!.entries[0] = entry(0, 'Eggs');
      instead = (_, response, page) => page === 1 && (answer(response), true);
      const before = await readUntil('malformed');
      assert.deepEqual([ids(before), before[0]!.advisories[0]!.title], [['0,1'], 'Eggs']);
      instead = () => false;
      const again = await read();
      assert.deepEqual(changes(again), [false, false, false], 'what was half an answer is not remembered');
      assert.equal(again[0]!.advisories, before[0]!.advisories);
      assert.equal(again[1]!.advisories, first[1]!.advisories);
    });
  }

  it('fails where GitHub says "as before" of what was never asked for', async () => {
    instead = (_, response) => (response.writeHead(304).end(), true);
    assert.deepEqual(await readUntil('malformed'), []);
  });

  for (const [name, next] of [
    ['on another host', 'https://api.github.invalid/repositories/7/security-advisories?after=aa'],
    ['on another port', 'http://127.0.0.1:1/repositories/7/security-advisories?after=aa'],
    ['that is no address', 'security-advisories?after=aa'],
  ]) {
    it(`does not ask for a next page ${name}`, async () => {
      instead = (_, response) => (json(response, 200, [entry(0)], { link: `<${next}>; rel="next"` }), true);
      assert.deepEqual(ids(await readUntil('malformed')), ['0']);
      assert.equal(server.arrived.length, 1);
    });
  }

  it('does not walk in a circle', async () => {
    shelves[2] = { cursor: 'aa', entries: [] };
    shelves[1]!.entries = [entry(4)];
    assert.deepEqual(ids(await readUntil('malformed')), ['0,1', '4']);
    assert.equal(server.arrived.length, 2);
  });

  it('ends with its signal: before a page, while it is asked for, and while a token is', async () => {
    const between = new AbortController();
    const pages = github.advisories.pages(cpython, 'draft', { signal: between.signal });
    await pages.next();
    between.abort();
    await assert.rejects(pages.next(), { kind: 'cancelled' });
    assert.deepEqual(asked(), ['']);

    const during = new AbortController();
    instead = (_, _response, page) => page === 1 && (during.abort(), true);
    assert.deepEqual(ids(await readUntil('cancelled', { signal: during.signal })), ['0,1']);

    const silent = new AbortController();
    github = connect({
      apiUrl: server.url,
      token: () => {
        setImmediate(() => silent.abort());
        return new Promise(() => undefined);
      },
      throttle: false,
    });
    assert.deepEqual(await readUntil('cancelled', { signal: silent.signal }), []);
  });

  it('is read anew by another account, whose answers the first one’s late ones do not mix with', async () => {
    await read();
    let late: ServerResponse | undefined;
    shelves[0]!.entries[0] = entry(0, 'Of the first account');
    const held = new Promise<void>(done => {
      instead = ({ headers }, response) => {
        if (headers.authorization !== 'Bearer gho_one') return false;
        late = response;
        done();
        return true;
      };
    });
    const first = github.advisories.pages(cpython, 'draft').next();
    await held;
    account = 'gho_two';
    shelves[0]!.entries[0] = entry(0, 'Of the second account');
    asked();
    assert.deepEqual(changes(await read()), [true, true, true]);
    json(late!, 200, [entry(0, 'Of the first account')], { etag: '"late"' });
    const { value } = await first;
    assert.equal(value?.advisories[0]?.title, 'Of the first account');
    const again = await read();
    assert.deepEqual(changes(again), [false, false, false]);
    assert.equal(again[0]!.advisories[0]!.title, 'Of the second account');
    assert.ok(server.arrived.every(({ headers }) => headers['if-none-match'] !== '"late"'));
  });

  it('of twenty repositories with a hundred pages each, costs no answer the second time', async function () {
    this.timeout(60_000);
    let sent = 0;
    instead = ({ headers, url }, response) => {
      if (headers['if-none-match']) return (response.writeHead(304).end(), true);
      const at = new URL(url, server.url);
      const page = Number(at.searchParams.get('after') ?? 0);
      at.searchParams.set('after', String(page + 1));
      sent++;
      json(response, 200, [entry(page)], {
        etag: '"x"',
        ...(page < 99 ? { link: `<${at.href}>; rel="next"` } : {}),
      });
      return true;
    };
    const all = async () => {
      const arrays: unknown[] = [];
      for (let n = 0; n < 20; n++) {
        const repo = { owner: 'python', name: `practice-${n}` };
        for await (const { advisories } of github.advisories.pages(repo, 'draft')) arrays.push(advisories);
      }
      return arrays;
    };
    const [first, second] = [await all(), await all()];
    assert.equal(sent, 2_000);
    assert.ok(first.length === 2_000 && second.every((page, i) => page === first[i]));
  });
});
