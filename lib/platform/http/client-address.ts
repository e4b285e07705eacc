import { BlockList, isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "../env.ts";
import { existingSingleton, singleton } from "../singleton.ts";
import { forwardedFor } from "./forwarded-for.ts";

/**
 * The address a request comes from, which limits and the audit log go by. What a client writes into a header is believed
 * from proxies alone that `TRUSTED_PROXIES` names.
 */
const HEADER = "x-fairseat-address";

/** Puts the true address into the headers of a request that came in on a socket; what stood there is overwritten. */
export function nameClient(headers: Record<string, string | string[] | undefined>, peer: string | undefined): void {
  singleton("plain-server", () => true);
  const connected = plain(peer ?? "");
  const isBelieved = isProxy(connected);
  headers[HEADER] = isBelieved ? behindProxies(connected, (name) => oneText(headers[name])) : connected;
}

/** The address that `nameClient` put into the headers of a request of Node's server. */
export function namedAddress(headers: Record<string, string | string[] | undefined>): string {
  return oneText(headers[HEADER]) || UNKNOWN;
}

/** The address of the client, or `unknown`. Without our plain server around it the host's proxy says it. */
export function addressOf(headers: Headers): string {
  if (existingSingleton("plain-server")) return headers.get(HEADER) || UNKNOWN;
  const chain = forwardedFor((name) => headers.get(name) ?? undefined);
  return (chain !== "contradictory" && chain?.at(-1)) || UNKNOWN;
}

/**
 * What limits count as one client: an IPv4 address, or the /64 of an IPv6 address, because a provider gives every household
 * and every rented server a /64 at least, 18 trillion million addresses that one client may use in turn (RFC 6177, RFC 7934).
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}

const UNKNOWN = "unknown";

/** The last address of the chain that is not one of our own proxies. */
function behindProxies(peer: string, header: (name: string) => string | undefined): string {
  const chain = forwardedFor(header);
  // Our proxy wrote one of the two headers and passed on the other as the client wrote it. Which one is not known here.
  if (chain === "contradictory") return UNKNOWN;
  return chain?.findLast((each) => !isProxy(each)) ?? chain?.[0] ?? peer;
}

function isProxy(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && proxies().check(address, family === 6 ? "ipv6" : "ipv4");
}

function proxies(): BlockList {
  return singleton("trusted-proxies", () => {
    const list = new BlockList();
    for (const { network, bits } of env().TRUSTED_PROXIES) {
      list.addSubnet(network, bits, isIP(network) === 6 ? "ipv6" : "ipv4");
    }
    return list;
  });
}

function oneText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(",") : value;
}

/** IPv4 in its own form, where a dual-stack socket wraps it (`::ffff:10.0.0.1`). */
function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
}
