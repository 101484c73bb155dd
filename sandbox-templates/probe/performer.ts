import type { Client, Data, Script, Step } from '../../src/check/protocol.ts';
import { isAlive } from './alive.ts';
import { Browser, originOf, pageAt } from './browser.ts';
import { clearRealTimeout, setRealTimeout } from './happenings.ts';
import type { LiveClient } from './live-client.ts';
import { Mint } from './mint.ts';
import { NodeClient } from './node-client.ts';
import { PageClient } from './page-client.ts';
import { makeRequest } from './plain-request.ts';
import { RawClient } from './raw-client.ts';
import type { Recorder } from './recorder.ts';
import { type Makers, makeData, makeHeaders, makeText, makeTexts } from './values.ts';

/** Real milliseconds that a handshake, an answer or a pong may take before its absence is recorded. */
const patience = 3000;

/** Where a step stands: which turn of a repeat (0 outside), and the path of it in the script. */
interface Place {
  readonly turn: number;
  readonly step: string;
}

export interface World {
  readonly recorder: Recorder;
  /** The port of the server under test. */
  readonly port: number;
  /** Has the clock of the server moved, then this one's. */
  readonly moveClock: (ms: number) => Promise<void>;
}

/** Performs the steps of a script, in order; what happens is told to the recorder. Rejects when the script makes no sense. */
export class Performer {
  readonly #world: World;
  readonly #recorder: Recorder;
  readonly #mint = new Mint();
  readonly #clients = new Map<string, LiveClient>();
  readonly #answers = new Map<string, readonly string[]>();
  readonly #browsers = new Map<string, Browser>();
  /** Clients that a step outside of any repeat has named. */
  readonly #named = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    this.#recorder = world.recorder;
  }

  async performAll(script: Script, path = '', turn = 0): Promise<void> {
    for (const [index, step] of script.entries()) await this.perform(step, { turn, step: `${path}${index}` });
  }

  async perform(step: Step, place: Place): Promise<void> {
    if ('client' in step && place.turn === 0) this.#named.add(step.client);
    switch (step.do) {
      case 'connect':
        return this.#connect(this.#nameOf(step.client, place), step.as, step.pending === true, place);
      case 'request':
        return this.#request(step, place);
      case 'send':
        return this.#client(step, place).send(await this.#data(step.data, place));
      case 'sendBytes':
        return this.#client(step, place).sendBytes((await this.#data(step.data, place)).bytes);
      case 'sendTogether': {
        const messages = [];
        for (const message of step.messages) messages.push(await this.#data(message, place));
        return this.#client(step, place).sendTogether(messages);
      }
      case 'ping':
        return this.#client(step, place).ping();
      case 'close':
        return this.#client(step, place).close(step.code, step.reason);
      case 'drop':
        return this.#client(step, place).drop();
      case 'until':
        return this.#until(step, place);
      case 'barrier': {
        const ok = await this.#client(step, place).barrier(patience);
        return this.#recorder.event({
          kind: 'barrier',
          client: this.#nameOf(step.client, place),
          step: place.step,
          ok,
        });
      }
      case 'readCookies':
        return this.#readCookies(step, place);
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
    const alive = await isAlive(this.#world.port, patience);
    this.#recorder.event({ kind: 'alive', client: '', alive });
  }

  async #connect(name: string, as: Client, pending: boolean, place: Place): Promise<void> {
    const client = await this.#open(name, as, place);
    this.#clients.set(name, client);
    if (!pending && !(await soon(client.settled))) {
      this.#recorder.event({
        kind: 'timeout',
        client: name,
        step: place.step,
        waitedFor: 'the answer to the opening handshake',
        withinMs: patience,
      });
    }
  }

  async #open(name: string, as: Client, place: Place): Promise<LiveClient> {
    const makers = this.#makers(name, place);
    const attempt = (url: string, says: readonly string[]) => (connection: number) =>
      this.#recorder.event({
        kind: 'attempt',
        client: name,
        step: place.step,
        connection,
        by: as.kind,
        url,
        says: says.join(', '),
      });
    if (as.kind === 'raw') {
      const { bytes } = await makeData(as.bytes, makers);
      const destination = { hostname: 'localhost', port: this.#world.port, localAddress: as.localAddress };
      return new RawClient(this.#recorder, name, destination, bytes, attempt(this.#origin('ws'), []));
    }
    const url = this.#address('ws', await makeText(as.path, makers));
    const subprotocols = await makeTexts(as.subprotocols ?? [], makers);
    const offered = subprotocols.length > 0 ? ['Sec-WebSocket-Protocol'] : [];
    if (as.kind === 'node') {
      const headers = await makeHeaders(as.headers, makers);
      const origin = as.origin === undefined ? undefined : await makeText(as.origin, makers);
      const says = [...Object.keys(headers), ...offered, ...(origin === undefined ? [] : ['Origin'])];
      const handshake = {
        url: new URL(url),
        subprotocols,
        headers,
        origin,
        localAddress: as.localAddress,
        attempt: attempt(url, says),
      };
      return new NodeClient(this.#recorder, name, handshake);
    }
    const page = pageAt(as.page === undefined ? this.#origin('http') : await makeText(as.page, makers));
    const browser = this.#browser(as.jar ?? name);
    browser.jar.store(new URL(this.#origin('http')), await makeTexts(as.setCookies ?? [], makers));
    const told = attempt(url, [`on a page of ${originOf(page)}`, ...offered]);
    return new PageClient(this.#recorder, name, {
      url,
      subprotocols,
      page,
      browser,
      localAddress: as.localAddress,
      attempt: told,
    });
  }

  async #request(step: Extract<Step, { do: 'request' }>, place: Place): Promise<void> {
    const name = this.#nameOf(step.client, place);
    const makers = this.#makers(name, place);
    const url = new URL(this.#address('http', await makeText(step.path, makers)));
    const headers = await makeHeaders(step.headers, makers);
    const body = step.body === undefined ? undefined : (await makeData(step.body, makers)).bytes;
    const page = step.page === undefined ? undefined : pageAt(await makeText(step.page, makers));
    const wanted = {
      url,
      method: step.method,
      headers,
      body,
      localAddress: step.localAddress,
      browser: this.#browser(step.jar ?? name),
    };
    const answer = await makeRequest(
      this.#recorder,
      name,
      place.step,
      page === undefined ? wanted : { ...wanted, page },
      patience,
    );
    if (answer !== undefined) this.#answers.set(name, [answer, ...(this.#answers.get(name) ?? [])]);
  }

  async #until(step: Extract<Step, { do: 'until' }>, place: Place): Promise<void> {
    const came = await this.#client(step, place).seen.until(step.event, step.withinMs);
    if (came) return;
    const { event, withinMs } = step;
    const waitedFor = event.on === 'message' ? `message ${JSON.stringify(event.match)}` : event.on;
    this.#recorder.event({
      kind: 'timeout',
      client: this.#nameOf(step.client, place),
      step: place.step,
      waitedFor,
      withinMs,
    });
  }

  #readCookies(step: Extract<Step, { do: 'readCookies' }>, place: Place): void {
    const client = this.#nameOf(step.client, place);
    const text = this.#browser(client).jar.visibleTo(new URL(this.#origin('http')));
    this.#recorder.event({ kind: 'script', client, connection: 0, step: place.step, saw: { type: 'cookies', text } });
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

  #nameOf(client: string, { turn }: Place): string {
    return turn === 0 || this.#named.has(client) ? client : `${client}#${turn}`;
  }

  #client(step: { readonly do: string; readonly client: string }, place: Place): LiveClient {
    const name = this.#nameOf(step.client, place);
    const client = this.#clients.get(name);
    if (client === undefined)
      throw new Error(`expected a connect of “${name}” before ${step.do}, found none at step ${place.step}`);
    return client;
  }

  #data(data: Data, place: Place) {
    return makeData(data, this.#makers('', place));
  }

  #makers(client: string, place: Place): Makers {
    return {
      token: async (spec) => {
        const minted = await this.#mint.mint(spec);
        this.#recorder.event({ kind: 'token', client, step: place.step, ...minted });
        return minted.token;
      },
      answer: (name, field) => this.#fieldOf(this.#nameOf(name, place), field),
      cookie: (name, cookie) => this.#browser(name).jar.value(cookie) ?? '',
      server: (part) =>
        ({ host: `localhost:${this.#world.port}`, origin: this.#origin('http'), port: String(this.#world.port) })[part],
      turn: () => place.turn,
    };
  }

  #fieldOf(client: string, field: string): string {
    const texts = [...(this.#answers.get(client) ?? []), ...(this.#clients.get(client)?.seen.messages() ?? [])];
    for (const text of texts) {
      const value = memberOf(text, field);
      if (typeof value === 'string' || typeof value === 'number') return String(value);
    }
    return '';
  }

  /** One for all turns of a name. */
  #browser(name: string): Browser {
    const person = name.split('#')[0] ?? name;
    const known = this.#browsers.get(person) ?? new Browser();
    this.#browsers.set(person, known);
    return known;
  }

  #origin(scheme: Scheme): string {
    return `${scheme}://localhost:${this.#world.port}`;
  }

  /** An absolute address stays what it is. */
  #address(scheme: Scheme, path: string): string {
    return /^[a-z+]+:/i.test(path) ? path : `${this.#origin(scheme)}${path}`;
  }
}

type Scheme = 'http' | 'ws';

function memberOf(text: string, field: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && Object.hasOwn(value, field)
      ? (value as Record<string, unknown>)[field]
      : undefined;
  } catch {
    return undefined;
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
