import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { violations } from '../../openapi/validate.ts';

const exec = promisify(execFile);

export const repo = '/repos/python/cpython';
export const spam = 'GHSA-7q4m-xv2c-93rp';
export const spamAdvisory = `${repo}/security-advisories/${spam}`;
export const spamFork = `/repos/python/cpython-${spam.toLowerCase()}`;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The answer as JSON, shaped as the caller expects it. */
  json<T = Record<string, unknown>>(): T;
}

export interface Asked {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Sends requests as somebody (null: nobody) with the newest API version. `line` is `GET /user`. */
export function client(sandbox: Sandbox, who: string | null) {
  return async (line: string, { body, headers = {} }: Asked = {}): Promise<Answer> => {
    const [method = '', path = ''] = line.split(' ');
    const answer = await fetch(path.startsWith('http') ? path : `${sandbox.api}${path}`, {
      method,
      headers: {
        'x-github-api-version': '2026-03-10',
        ...(who === null ? {} : { authorization: `Bearer ${sandbox.tokens[who]}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return {
      status: answer.status,
      headers: answer.headers,
      bytes,
      json: <T>() => JSON.parse(bytes.toString('utf8')) as T,
    };
  };
}

/** Every request and answer so far follows GitHub's description. */
export function assertDescribed(sandbox: Sandbox): void {
  const found = sandbox.recorder.requests
    .filter(({ version }) => version === '2026-03-10')
    .flatMap(violations);
  assert.deepEqual(found, []);
}

/** Runs git as a user of the sandbox would, in a folder of its own. */
export async function workplace(sandbox: Sandbox) {
  const folder = await mkdtemp(join(tmpdir(), 'ghsa-sandbox-test-'));
  const env = {
    ...process.env,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Octo Coordinator',
    GIT_AUTHOR_EMAIL: '4101+octo-coordinator@users.noreply.github.com',
    GIT_COMMITTER_NAME: 'Octo Coordinator',
    GIT_COMMITTER_EMAIL: '4101+octo-coordinator@users.noreply.github.com',
  };
  return {
    folder,
    /** As nobody, or as somebody by an `Authorization` header that is in no argument. */
    git: async (who: string | null, ...args: string[]): Promise<string> => {
      const basic = Buffer.from(`x-access-token:${sandbox.tokens[who ?? ''] ?? ''}`).toString('base64');
      const auth = {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
      };
      const { stdout } = await exec('git', args, {
        cwd: folder,
        env: who === null ? env : { ...env, ...auth },
      });
      return stdout.trimEnd();
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
