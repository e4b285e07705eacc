import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLoopbackAddress, isPublicAddress, judgeTarget, type TargetProblem } from "./webhook-target.ts";

/** Spellings that tools for server-side request forgery try, with what each of them is refused for. */
const REFUSED: [address: string, problem: TargetProblem][] = [
  ["http://example.com/hook", "not_https"],
  ["ftp://example.com/hook", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["gopher://example.com/", "not_https"],
  ["javascript:alert(1)", "not_https"],
  ["not an address", "host"],
  ["", "host"],
  ["https://", "host"],
  ["https://user@example.com/", "has_credentials"],
  ["https://user:secret@example.com/", "has_credentials"],
  ["https://example.com@127.0.0.1/", "has_credentials"],
  ["https://:secret@example.com/", "has_credentials"],
  ["https://example.com:22/", "port"],
  ["https://example.com:80/", "port"],
  ["https://example.com:5432/", "port"],
  ["https://example.com:0/", "port"],
  ["https://127.0.0.1/", "private"],
  ["https://127.0.0.1./", "private"],
  ["https://127.1/", "private"],
  ["https://2130706433/", "private"],
  ["https://0x7f000001/", "private"],
  ["https://0x7f.0.0.1/", "private"],
  ["https://0177.0.0.1/", "private"],
  ["https://017700000001/", "private"],
  ["https://①②⑦.⓪.⓪.①/", "private"],
  ["https://127。0。0。1/", "private"],
  ["https://0/", "private"],
  ["https://0.0.0.0/", "private"],
  ["https://10.0.0.1/", "private"],
  ["https://172.16.0.1/", "private"],
  ["https://172.31.255.255/", "private"],
  ["https://192.168.1.1/", "private"],
  ["https://169.254.169.254/latest/meta-data/", "private"],
  ["https://2852039166/", "private"],
  ["https://0xA9.0xFE.0xA9.0xFE/", "private"],
  ["https://168.63.129.16/", "private"],
  ["https://100.100.100.200/", "private"],
  ["https://192.0.0.192/", "private"],
  ["https://198.18.0.1/", "private"],
  ["https://224.0.0.1/", "private"],
  ["https://255.255.255.255/", "private"],
  ["https://[::1]/", "private"],
  ["https://[::]/", "private"],
  ["https://[0:0:0:0:0:0:0:1]/", "private"],
  ["https://[::ffff:127.0.0.1]/", "private"],
  ["https://[::ffff:7f00:1]/", "private"],
  ["https://[::127.0.0.1]/", "private"],
  ["https://[64:ff9b::7f00:1]/", "private"],
  ["https://[64:ff9b:1::7f00:1]/", "private"],
  ["https://[2002:7f00:1::]/", "private"],
  ["https://[2001:0:7f00:1::]/", "private"],
  ["https://[fc00::1]/", "private"],
  ["https://[fd00:ec2::254]/", "private"],
  ["https://[fe80::1]/", "private"],
  ["https://[fec0::1]/", "private"],
  ["https://[ff02::1]/", "private"],
  ["https://[2001:db8::1]/", "private"],
  ["https://localhost/", "host"],
  ["https://LOCALHOST./", "host"],
  ["https://intranet/", "host"],
  ["https://api.localhost/", "private"],
  ["https://printer.local/", "private"],
  ["https://printer.local./", "private"],
  ["https://metadata.google.internal/", "private"],
  ["https://router.home.arpa/", "private"],
  ["https://exa mple.com/", "host"],
  ["https://example..com/", "host"],
  ["https://-example.com/", "host"],
  ["https://example.com%2f127.0.0.1/", "host"],
];

const TAKEN = [
  "https://example.com/hook",
  "https://EXAMPLE.com./hook",
  "https://hooks.example.co.uk:8443/a/b?c=d",
  "https://bücher.example/",
  "https://日本語.jp/",
  "https://8.8.8.8/",
  "https://134744072/",
  "https://[2606:4700:4700::1111]/",
];

describe("where a webhook may go", () => {
  test.each(REFUSED)("%s is refused: %s", (address, problem) => {
    expect(judgeTarget(address, "public only")).toEqual({ ok: false, problem });
  });

  test.each(TAKEN)("%s is taken", (address) => {
    expect(judgeTarget(address, "public only")).toMatchObject({ ok: true, isOwnMachine: false });
  });

  test("in development the machine itself is allowed over plain http, and no other private address", () => {
    for (const address of ["http://localhost:4000/x", "http://127.0.0.1:1/", "https://[::1]:9/", "http://127.1/"])
      expect(judgeTarget(address, "loopback allowed"), address).toMatchObject({ ok: true, isOwnMachine: true });
    for (const address of ["http://10.0.0.1/", "https://192.168.0.1/", "http://example.com/", "ftp://localhost/"])
      expect(judgeTarget(address, "loopback allowed").ok, address).toBe(false);
  });

  test("no spelling of any private IPv4 address as a number gets through", () => {
    const inPrivate = fc.oneof(
      ...[
        [10, 8],
        [127, 8],
        [0, 8],
      ].map(([first = 0]) => fc.integer({ min: 0, max: 2 ** 24 - 1 }).map((rest) => first * 2 ** 24 + rest)),
      fc.integer({ min: 0, max: 2 ** 16 - 1 }).map((rest) => 0xa9fe0000 + rest),
      fc.integer({ min: 0, max: 2 ** 16 - 1 }).map((rest) => 0xc0a80000 + rest),
    );
    fc.assert(
      fc.property(inPrivate, (value) => {
        const dotted = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
        const spellings = [
          String(value),
          `0x${value.toString(16)}`,
          `0${value.toString(8)}`,
          dotted.join("."),
          dotted.map((byte) => `0${byte.toString(8)}`).join("."),
          dotted.map((byte) => `0x${byte.toString(16)}`).join("."),
          `${dotted[0]}.${value & 0xffffff}`,
          `[::ffff:${dotted.join(".")}]`,
        ];
        for (const host of spellings) expect(judgeTarget(`https://${host}/`, "public only").ok, host).toBe(false);
      }),
    );
  });
});

describe("an address that a name stands for", () => {
  test("is public or not, whatever its family and zone", () => {
    for (const address of ["1.1.1.1", "2606:4700::1111", "100.63.255.255", "100.128.0.1", "172.32.0.1"])
      expect(isPublicAddress(address), address).toBe(true);
    for (const address of [
      "",
      "x",
      "100.64.0.1",
      "fe80::1%eth0",
      "::ffff:8.8.8.8",
      "127.0.0.1",
      "1.1.1",
      "010.1.1.1",
      "0x8080808",
    ])
      expect(isPublicAddress(address), address).toBe(false);
    for (const address of ["4000::1", "400::1", "168.63.129.16"]) expect(isPublicAddress(address), address).toBe(false);
    for (const address of ["127.0.0.1", "127.9.9.9", "::1"]) expect(isLoopbackAddress(address), address).toBe(true);
    for (const address of ["::ffff:10.0.0.1", "10.0.0.1", "::2", ""])
      expect(isLoopbackAddress(address), address).toBe(false);
  });
});
