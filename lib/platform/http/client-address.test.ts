import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetSingleton } from "../singleton.ts";
import { addressOf, nameClient } from "./client-address.ts";

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

test("under Next alone the host's proxy gives the address, and without one all clients share one", () => {
  const headers = new Headers({ "x-forwarded-for": "1.2.3.4, 198.51.100.7", "x-fairseat-address": "5.6.7.8" });
  expect(addressOf(headers)).toBe("198.51.100.7");
  expect(addressOf(new Headers({ "x-fairseat-address": "5.6.7.8" }))).toBe("unknown");
});
