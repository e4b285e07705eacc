import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Where a webhook may go. The address comes from outside and the server calls it, so it must never reach the internal network
 * (server-side request forgery, CWE-918): only https, no credentials, few ports, a public name, and every resolved address must
 * be public (webhook-connection.ts checks at the moment of sending).
 */
export type TargetProblem = "not_https" | "has_credentials" | "port" | "host" | "private" | "not_found";
export type Target = { ok: true; url: URL; isOwnMachine: boolean } | { ok: false; problem: TargetProblem };

/** Whether programs on the same machine may receive messages over plain http: for development and tests. */
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
 * Whether an address belongs to the public internet: ipaddr.js knows the special-purpose registries of IANA. Of IPv6 only
 * 2000::/3 is given out at all, and the registry lists what is reserved there. `isIP` judges the spelling first, because
 * ipaddr.js also reads octal and shortened forms.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed?.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv4) return !parsed.match(AZURE_HOST);
  return parsed.match(GIVEN_OUT);
}

/** Whether an address is this machine itself. */
export function isLoopbackAddress(address: string): boolean {
  return parseAddress(address)?.range() === "loopback";
}

/** Azure's host of every virtual machine, which looks public. */
const AZURE_HOST = ipaddr.IPv4.parseCIDR("168.63.129.16/32");
const GIVEN_OUT = ipaddr.IPv6.parseCIDR("2000::/3");

/** An address without its zone; undefined where the text is none. */
function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const [plain = ""] = address.split("%", 1);
  return isIP(plain) === 0 ? undefined : ipaddr.parse(plain);
}

const PORTS: ReadonlySet<string> = new Set(["", "443", "4443", "8443", "9443"]);
/** Labels of letters, digits and hyphens (names in other scripts arrive as `xn--…`), at least two, the last no number. */
const PUBLIC_NAME = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that never lead outside: RFC 6761, RFC 6762, RFC 8375, RFC 9476, and what clouds call their own. */
const INNER_NAME =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|alt|onion|test|invalid)$/;

function isLoopbackHost(url: URL): boolean {
  const host = bareHost(url);
  return host === "localhost" || isLoopbackAddress(host);
}
