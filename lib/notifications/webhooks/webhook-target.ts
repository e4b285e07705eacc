import { BlockList, isIP } from "node:net";

/**
 * Where a webhook may go. The address is somebody else's text and our server is what calls it, so it must never reach
 * into our own network (server-side request forgery, CWE-918): https alone, no credentials, few ports, a public name, and
 * every address that the name stands for must be a public one (webhook-connection.ts asks at the moment of sending).
 */
export type TargetProblem = "not_https" | "has_credentials" | "port" | "host" | "private" | "not_found";
export type Target = { ok: true; url: URL; isOwnMachine: boolean } | { ok: false; problem: TargetProblem };

/** Whether programs on the same machine may be told, over plain http: for development and tests. */
export type LoopbackRule = "loopback allowed" | "public only";

/** Judges the spelling of an address, before anything is asked of the network. */
export function judgeTarget(text: string, rule: LoopbackRule): Target {
  if (!URL.canParse(text)) return { ok: false, problem: "host" };
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return { ok: false, problem: "has_credentials" };
  if (rule === "loopback allowed" && isLoopbackHost(url) && /^https?:$/.test(url.protocol)) {
    return { ok: true, url, isOwnMachine: true };
  }
  if (url.protocol !== "https:") return { ok: false, problem: "not_https" };
  if (!PORTS.has(url.port)) return { ok: false, problem: "port" };
  const host = bareHost(url);
  if (isIP(host) !== 0) {
    return isPublicAddress(host) ? { ok: true, url, isOwnMachine: false } : { ok: false, problem: "private" };
  }
  if (!PUBLIC_NAME.test(host)) return { ok: false, problem: "host" };
  return INNER_NAME.test(host) ? { ok: false, problem: "private" } : { ok: true, url, isOwnMachine: false };
}

/** The host as the network is asked for it: without the brackets of IPv6 and the dot that ends a full name. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/**
 * Whether an address belongs to the public internet (IANA's special-purpose registries for IPv4 and IPv6). Of IPv6 only
 * 2000::/3 does at all, which leaves out loopback, unique local, link-local, multicast, and IPv4 in disguise (mapped,
 * NAT64); what stands in it for IPv4 or for nothing (6to4, Teredo, documentation) is left out by name.
 */
export function isPublicAddress(address: string): boolean {
  const [plain = ""] = address.split("%", 1);
  const family = isIP(plain);
  if (family === 4) return !NOT_PUBLIC.check(plain, "ipv4");
  return family === 6 && GLOBAL_IPV6.check(plain, "ipv6") && !NOT_PUBLIC_IPV6.check(plain, "ipv6");
}

/** Whether an address is this machine itself. */
export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && LOOPBACK.check(address, family === 6 ? "ipv6" : "ipv4");
}

const PORTS: ReadonlySet<string> = new Set(["", "443", "4443", "8443", "9443"]);
/** Labels of letters, digits and hyphens (names in other scripts arrive as `xn--…`), at least two, the last no number. */
const PUBLIC_NAME = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that never lead outside: RFC 6761, RFC 6762, RFC 8375, RFC 9476, and what clouds call their own. */
const INNER_NAME =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|alt|onion|test|invalid)$/;

const NOT_PUBLIC = subnets("ipv4", [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"],
  ...["198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  // Azure's host of every virtual machine, which looks public.
  "168.63.129.16/32",
]);
const GLOBAL_IPV6 = subnets("ipv6", ["2000::/3"]);
const NOT_PUBLIC_IPV6 = subnets("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]);
const LOOPBACK = subnets("ipv4", ["127.0.0.0/8"]);
LOOPBACK.addAddress("::1", "ipv6");

function isLoopbackHost(url: URL): boolean {
  const host = bareHost(url);
  return host === "localhost" || isLoopbackAddress(host);
}

function subnets(family: "ipv4" | "ipv6", list: string[]): BlockList {
  const blocked = new BlockList();
  for (const subnet of list) {
    const [network = "", bits] = subnet.split("/");
    blocked.addSubnet(network, Number(bits), family);
  }
  return blocked;
}
