import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { below } from './disk.ts';

/** Whom the Node processes of VS Code speak to, extension hosts too. */
export interface NetWatch {
  /** For `NODE_OPTIONS`. */
  readonly options: string;
  /** Hosts that were looked up or connected to, once each; `local` for a socket file. */
  hosts(): readonly string[];
}

/** Makes it in a folder of its own: a module that every Node loads first, and that writes down before it lets go on. */
export async function netWatch(folder: string): Promise<NetWatch> {
  const hosts = join(folder, 'hosts');
  await mkdir(hosts, { recursive: true });
  const script = join(folder, 'watch.cjs');
  await writeFile(script, source(hosts));
  return {
    options: `--require=${script}`,
    hosts: () => [
      ...new Set(below(hosts).flatMap(file => readFileSync(file, 'utf8').split('\n').filter(Boolean))),
    ],
  };
}

/** `connect` gets a port and a host, a path, options, or its own arguments in an array (node:net). */
const source = (folder: string) => `'use strict';
const { appendFileSync } = require('node:fs');
const note = host => appendFileSync(${JSON.stringify(folder)} + '/' + process.pid, String(host) + '\\n');
const { Socket } = require('node:net');
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  if (typeof first === 'object' && first !== null) note(first.path ? 'local' : (first.host ?? 'localhost'));
  else if (typeof first === 'string' && !/^\\d+$/.test(first)) note('local');
  else note(typeof second === 'string' ? second : 'localhost');
  return connect.apply(this, given);
};
for (const dns of [require('node:dns'), require('node:dns').promises])
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    const real = dns[name];
    dns[name] = function (host, ...rest) {
      note(host);
      return real.call(this, host, ...rest);
    };
  }
`;
