import type { Binding } from '../realm/binding.ts';

/** `internalBinding('diagnostics_channel')`: no channel here has a native publisher. */
export function diagnosticsChannelBinding(): Binding {
  return { subscribers: new Uint32Array(64), linkNativeChannel() {}, getOrCreateChannelIndex: () => 0 };
}
