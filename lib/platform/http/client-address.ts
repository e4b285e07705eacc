import { BlockList, isIP } from "node:net";
import { env } from "../env.ts";
import { existingSingleton, singleton } from "../singleton.ts";

/**
 * The address a request comes from, which limits and the audit log go by. What a client writes into a header is believed
 * from proxies alone that `TRUSTED_PROXIES` names.
 */
const HEADER = "x-fairseat-address";

/** Puts the true address into the headers of a request that came in on a socket; what stood there is overwritten. */
export function nameClient(headers: Record<string, string | string[] | undefined>, peer: string | undefined): void {
  singleton("plain-server", () => true);
  const forwarded = headers["x-forwarded-for"];
  headers[HEADER] = behindProxies(plain(peer ?? ""), Array.isArray(forwarded) ? forwarded.join(",") : forwarded);
}

/** The address of the client, or `unknown`. Without our plain server around it the host's proxy says it. */
export function addressOf(headers: Headers): string {
  if (existingSingleton("plain-server")) return headers.get(HEADER) || UNKNOWN;
  const last = plain(headers.get("x-forwarded-for")?.split(",").at(-1) ?? "");
  return isIP(last) ? last : UNKNOWN;
}

const UNKNOWN = "unknown";

/** The last address of the chain that is not one of our own proxies. */
function behindProxies(peer: string, forwarded: string | undefined): string {
  if (!forwarded || !isProxy(peer)) return peer;
  const chain = forwarded
    .split(",")
    .map(plain)
    .filter((each) => isIP(each));
  return chain.findLast((each) => !isProxy(each)) ?? chain[0] ?? peer;
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

/** IPv4 in its own form, where a dual-stack socket wraps it (`::ffff:10.0.0.1`). */
function plain(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, "");
}
