import type { Binding } from '../realm/binding.ts';
import { errno, nodeData } from '../realm/node-data.ts';
import type { Realm } from '../realm/realm.ts';

interface AddressRequest {
  oncomplete(error: number | null, addresses: readonly string[]): void;
}

interface NameRequest {
  oncomplete(error: number | null, hostname?: string, service?: string): void;
}

/** The names that the virtual network knows: RFC 6761 §6.3 gives `localhost` and all below it to loopback. */
function addressesOf(hostname: string): readonly string[] {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return ['::1', '127.0.0.1'];
  return [];
}

/** `internalBinding('cares_wrap')`: src/cares_wrap.cc, for a network that consists of loopback. */
export function caresBinding(realm: Realm): Binding {
  return {
    ...nodeData.cares,
    GetAddrInfoReqWrap: class GetAddrInfoReqWrap {},
    GetNameInfoReqWrap: class GetNameInfoReqWrap {},
    QueryReqWrap: class QueryReqWrap {},
    ChannelWrap,
    strerror: (code: number) => `DNS error ${code}`,
    canonicalizeIP: (ip: string) => canonicalizeIp(realm, ip),
    convertIpv6StringToBuffer: (ip: string) => new Uint8Array(ipv6Bytes(ip)),
    getaddrinfo(request: AddressRequest, hostname: string, family: number, _flags: number, order: number): number {
      let found = addressesOf(hostname).filter((address) => family === 0 || (family === 6) === address.includes(':'));
      if (order === nodeData.cares.DNS_ORDER_IPV4_FIRST) found = found.toReversed();
      realm.loop.enterLater(() => {
        if (found.length > 0) request.oncomplete(null, found);
        else request.oncomplete(errno('EAI_NONAME'), []);
      });
      return 0;
    },
    getnameinfo(request: NameRequest, address: string, port: number): number {
      const loopback = address.startsWith('127.') || address === '::1';
      realm.loop.enterLater(() => {
        if (loopback) request.oncomplete(null, 'localhost', String(port));
        else request.oncomplete(errno('EAI_NONAME'));
      });
      return 0;
    },
  };
}

/** Queries to name servers leave the machine; this network has no way out, so each is refused as by a missing server. */
class ChannelWrap {
  getServers(): readonly (readonly [string, number])[] {
    return [['127.0.0.1', 53]];
  }
  setServers(): number {
    return 0;
  }
  setLocalAddress(): void {}
  cancel(): void {}
}
for (const query of 'Any A Aaaa Caa Cname Mx Ns Txt Tlsa Srv Ptr Naptr Soa'.split(' ')) {
  Object.defineProperty(ChannelWrap.prototype, `query${query}`, { value: () => errno('ECONNREFUSED') });
}
Object.defineProperty(ChannelWrap.prototype, 'getHostByAddr', { value: () => errno('ECONNREFUSED') });

export function canonicalizeIp(realm: Realm, ip: string): string | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(ip)) return ip;
  try {
    return new realm.loop.platform.URL(`http://[${ip}]`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
}

/** The 16 bytes of an IPv6 address in any of its notations (RFC 4291 §2.2). */
export function ipv6Bytes(ip: string): readonly number[] {
  const [head = '', tail] = (ip.split('%')[0] as string).split('::');
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const all = tail === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill(0), ...last];
  return all.flatMap((group) => [group >> 8, group & 255]);
}

function groups(part: string): readonly number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
