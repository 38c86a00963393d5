/**
 * Requests over a channel that only carries plain values: serves both ends of a webview. Each request is answered
 * or rejected with one sentence. What is none of ours is dropped: a page may say anything.
 */
export interface Tagged {
  readonly t: string;
}

interface Wire {
  readonly ghsa: 'ask' | 'answer' | 'reject';
  readonly id: number;
  readonly value: unknown;
}

export class MessageHandler<Out extends Tagged, In extends Tagged> {
  readonly #send: (message: unknown) => void;
  readonly #handle: (message: In) => unknown;
  readonly #waiting = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  #next = 0;
  #gone = false;

  /** `handle` answers what the other end asks; its errors' messages are shown there. */
  constructor(send: (message: unknown) => void, handle: (message: In) => unknown) {
    this.#send = send;
    this.#handle = handle;
  }

  /** Asks the other end. Rejects with its sentence, or when the handler is disposed. */
  ask(message: Out): Promise<unknown> {
    if (this.#gone) return Promise.reject(new Error('The page was closed.'));
    const id = ++this.#next;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#send({ ghsa: 'ask', id, value: message } satisfies Wire);
    });
  }

  /** Give every message of the channel to this. */
  receive(data: unknown): void {
    if (this.#gone || !isWire(data)) return;
    if (data.ghsa === 'ask') return void this.#answer(data);
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (data.ghsa === 'answer') waiting?.done(data.value);
    else waiting?.failed(new Error(String(data.value)));
  }

  /** The other end is gone: nobody will answer, and nothing is sent to it any more. */
  dispose(): void {
    this.#gone = true;
    for (const { failed } of this.#waiting.values()) failed(new Error('The page was closed.'));
    this.#waiting.clear();
  }

  async #answer({ id, value }: Wire): Promise<void> {
    let wire: Wire;
    try {
      if (!isTagged(value)) throw new Error('This message has no form that we know.');
      wire = { ghsa: 'answer', id, value: (await this.#handle(value as In)) ?? null };
    } catch (error) {
      wire = { ghsa: 'reject', id, value: error instanceof Error ? error.message : String(error) };
    }
    if (!this.#gone) this.#send(wire);
  }
}

function isWire(data: unknown): data is Wire {
  if (typeof data !== 'object' || data === null) return false;
  const { ghsa, id } = data as Partial<Wire>;
  return (ghsa === 'ask' || ghsa === 'answer' || ghsa === 'reject') && typeof id === 'number';
}

function isTagged(value: unknown): value is Tagged {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Tagged>).t === 'string';
}
