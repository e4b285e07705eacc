import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Networks in sorted ranges: a look-up is one binary search, whatever the number of networks. Of IPv6 only the upper half counts, because
 * a /64 is one client (networkOf in lib/platform/http/client-address.ts); smaller networks are widened to theirs.
 */
export type NetworkSet = { readonly four: Ranges; readonly six: Ranges };

/** Inclusive, without overlaps, ascending. */
type Ranges = { readonly starts: BigUint64Array; readonly ends: BigUint64Array };
export type Range = { readonly family: 4 | 6; readonly start: bigint; readonly end: bigint };

/** The widest network that a line may name: a wider one is a mistake that would concern a large part of all people. */
const WIDEST = { 4: 8, 6: 16 } as const;

/** Reads `203.0.113.0/24`, `2001:db8::/32` or an address alone; undefined for anything else, and for networks that are too wide. */
export function readNetwork(text: string): Range | undefined {
  const [address = "", bits, ...rest] = text.split("/");
  const family = isIP(address);
  if (rest.length > 0 || (family !== 4 && family !== 6)) return undefined;
  // IPv4 in the form of IPv6 has two readings; lists name it in its own form.
  if (family === 6 && address.includes(".")) return undefined;
  const most = family === 4 ? 32 : 128;
  const size = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (size < WIDEST[family] || size > most) return undefined;
  const wide = BigInt((family === 4 ? 32 : 64) - Math.min(size, family === 4 ? 32 : 64));
  const start = (numberOf(address) >> wide) << wide;
  return { family, start, end: start | ((1n << wide) - 1n) };
}

/** The set of these networks. */
export function networkSet(ranges: readonly Range[]): NetworkSet {
  return {
    four: merged(ranges.filter(({ family }) => family === 4)),
    six: merged(ranges.filter(({ family }) => family === 6)),
  };
}

/** Whether the address is in one of the networks. False for what is no address. */
export function isInNetworks(address: string, { four, six }: NetworkSet): boolean {
  const plain = isIP(address) === 6 ? unmapped(address) : address;
  const family = isIP(plain);
  return family !== 0 && isInRanges(numberOf(plain), family === 4 ? four : six);
}

/** IPv4 in its own form where IPv6 wraps it (`::ffff:203.0.113.1`). */
function unmapped(address: string): string {
  return ipaddr.process(address).toString();
}

/** All bits of an IPv4 address, the upper 64 of an IPv6 one. */
function numberOf(address: string): bigint {
  const bytes = ipaddr.parse(address).toByteArray().slice(0, 8);
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function merged(ranges: readonly Range[]): Ranges {
  const sorted = [...ranges].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const starts: bigint[] = [];
  const ends: bigint[] = [];
  for (const { start, end } of sorted) {
    const last = ends.at(-1);
    if (last === undefined || start > last + 1n) {
      starts.push(start);
      ends.push(end);
    } else if (end > last) ends[ends.length - 1] = end;
  }
  return { starts: BigUint64Array.from(starts), ends: BigUint64Array.from(ends) };
}

function isInRanges(value: bigint, { starts, ends }: Ranges): boolean {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0n) <= value) low = middle + 1;
    else high = middle;
  }
  return low > 0 && value <= (ends[low - 1] ?? -1n);
}
