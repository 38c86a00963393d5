import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';

/**
 * What no other process has, now or later, as its number: when the machine was started, and when the process was. Null
 * where the system does not say it of every process; Linux does.
 */
async function exactBirth(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const stat = await readFile(`/proc/${pid === process.pid ? 'self' : pid}/stat`, 'utf8');
    // Another namespace's numbers are not ours.
    if (!stat.startsWith(`${pid} `)) return null;
    // The 22nd field; the second one is a name, which may have blanks and brackets.
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]!;
    const machine = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    return `${machine}/${started}`;
  } catch {
    return null;
  }
}

let own: Promise<string> | undefined;

/** That of this process, which knows itself anywhere. */
export function ownBirth(): Promise<string> {
  return (own ??= exactBirth(process.pid).then(birth => birth ?? String(performance.timeOrigin)));
}

const isExact = (birth: string | undefined) => birth?.includes('/') === true;

/**
 * Is the process that has this number still the one of that birth, which wrote something at that time? Where nobody can
 * know: unless the machine was started since.
 */
export async function isStill(pid: number, birth: string | undefined, wrote: number): Promise<boolean> {
  if (isExact(birth) && isExact(await ownBirth())) {
    const now = await exactBirth(pid);
    if (now !== null) return now === birth;
  }
  return wrote > Math.min(before, machineStart());
}

/** Milliseconds that a clock may be moved by to be right. */
const drift = 60_000;

function machineStart(): number {
  try {
    return Date.now() - uptime() * 1000 - drift;
  } catch {
    return 0;
  }
}

/** As it was when this process began: a clock that is set forward later makes nothing older than the machine's start. */
const before = machineStart();
