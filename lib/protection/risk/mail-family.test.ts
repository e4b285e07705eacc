import { describe, expect, test } from "vitest";
import { mailFamily } from "./mail-family.ts";

describe("the family of a mail address", () => {
  test.each([
    ["A.N.N+sale@googlemail.com", "ann@gmail.com"],
    ["ann@gmail.com", "ann@gmail.com"],
    ["ann+1+2@outlook.com", "ann@outlook.com"],
    ["a.nn+1@hotmail.co.uk", "a.nn@hotmail.co.uk"],
    ["tickets@ann.fastmail.com", "ann@fastmail.com"],
    ["ann+tickets@fastmail.fm", "ann@fastmail.fm"],
    ["ann@me.com", "ann@icloud.com"],
    ["a-n_n.+x@protonmail.com", "ann@proton.me"],
    ["ann-tickets@yahoo.es", "ann@yahoo.es"],
  ])("of %s is %s", (mail, family) => {
    expect(mailFamily(mail)).toBe(family);
    expect(mailFamily(family)).toBe(family);
  });

  test.each([
    ["of an unknown provider only loses its capitals", "Ann.B+tag-x@Example.org", "ann.b+tag-x@example.org"],
    ["keeps the dots that Outlook tells apart", "ann.b@outlook.com", "ann.b@outlook.com"],
    ["keeps the hyphens that Gmail tells apart", "ann-b@gmail.com", "ann-b@gmail.com"],
    ["of a quoted local part stays as it is", '"a.b+c"@gmail.com', '"a.b+c"@gmail.com'],
    ["is never without a name", "+tag@gmail.com", "+tag@gmail.com"],
    ["is that of a domain that only ends alike", "ann+x@notgmail.com", "ann+x@notgmail.com"],
    ["is that of no provider named like a property of objects", "ann+x@constructor", "ann+x@constructor"],
    ["of a longer subdomain stays as it is", "x@a.b.fastmail.com", "x@a.b.fastmail.com"],
    ["of what is no address is itself", "nobody", "nobody"],
  ])("%s", (_what, mail, family) => {
    expect(mailFamily(mail)).toBe(family);
  });
});
