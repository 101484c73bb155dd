import type { Realm } from '../realm/realm.ts';

/** An error that names what the embedded host cannot do, and the way on. */
export class NotOffered extends Error {
  readonly code = 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM';
}

/** Makes the error: `notOffered('TLS', 'use ws://')`. */
export function notOffered(what: string, instead: string): NotOffered {
  return new NotOffered(`${what} is not offered by the embedded host: ${instead}.`);
}

/** Built-in modules that Node has and this host has not, and what to do instead. */
export const modulesNotOffered: Readonly<Record<string, string>> = {
  child_process: 'run the course on your own machine to start processes',
  worker_threads: 'run the course on your own machine to start threads',
  cluster: 'run the course on your own machine to start processes',
  dgram: 'use TCP',
  http2: 'use node:http, which is what the opening handshake of WebSocket uses',
  inspector: "use your browser's developer tools",
  'inspector/promises': "use your browser's developer tools",
  module: 'use import',
  repl: 'use the console below the editor',
  sqlite: 'keep data in a Map',
  test: 'use the checks of the lesson',
  'test/reporters': 'use the checks of the lesson',
  trace_events: 'use console.log',
  v8: 'run the course on your own machine to look into the engine',
  vm: 'put the code into a module of its own',
  wasi: 'use WebAssembly',
  domain: "listen to the 'error' events",
  sea: 'run the course on your own machine',
};

export const useLoopback = 'use ws:// and http:// on the virtual loopback network';

/** `tls`: connections fail as soon as they are asked for, by name. */
export function tls(): unknown {
  const refuse = (): never => {
    throw notOffered('TLS', useLoopback);
  };
  class TLSSocket {
    constructor() {
      refuse();
    }
  }
  return {
    connect: refuse,
    createServer: refuse,
    createSecureContext: refuse,
    TLSSocket,
    Server: TLSSocket,
    rootCertificates: [],
    checkServerIdentity: refuse,
    getCiphers: () => [],
    DEFAULT_MIN_VERSION: 'TLSv1.2',
    DEFAULT_MAX_VERSION: 'TLSv1.3',
  };
}

/** `https`: Node's own agent over a TLS that is not there. */
export function https(realm: Realm): unknown {
  const http = realm.require('http') as typeof import('node:http');
  const refuse = (): never => {
    throw notOffered('HTTPS', useLoopback);
  };
  class Agent extends http.Agent {
    readonly defaultPort = 443;
    readonly protocol = 'https:';
  }
  class Server {
    constructor() {
      refuse();
    }
  }
  return {
    Agent,
    globalAgent: new Agent({ keepAlive: true }),
    request: refuse,
    get: refuse,
    createServer: refuse,
    Server,
  };
}

/** `internal/deps/undici/undici`: what stands behind `fetch`, and behind `http.WebSocket`. */
export function undici(): unknown {
  const refuse = (what: string, instead: string) =>
    class {
      constructor() {
        throw notOffered(what, instead);
      }
    };
  return {
    WebSocket: refuse('http.WebSocket', 'use the WebSocket class of ws'),
    CloseEvent: globalThis.CloseEvent,
    MessageEvent: globalThis.MessageEvent,
    EnvHttpProxyAgent: refuse('A proxy', useLoopback),
    setGlobalDispatcher() {
      throw notOffered('A proxy', useLoopback);
    },
  };
}

/** `internal/util/trace_sigint` */
export function traceSigint(): unknown {
  return {
    setTraceSigInt() {
      throw notOffered('util.setTraceSigInt()', "listen to the signal with process.on('SIGINT')");
    },
  };
}

/** `tty`: nothing is a terminal. */
export function tty(): unknown {
  const refuse = (name: string) =>
    class {
      constructor() {
        throw notOffered(`tty.${name}`, 'use process.stdin and process.stdout, which are pipes here');
      }
    };
  return { isatty: () => false, ReadStream: refuse('ReadStream'), WriteStream: refuse('WriteStream') };
}
