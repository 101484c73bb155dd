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
import { https, tls } from './not-offered.ts';
import {
  abortController,
  blob,
  encoding,
  eventTarget,
  file,
  jsTransferable,
  perfHooks,
  perfObserve,
} from './web-platform.ts';

/** Every module of ours that stands in for a file of Node's library. All other files run as they are. */
export function overrides(files: ReadonlyMap<string, string>): Readonly<Record<string, Override>> {
  return {
    async_hooks: asyncHooks,
    cluster,
    console: () => globalThis.console,
    crypto,
    fs: (realm) => fileSystem(realm, files),
    'fs/promises': (realm) => (realm.require('fs') as { promises: unknown }).promises,
    https,
    perf_hooks: perfHooks,
    process: (realm) => realm.process,
    tls,
    'internal/abort_controller': abortController,
    'internal/async_context_frame': asyncContextFrame,
    'internal/async_hooks': internalAsyncHooks,
    'internal/blob': blob,
    'internal/bootstrap/realm': bootstrapRealm,
    'internal/crypto/random': cryptoRandom,
    'internal/data_url': dataUrl,
    'internal/encoding': encoding,
    'internal/event_target': eventTarget,
    'internal/file': file,
    'internal/modules/helpers': moduleHelpers,
    'internal/modules/run_main': runMain,
    'internal/perf/observe': perfObserve,
    'internal/process/execution': execution,
    'internal/process/permission': permission,
    'internal/source_map/source_map_cache': sourceMapCache,
    'internal/v8/startup_snapshot': startupSnapshot,
    'internal/worker/js_transferable': jsTransferable,
  };
}
