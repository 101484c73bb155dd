import type { NetworkLink } from '../network/network-link.ts';
import type { Binding } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';
import { stateIndex } from './stream-base.ts';
import { TcpHandle } from './tcp-handle.ts';

/** `internalBinding('tcp_wrap')` and `internalBinding('stream_wrap')`, which share the numbers of the last read or write. */
export function tcpBindings(link: NetworkLink): Record<'tcp_wrap' | 'stream_wrap', (realm: Realm) => Binding> {
  const streamState = new Int32Array(5);
  let asyncId = 1;
  return {
    tcp_wrap(realm) {
      const context = { realm, link, streamState };
      class TCP extends TcpHandle {
        constructor() {
          super(context, asyncId++, () => new TCP());
        }
      }
      return {
        TCP,
        TCPConnectWrap: class TCPConnectWrap {},
        constants: { SOCKET: 0, SERVER: 1, UV_TCP_IPV6ONLY: 1, UV_TCP_REUSEPORT: 2 },
      };
    },
    stream_wrap: () => ({
      streamBaseState: streamState,
      kReadBytesOrError: stateIndex.readBytesOrError,
      kArrayBufferOffset: stateIndex.arrayBufferOffset,
      kBytesWritten: stateIndex.bytesWritten,
      kLastWriteWasAsync: stateIndex.lastWriteWasAsync,
      WriteWrap: class WriteWrap {},
      ShutdownWrap: class ShutdownWrap {},
      LibuvStreamWrap: class LibuvStreamWrap {},
    }),
  };
}
