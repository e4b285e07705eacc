import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetSingleton } from "../singleton.ts";
import { addressOf, nameClient, networkOf } from "./client-address.ts";

function trust(proxies: string): void {
  process.env.TRUSTED_PROXIES = proxies;
  for (const name of ["env", "trusted-proxies", "plain-server"]) forgetSingleton(name);
}
beforeEach(() => trust(""));
afterEach(() => trust(""));

/** The address an endpoint sees of a request that came in on a socket with these headers. */
function seen(peer: string, headers: Record<string, string> = {}): string {
  const named: Record<string, string> = { ...headers };
  nameClient(named, peer);
  return addressOf(new Headers(named));
}

describe("on the plain server", () => {
  test("the address is the connection's, whatever the client writes into its headers", () => {
    const lies = { "x-forwarded-for": "1.2.3.4", "x-fairseat-address": "5.6.7.8" };
    expect(seen("203.0.113.9", lies)).toBe("203.0.113.9");
    expect(seen("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(seen("2001:db8::1", lies)).toBe("2001:db8::1");
  });

  test("a trusted proxy's header counts, up to the last address that is not a trusted proxy", () => {
    trust("10.0.0.0/8, 2001:db8:1::/48");
    expect(seen("10.0.0.1", { "x-forwarded-for": "198.51.100.7" })).toBe("198.51.100.7");
    expect(seen("2001:db8:1::5", { "x-forwarded-for": "198.51.100.7, 10.2.3.4" })).toBe("198.51.100.7");
    expect(seen("198.51.100.1", { "x-forwarded-for": "1.2.3.4" })).toBe("198.51.100.1");
  });

  test("what the client wrote before the proxies gains it nothing", () => {
    trust("10.0.0.0/8");
    expect(seen("10.0.0.1", { "x-forwarded-for": "1.2.3.4, 198.51.100.7, 10.0.0.2" })).toBe("198.51.100.7");
    expect(seen("10.0.0.1", { "x-forwarded-for": "nonsense, , 198.51.100.7" })).toBe("198.51.100.7");
    expect(seen("10.0.0.1", { "x-forwarded-for": "nonsense" })).toBe("10.0.0.1");
  });
});

describe("what a trusted proxy writes", () => {
  beforeEach(() => trust("10.0.0.0/8"));
  const one = "198.51.100.7";
  const six = "2001:db8:5::7";

  test.each([
    ["an address with a port", { "x-forwarded-for": `${one}:52311` }, one],
    ["IPv6 in brackets", { "x-forwarded-for": `[${six}]` }, six],
    ["IPv6 in brackets with a port", { "x-forwarded-for": `1.2.3.4, [${six}]:443` }, six],
    ["bare IPv6", { "x-forwarded-for": six }, six],
    ["IPv4 wrapped in IPv6", { "x-forwarded-for": `[::ffff:${one}]:80` }, one],
    ["RFC 7239", { forwarded: `for=${one};proto=https;by=10.0.0.1` }, one],
    ["RFC 7239 with a port, in any case", { forwarded: `Proto=https; FOR="${one}:8080"` }, one],
    ["RFC 7239 with IPv6", { forwarded: `for="[${six}]:4711"` }, six],
    ["RFC 7239 through two proxies", { forwarded: `for=1.2.3.4, for=${one}, for=10.9.9.9` }, one],
    ["RFC 7239 with a quoted comma", { forwarded: `for=${one};host="a,for=9.9.9.9"` }, one],
    ["RFC 7239 without the client", { forwarded: "for=unknown, for=_hidden" }, "10.0.0.1"],
    ["both headers alike", { forwarded: `for=${one}`, "x-forwarded-for": `1.2.3.4, ${one}` }, one],
  ] as const)("%s is read", (_form, headers, address) => {
    expect(seen("10.0.0.1", headers)).toBe(address);
  });

  test("a header that the client added beside the proxy's gains it nothing", () => {
    const forged = { "x-forwarded-for": one, forwarded: "for=127.0.0.1" };
    expect(seen("10.0.0.1", forged)).toBe("unknown");
    expect(seen("203.0.113.9", forged)).toBe("203.0.113.9");
  });
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::ffff", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::ffff:cb00:7109", "203.0.113.9"],
  ["unknown", "unknown"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test("under Next alone the host's proxy gives the address, and without one all clients share one", () => {
  const headers = new Headers({ "x-forwarded-for": "1.2.3.4, 198.51.100.7", "x-fairseat-address": "5.6.7.8" });
  expect(addressOf(headers)).toBe("198.51.100.7");
  expect(addressOf(new Headers({ "x-forwarded-for": "[2001:db8::1]:443" }))).toBe("2001:db8::1");
  expect(addressOf(new Headers({ forwarded: "for=198.51.100.7" }))).toBe("198.51.100.7");
  expect(addressOf(new Headers({ forwarded: "for=1.2.3.4", "x-forwarded-for": "198.51.100.7" }))).toBe("unknown");
  expect(addressOf(new Headers({ "x-fairseat-address": "5.6.7.8" }))).toBe("unknown");
});
