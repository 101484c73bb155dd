import { StreamBase } from './stream-base.ts';

/** Options of a socket (src/tcp_wrap.cc) that are accepted, and for which a network without wires has no use. */
export abstract class TcpOptions extends StreamBase {
  getProviderType(): number {
    return 0;
  }
  setNoDelay(): number {
    return 0;
  }
  setKeepAlive(): number {
    return 0;
  }
  setSimultaneousAccepts(): number {
    return 0;
  }
  setTypeOfService(): number {
    return 0;
  }
  getTypeOfService(): number {
    return 0;
  }
  setBlocking(): number {
    return 0;
  }
}
