import type { Binding } from '../realm/binding.ts';
import { nodeData } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';

// Small bindings that say what kind of machine this is.

export const configBinding = (): Binding => ({
  hasIntl: false,
  hasSmallICU: false,
  hasInspector: false,
  hasOpenSSL: true,
  hasCrypto: true,
  fipsMode: false,
  hasTracing: false,
  hasNodeOptions: false,
  noBrowserGlobals: false,
  isDebugBuild: false,
  bits: 64,
});

export const constantsBinding = (): Binding => ({
  os: nodeData.os,
  zlib: nodeData.zlib,
  trace: nodeData.trace,
  fs: nodeData.fs,
  crypto: {},
  internal: { EXTENSIONLESS_FORMAT_JAVASCRIPT: 0, EXTENSIONLESS_FORMAT_WASM: 1 },
});

/** The values of Node's command-line options that the library asks for; the others are undefined, as off. */
export const optionsBinding = (): Binding => ({
  getCLIOptionsValues: () => ({
    __proto__: null,
    '--stack-trace-limit': 10,
    '--max-http-header-size': 16384,
    '--network-family-autoselection': true,
    '--network-family-autoselection-attempt-timeout': 250,
    '--insecure-http-parser': false,
    '--dns-result-order': 'verbatim',
    '--unhandled-rejections': 'throw',
    '--warnings': true,
    '--disable-warning': [],
    '--strip-types': true,
  }),
  getCLIOptionsInfo: () => ({ options: new Map(), aliases: new Map() }),
  getOptionsAsFlags: () => [],
  getEmbedderOptions: () => ({}),
  getEnvOptionsInputType: () => new Map(),
  getNamespaceOptionsInputType: () => new Map(),
});

export const osBinding = (): Binding => ({
  getAvailableParallelism: () => 1,
  getCPUs: () => [],
  getFreeMem: () => 0,
  getTotalMem: () => 0,
  getHomeDirectory: () => '/',
  getHostname: () => 'localhost',
  getInterfaceAddresses: () => ['lo', '127.0.0.1', '255.0.0.0', 'IPv4', '00:00:00:00:00:00', true, -1],
  getLoadAvg(values: Float64Array) {
    values.fill(0);
  },
  getOSInformation: () => ['Linux', '', '0.0.0', 'x86_64'],
  getPriority: () => 0,
  setPriority: () => 0,
  getUptime: () => performance.now() / 1000,
  getUserInfo: () => ({ uid: 1000, gid: 1000, username: 'learner', homedir: '/', shell: null }),
  isBigEndian: false,
});

export const credentialsBinding = (realm: Realm): Binding => ({
  safeGetenv: (name: string) => (realm.process['env'] as Record<string, string>)[name],
  getTempDir: () => '/tmp',
  implementsPosixCredentials: true,
});

export const traceEventsBinding = (): Binding => ({
  getCategoryEnabledBuffer: () => new Uint8Array(1),
  isTraceCategoryEnabled: () => false,
  setTraceCategoryStateUpdateHandler() {},
  trace() {},
});

export const symbolsBinding = (): Binding =>
  Object.fromEntries(
    nodeData.symbols.flatMap((name) => {
      const symbol = Symbol(name);
      // The C++ side names some of them with, some without the ending.
      return [
        [name, symbol],
        [name.replace(/_symbol$/, ''), symbol],
      ];
    }),
  );

/** `toASCII` is the platform's own IDNA; `toUnicode` leaves Punycode as it is. */
export const encodingBinding = (realm: Realm): Binding => ({
  toASCII(domain: string) {
    try {
      return new realm.loop.platform.URL(`ws://${domain}`).hostname;
    } catch {
      return '';
    }
  },
  toUnicode: (domain: string) => domain,
});

/** Unix sockets: files that are no files. The project's folder has none. */
export const pipeBinding = (): Binding => ({
  Pipe: class Pipe {
    constructor() {
      throw new Error('Unix domain sockets are not offered by the embedded host: listen on a TCP port instead.');
    }
  },
  PipeConnectWrap: class PipeConnectWrap {},
  constants: { SOCKET: 0, SERVER: 1, IPC: 2, UV_READABLE: 1, UV_WRITABLE: 2 },
});
