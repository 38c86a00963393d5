import { createServer, connect, type AddressInfo } from 'node:net';

/** Stands before a server and counts what goes over its socket, both ways. */
export interface Wire {
  /** The server's address through it. */
  readonly url: string;
  /** Bytes since the last time it was asked. */
  take(): number;
  close(): Promise<void>;
}

export async function openWire(server: string): Promise<Wire> {
  const to = new URL(server);
  let bytes = 0;
  const door = createServer(near => {
    const far = connect(Number(to.port), to.hostname);
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', part => (bytes += part.length));
      from.on('error', () => onto.destroy());
      from.pipe(onto);
    }
  });
  await new Promise<void>(done => door.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    take() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    close: () => new Promise(done => door.close(() => done())),
  };
}
