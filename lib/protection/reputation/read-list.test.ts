import { readFileSync } from "node:fs";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { beforeEach, describe, expect, test } from "vitest";
import { LINES_MAX, LIST_NAMES } from "./list-names.ts";
import { isInNetworks } from "./network-set.ts";
import { readList } from "./read-list.ts";
import { isDisposable, listsNaming } from "./reputation-of.ts";
import { knowing } from "./testing/known.ts";

const four = fc.ipV4();
// IPv4 in the form of IPv6 has a test of its own.
const six = fc.ipV6().filter((address) => !address.includes("."));
const networks = fc.array(
  fc.oneof(
    fc.tuple(four, fc.integer({ min: 8, max: 32 })),
    // A client is a /64, so smaller networks are widened: here they are compared where they are not.
    fc.tuple(six, fc.integer({ min: 16, max: 64 })),
  ),
  { minLength: 1, maxLength: 40 },
);

describe("a file of networks", () => {
  test("finds exactly the addresses that are in one of its networks, in whatever order they stand and overlap", () => {
    fc.assert(
      fc.property(networks, fc.array(fc.oneof(four, six), { maxLength: 20 }), (lines, addresses) => {
        const read = readList("hosting", lines.map(([address, bits]) => `${address}/${bits}`).join("\n"));
        if (!read.ok) throw new Error(read.refusal);
        // Each network's own address is inside, and of the others whatever another implementation says.
        for (const address of [...addresses, ...lines.map(([own]) => own)]) {
          const isInside = lines.some(([network, bits]) => matches(address, network, bits));
          expect([address, isInNetworks(address, read.list.networks)]).toEqual([address, isInside]);
        }
      }),
    );
  });

  test("knows the first and the last address of a network and neither neighbour, also where IPv6 wraps IPv4", () => {
    knowing({ tor: "203.0.113.64/26 # an exit\n2001:db8:1:2::7" });
    const at = async (address: string) => (await listsNaming(address)).length > 0;
    return Promise.all([
      expect(at("203.0.113.63")).resolves.toBe(false),
      expect(at("203.0.113.64")).resolves.toBe(true),
      expect(at("203.0.113.127")).resolves.toBe(true),
      expect(at("203.0.113.128")).resolves.toBe(false),
      expect(at("::ffff:203.0.113.64")).resolves.toBe(true),
      expect(at("2001:db8:1:2:ffff::1")).resolves.toBe(true),
      expect(at("2001:db8:1:3::1")).resolves.toBe(false),
      expect(at("unknown")).resolves.toBe(false),
    ]);
  });
});

function matches(address: string, network: string, bits: number): boolean {
  const [asked, base] = [ipaddr.process(address), ipaddr.process(network)];
  if (asked instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && asked.match(base, bits);
  return base instanceof ipaddr.IPv6 && asked.match(base, bits);
}

describe("a file that is no list is refused with its reason", () => {
  test.each([
    ["nothing but comments", "# none today\n\n", { refusal: "empty" }],
    ["the error page of a server", "<!doctype html>\n<html></html>", { refusal: "broken_line", line: 1 }],
    ["one damaged line", "192.0.2.1\n192.0.2.0/33\n192.0.2.3", { refusal: "broken_line", line: 2 }],
    ["IPv4 in the form of IPv6", "::ffff:192.0.2.0/120", { refusal: "broken_line", line: 1 }],
    ["an octal octet", "010.0.0.1", { refusal: "broken_line", line: 1 }],
    ["a network of everyone", "0.0.0.0/0", { refusal: "broken_line", line: 1 }],
    ["two networks in a line", "192.0.2.1 192.0.2.2", { refusal: "broken_line", line: 1 }],
    ["more lines than are read", "192.0.2.1\n".repeat(LINES_MAX + 1), { refusal: "too_many_lines" }],
  ])("%s", (_what, text, refused) => {
    expect(readList("vpn", text)).toEqual({ ok: false, ...refused });
  });

  test.each(["com", "not a domain", "@mailinator.com", "192.0.2.1/24"])("%j among domains", (line) => {
    expect(readList("disposable-mail", `mailinator.com\n${line}`)).toEqual({
      ok: false,
      refusal: "broken_line",
      line: 2,
    });
  });
});

describe("the domains of throw-away mail", () => {
  beforeEach(() => knowing({ "disposable-mail": "# source\nMailinator.com # known\nxn--bcher-kva.example\n" }));

  test.each(["ann@mailinator.com", "Ann@MAILINATOR.COM", "ann@eu.mailinator.com", "ann@xn--bcher-kva.example"])(
    "%s is one",
    async (mail) => expect(await isDisposable(mail)).toBe(true),
  );

  test.each(["ann@example.org", "ann@notmailinator.com", "mailinator.com@example.org", "ann@com", "", "ann"])(
    "%j is none",
    async (mail) => expect(await isDisposable(mail)).toBe(false),
  );
});

test.each(LIST_NAMES)(
  "the shipped example of %s is in the format, and its head says where it is from and when",
  (name) => {
    const text = readFileSync(new URL(`lists/${name}.txt`, import.meta.url), "utf8");
    expect(readList(name, text)).toMatchObject({ ok: true });
    expect(text).toMatch(/^# .*\d{4}-\d\d-\d\d/s);
  },
);
