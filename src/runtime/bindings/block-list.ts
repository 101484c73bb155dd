import type { Binding } from '../realm/binding.ts';
import type { Realm } from '../realm/realm.ts';
import { canonicalizeIp, ipv6Bytes } from './cares.ts';

const AF_INET = 2;
const AF_INET6 = 10;

interface Detail {
  address: string;
  port: number;
  family: number;
  flowlabel: number;
}

/** A range of addresses, as numbers of 128 bits: an IPv4 address is what it is mapped to (RFC 4291 §2.5.5.2). */
interface Rule {
  readonly first: bigint;
  readonly last: bigint;
  readonly says: string;
}

/** `internalBinding('block_list')`: src/node_sockaddr.cc. */
export function blockListBinding(realm: Realm): Binding {
  class SocketAddress {
    readonly #detail: Detail;
    constructor(address: string, port: number, family: number, flowlabel: number) {
      const canonical = canonicalOf(realm, address, family);
      if (canonical === undefined)
        throw Object.assign(new Error('Invalid socket address'), { code: 'ERR_INVALID_ADDRESS' });
      this.#detail = { address: canonical, port, family, flowlabel };
    }
    detail(into: object): object {
      return Object.assign(into, this.#detail);
    }
    flowlabel(): number {
      return this.#detail.flowlabel;
    }
    static of(address: SocketAddress): Detail {
      return address.#detail;
    }
  }

  class BlockList {
    #addresses: readonly Rule[] = [];
    #ranges: readonly Rule[] = [];
    #subnets: readonly Rule[] = [];

    addAddress(given: SocketAddress): void {
      const { address, family } = SocketAddress.of(given);
      const number = numberOf(address, family);
      const says = `Address: ${familyName(family)} ${address}`;
      this.#addresses = [{ first: number, last: number, says }, ...without(this.#addresses, says)];
    }
    addAddresses(given: readonly SocketAddress[]): void {
      for (const address of given) this.addAddress(address);
    }
    removeAddress(given: SocketAddress): void {
      const { address, family } = SocketAddress.of(given);
      this.#addresses = without(this.#addresses, `Address: ${familyName(family)} ${address}`);
    }
    /** False where the end comes before the start. */
    addRange(start: SocketAddress, end: SocketAddress): boolean {
      const rule = rangeOf(SocketAddress.of(start), SocketAddress.of(end));
      if (rule.last < rule.first) return false;
      this.#ranges = [rule, ...this.#ranges];
      return true;
    }
    removeRange(start: SocketAddress, end: SocketAddress): void {
      this.#ranges = without(this.#ranges, rangeOf(SocketAddress.of(start), SocketAddress.of(end)).says);
    }
    addSubnet(network: SocketAddress, prefix: number): void {
      this.#subnets = [subnetOf(SocketAddress.of(network), prefix), ...this.#subnets];
    }
    removeSubnet(network: SocketAddress, prefix: number): void {
      this.#subnets = without(this.#subnets, subnetOf(SocketAddress.of(network), prefix).says);
    }
    clear(): void {
      this.#addresses = [];
      this.#ranges = [];
      this.#subnets = [];
    }
    check(given: SocketAddress): boolean {
      const { address, family } = SocketAddress.of(given);
      const number = numberOf(address, family);
      return this.#all().some(({ first, last }) => first <= number && number <= last);
    }
    checkString(address: string, family: number): boolean {
      return canonicalOf(realm, address, family) !== undefined && this.check(new SocketAddress(address, 0, family, 0));
    }
    getRules(): readonly string[] {
      return this.#all().map(({ says }) => says);
    }
    #all(): readonly Rule[] {
      return [...this.#addresses, ...this.#subnets, ...this.#ranges];
    }
  }

  return { BlockList, SocketAddress, AF_INET, AF_INET6, FLOW_LABEL: 0xfffff };
}

function canonicalOf(realm: Realm, address: string, family: number): string | undefined {
  const isIPv6 = address.includes(':');
  if (isIPv6 !== (family === AF_INET6)) return undefined;
  const parts = address.split('.');
  if (!isIPv6 && !(parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)))
    return undefined;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[0];
  return mapped?.toLowerCase() ?? canonicalizeIp(realm, address);
}

function numberOf(address: string, family: number): bigint {
  const bytes = ipv6Bytes(family === AF_INET6 ? address : `::ffff:${address}`);
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function rangeOf(start: Detail, end: Detail): Rule {
  return {
    first: numberOf(start.address, start.family),
    last: numberOf(end.address, end.family),
    says: `Range: ${familyName(start.family)} ${start.address}-${end.address}`,
  };
}

function subnetOf({ address, family }: Detail, prefix: number): Rule {
  const free = BigInt((family === AF_INET ? 32 : 128) - prefix);
  const first = (numberOf(address, family) >> free) << free;
  const last = first | ((1n << free) - 1n);
  return { first, last, says: `Subnet: ${familyName(family)} ${address}/${prefix}` };
}

function familyName(family: number): string {
  return family === AF_INET ? 'IPv4' : 'IPv6';
}

function without(rules: readonly Rule[], says: string): readonly Rule[] {
  return rules.filter((rule) => rule.says !== says);
}
