import type { Data, Script, Step } from '../../src/check/protocol.ts';
import { isAlive } from './alive.ts';
import { pageAt } from './browser.ts';
import { Cast, type Place } from './cast.ts';
import { clearRealTimeout, setRealTimeout } from './happenings.ts';
import { Mint } from './mint.ts';
import { openClient } from './open-client.ts';
import { makeRequest } from './plain-request.ts';
import type { Recorder } from './recorder.ts';
import type { ServerAddress } from './server-address.ts';
import { type Made, type Makers, makeData, makeHeaders, makeText } from './values.ts';

/** Real milliseconds that a handshake, an answer or a pong may take before its absence is recorded. */
const patience = 3000;

export interface World {
  readonly recorder: Recorder;
  readonly server: ServerAddress;
  /** Has the clock of the server moved, then this one's. */
  readonly moveClock: (ms: number) => Promise<void>;
}

/** Performs the steps of a script, in order; what happens is told to the recorder. Rejects when the script makes no sense. */
export class Performer {
  readonly #world: World;
  readonly #recorder: Recorder;
  readonly #cast = new Cast();
  readonly #mint = new Mint();

  constructor(world: World) {
    this.#world = world;
    this.#recorder = world.recorder;
  }

  async performAll(script: Script, path = '', turn = 0): Promise<void> {
    for (const [index, step] of script.entries()) await this.perform(step, { turn, step: `${path}${index}` });
  }

  async perform(step: Step, place: Place): Promise<void> {
    if ('client' in step && place.turn === 0) this.#cast.introduce(step.client);
    switch (step.do) {
      case 'connect':
        return this.#connect(step, place);
      case 'request':
        return this.#request(step, place);
      case 'send':
        return this.#cast.clientOf(step, place).send(await this.#data(step.data, step, place));
      case 'sendBytes':
        return this.#cast.clientOf(step, place).sendBytes((await this.#data(step.data, step, place)).bytes);
      case 'sendTogether': {
        const messages: Made[] = [];
        for (const message of step.messages) messages.push(await this.#data(message, step, place));
        return this.#cast.clientOf(step, place).sendTogether(messages);
      }
      case 'ping':
        return this.#cast.clientOf(step, place).ping();
      case 'close':
        return this.#cast.clientOf(step, place).close(step.code, step.reason);
      case 'drop':
        return this.#cast.clientOf(step, place).drop();
      case 'until':
        return this.#until(step, place);
      case 'barrier': {
        const ok = await this.#cast.clientOf(step, place).barrier(patience);
        return this.#recorder.event({ kind: 'barrier', ...this.#at(step, place), ok });
      }
      case 'readCookies': {
        const { client } = this.#at(step, place);
        const text = this.#cast.browserOf(client).jar.visibleTo(new URL(this.#world.server.origin));
        const saw = { type: 'cookies', text } as const;
        return this.#recorder.event({ kind: 'script', client, step: place.step, connection: 0, saw });
      }
      case 'advance':
        await this.#world.moveClock(step.ms);
        return this.#recorder.event({ kind: 'clock', client: '', step: place.step, by: step.ms });
      case 'wait':
        return new Promise((resolve) => setRealTimeout(resolve, step.ms));
      case 'repeat':
        return this.#repeat(step, place);
    }
  }

  /** Asks whether the server survived, and records it. */
  async alive(): Promise<void> {
    const alive = await isAlive(this.#world.server.port, patience);
    this.#recorder.event({ kind: 'alive', client: '', alive });
  }

  async #connect(step: Extract<Step, { do: 'connect' }>, place: Place): Promise<void> {
    const { client: name } = this.#at(step, place);
    const client = await openClient(step.as, {
      ...this.#world,
      cast: this.#cast,
      makers: this.#makers(name, place),
      name,
      step: place.step,
    });
    this.#cast.enter(name, client);
    if (step.pending === true || (await soon(client.settled))) return;
    this.#timeout(step, place, 'the answer to the opening handshake', patience);
  }

  async #request(step: Extract<Step, { do: 'request' }>, place: Place): Promise<void> {
    const { client: name } = this.#at(step, place);
    const makers = this.#makers(name, place);
    const answer = await makeRequest(
      this.#recorder,
      name,
      place.step,
      {
        url: new URL(this.#world.server.at('http', await makeText(step.path, makers))),
        method: step.method,
        headers: await makeHeaders(step.headers, makers),
        body: step.body === undefined ? undefined : (await makeData(step.body, makers)).bytes,
        localAddress: step.localAddress,
        browser: this.#cast.browserOf(step.jar ?? name),
        page: step.page === undefined ? undefined : pageAt(await makeText(step.page, makers)),
      },
      patience,
    );
    if (answer !== undefined) this.#cast.answered(name, answer);
  }

  async #until(step: Extract<Step, { do: 'until' }>, place: Place): Promise<void> {
    const { event, withinMs } = step;
    if (await this.#cast.clientOf(step, place).seen.until(event, withinMs)) return;
    const waitedFor = event.on === 'message' ? `message ${JSON.stringify(event.match)}` : event.on;
    this.#timeout(step, place, waitedFor, withinMs);
  }

  async #repeat({ times, parallel, steps }: Extract<Step, { do: 'repeat' }>, place: Place): Promise<void> {
    if (place.turn !== 0) throw new Error(`expected no repeat inside a repeat, found one at step ${place.step}`);
    let turn = 0;
    const work = async () => {
      while (turn < times) {
        turn += 1;
        await this.performAll(steps, `${place.step}.`, turn);
      }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, times) }, work));
  }

  #timeout(step: { readonly client: string }, place: Place, waitedFor: string, withinMs: number): void {
    this.#recorder.event({ kind: 'timeout', ...this.#at(step, place), waitedFor, withinMs });
  }

  #at(step: { readonly client: string }, place: Place): { readonly client: string; readonly step: string } {
    return { client: this.#cast.nameOf(step.client, place), step: place.step };
  }

  #data(data: Data, step: { readonly client: string }, place: Place): Promise<Made> {
    return makeData(data, this.#makers(this.#at(step, place).client, place));
  }

  #makers(client: string, place: Place): Makers {
    return {
      token: async (spec) => {
        const minted = await this.#mint.mint(spec);
        this.#recorder.event({ kind: 'token', client, step: place.step, ...minted });
        return minted.token;
      },
      answer: (name, field) => this.#cast.fieldOf(this.#cast.nameOf(name, place), field),
      cookie: (name, cookie) => this.#cast.browserOf(name).jar.value(cookie) ?? '',
      server: (part) => this.#world.server.part(part),
      turn: () => place.turn,
    };
  }
}

function soon(settled: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setRealTimeout(() => resolve(false), patience);
    void settled.then(() => {
      clearRealTimeout(timer);
      resolve(true);
    });
  });
}
