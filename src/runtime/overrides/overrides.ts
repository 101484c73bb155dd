import type { Override } from '../realm/realm.ts';
import { asyncContextFrame, asyncHooks, internalAsyncHooks } from './async-hooks.ts';
import { crypto } from './crypto.ts';
import { fileSystem } from './file-system.ts';
import {
  bootstrapRealm,
  cluster,
  cryptoRandom,
  dataUrl,
  execution,
  moduleHelpers,
  permission,
  runMain,
  sourceMapCache,
  startupSnapshot,
} from './internals.ts';
import { https, tls, traceSigint, tty, undici, useLoopback } from './not-offered.ts';
import {
  abortController,
  blob,
  encoding,
  eventTarget,
  file,
  jsTransferable,
  perfHooks,
  perfObserve,
  streamWeb,
} from './web-platform.ts';
import { wholeSurface } from './whole-surface.ts';

const readOnly = 'the files of the project can be read with readFile, and nothing else';

/** Every module of ours that stands in for a file of Node's library. All other files run as they are. */
export function overrides(files: ReadonlyMap<string, string>): Readonly<Record<string, Override>> {
  return {
    async_hooks: asyncHooks,
    cluster,
    console: () => globalThis.console,
    crypto: wholeSurface('crypto', 'use jose or globalThis.crypto.subtle', crypto),
    fs: wholeSurface('fs', readOnly, (realm) => fileSystem(realm, files)),
    'fs/promises': wholeSurface(
      'fs/promises',
      readOnly,
      (realm) => (realm.require('fs') as { promises: unknown }).promises,
    ),
    https,
    'path/win32': (realm) => (realm.require('path') as { win32: unknown }).win32,
    perf_hooks: wholeSurface('perf_hooks', 'use performance.now()', perfHooks),
    process: (realm) => realm.process,
    'stream/web': streamWeb,
    sys: (realm) => realm.require('util'),
    tls: wholeSurface('tls', useLoopback, tls),
    tty,
    'internal/abort_controller': abortController,
    'internal/async_context_frame': asyncContextFrame,
    'internal/async_hooks': internalAsyncHooks,
    'internal/blob': blob,
    'internal/bootstrap/realm': bootstrapRealm,
    'internal/crypto/random': cryptoRandom,
    'internal/data_url': dataUrl,
    'internal/deps/undici/undici': undici,
    'internal/encoding': encoding,
    'internal/event_target': eventTarget,
    'internal/file': file,
    'internal/modules/helpers': moduleHelpers,
    'internal/modules/run_main': runMain,
    'internal/perf/observe': perfObserve,
    'internal/process/execution': execution,
    'internal/process/permission': permission,
    'internal/util/trace_sigint': traceSigint,
    'internal/source_map/source_map_cache': sourceMapCache,
    'internal/v8/startup_snapshot': startupSnapshot,
    'internal/worker/js_transferable': jsTransferable,
  };
}
