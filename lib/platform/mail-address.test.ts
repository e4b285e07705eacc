import { globSync, readFileSync } from "node:fs";
import { domainToASCII } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { email } from "./input.ts";
import { readableMail, toMailAddress } from "./mail-address.ts";

test.each([
  ["ann@example.com", "ann@example.com"],
  ["Ann.Lee+tickets@Example.COM", "Ann.Lee+tickets@example.com"],
  ["ann@localhost", "ann@localhost"],
  [".ann..lee.@example.com", ".ann..lee.@example.com"],
  ["!#$%&'*+/=?^_`{|}~-@example.com", "!#$%&'*+/=?^_`{|}~-@example.com"],
  ["o'neil@example.ie", "o'neil@example.ie"],
  ["a@b", "a@b"],
  ["1@1.2.3", "1@1.2.3"],
  ['"ann lee"@example.com', '"ann lee"@example.com'],
  ['"ann@home"@example.com', '"ann@home"@example.com'],
  ['"ann"@example.com', "ann@example.com"],
  ['"a\\"b"@example.com', '"a\\"b"@example.com'],
  ['""@example.com', '""@example.com'],
  ["ann@bücher.example", "ann@xn--bcher-kva.example"],
  ["ann@bu\u0308cher.example", "ann@xn--bcher-kva.example"],
  ["ann@BÜCHER.example", "ann@xn--bcher-kva.example"],
  ["ann@почта.рф", "ann@xn--80a1acny.xn--p1ai"],
  ["ann@mail.почта.рф", "ann@mail.xn--80a1acny.xn--p1ai"],
  ["ann@例え。テスト", "ann@xn--r8jz45g.xn--zckzah"],
  ["ann@xn--p1ai", "ann@xn--p1ai"],
])("%s is stored as %s", (written, stored) => {
  expect(toMailAddress(written)).toBe(stored);
  expect(email.parse(`  ${written} `)).toBe(stored);
  // What is stored is itself an address with one spelling.
  expect(toMailAddress(stored)).toBe(stored);
});

test.each([
  "",
  "@",
  "ann",
  "ann@",
  "@example.com",
  "ann lee@example.com",
  "ann@exa mple.com",
  "ann@-example.com",
  "ann@example-.com",
  "ann@example..com",
  "ann@.example.com",
  "ann@example.com.",
  "ann@[127.0.0.1]",
  "ann@example.com:25",
  "ann@exa/mple.com",
  "ann@bücher.example/x",
  "ann@bücher.example:80",
  "ann@bü%63her.example",
  "ann@x@bücher.example",
  "ann@１２７.０.０.１",
  "josé@example.com",
  '"ann@example.com',
  '"<eve@evil.example>"@example.com',
  '"\\<eve"@example.com',
  "ann@example.com\r\nRCPT TO:<eve@example.com>",
  `${"a".repeat(250)}@example.com`,
  `ann@${"ü".repeat(60)}.${"ü".repeat(60)}.${"ü".repeat(60)}.${"ü".repeat(60)}.example`,
])("%j is no mail address", (written) => {
  expect(toMailAddress(written)).toBeUndefined();
  expect(email.safeParse(written).success).toBe(false);
});

test("whatever a browser's mail field takes is taken, up to the length of an address", () => {
  // The definition of https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
  fc.assert(
    fc.property(fc.stringMatching(z.regexes.html5Email), (written) => {
      fc.pre(written.length <= 254);
      expect(email.safeParse(written).success, written).toBe(true);
    }),
  );
});

test("people read the domain in its own script, and what cannot be one stays as it is", () => {
  expect(readableMail("ann@xn--bcher-kva.example")).toBe("ann@bücher.example");
  expect(readableMail("ann@mail.xn--80a1acny.xn--p1ai")).toBe("ann@mail.почта.рф");
  expect(readableMail("ann@xn--r8jz45g.xn--zckzah")).toBe("ann@例え.テスト");
  expect(readableMail('"x@xn--p1ai"@example.com')).toBe('"x@xn--p1ai"@example.com');
  // U+202E would turn the text after it around.
  for (const odd of ["ann", "", "ann@xn--", "ann@xn--a", "ann@xn--80a1acny-.com", "ann@xn--a-0hv7h.com"])
    expect(readableMail(odd)).toBe(odd);
});

test("reading and storing again gives the same address, for any domain that the runtime knows", () => {
  const label = fc.string({ unit: fc.constantFrom(..."abz-äßéøπжщ例テأب"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
      const ascii = domainToASCII(labels.join("."));
      const stored = toMailAddress(`ann@${labels.join(".")}`);
      fc.pre(stored !== undefined);
      expect(stored).toBe(`ann@${ascii}`);
      expect(toMailAddress(readableMail(stored))).toBe(stored);
    }),
  );
});

test("mail addresses are judged in one place", () => {
  const files = globSync("{app,components,lib}/**/*.{ts,tsx}").filter(
    (file) => !/\.test\.|prisma\/generated/.test(file),
  );
  const others = files.filter((file) => /z\.(string\(\)\.)?email\(|\[\^\\s@\]/.test(readFileSync(file, "utf8")));
  expect(files.length).toBeGreaterThan(500);
  expect(others).toEqual([]);
});
