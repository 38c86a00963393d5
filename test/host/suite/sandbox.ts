/** What the host tests know of the sandbox that runs beside VS Code. */
export interface SandboxDoor {
  readonly api: string;
  readonly git: string;
  readonly control: string;
  readonly releaseCycle: string;
  readonly tokens: Readonly<Record<string, string>>;
}

export const sandbox = JSON.parse(process.env['GHSA_SANDBOX'] ?? '{}') as SandboxDoor;

/** Asks the sandbox's API as somebody. */
export async function ask(path: string, who = 'coordinator'): Promise<unknown> {
  const answer = await fetch(`${sandbox.api}${path}`, {
    headers: { authorization: `Bearer ${sandbox.tokens[who] ?? ''}` },
  });
  return answer.json();
}

/** Turns a knob of the sandbox. */
export async function knob(action: string, body: object = {}): Promise<unknown> {
  const answer = await fetch(`${sandbox.control}/${action}`, { method: 'POST', body: JSON.stringify(body) });
  return answer.json();
}
