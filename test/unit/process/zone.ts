/** Runs something while this machine's clock is that of another zone. */
export function inZone<T>(zone: string, run: () => T): T {
  const own = setZone(zone);
  try {
    return run();
  } finally {
    setZone(own);
  }
}

/** The tests of this suite see the clock of UTC on the wall, wherever they run. */
export function wallClock(): void {
  let own: string | undefined;
  before(() => (own = setZone('UTC')));
  after(() => setZone(own));
}

/** Gives the zone that was set before. */
function setZone(zone: string | undefined): string | undefined {
  const own = process.env['TZ'];
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  return own;
}
