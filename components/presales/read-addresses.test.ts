import { expect, test } from "vitest";
import { readAddresses } from "./read-addresses.ts";

test("addresses are read from a pasted list, a CSV file with a head, and mail programs", () => {
  const text =
    'Name;E-mail\r\n"Ann Lee";"ann@example.org"\nBen <ben@example.org>\n\ncarl@example.org, dora@bücher.example';
  expect(readAddresses(text)).toEqual({
    addresses: ["ann@example.org", "ben@example.org", "carl@example.org", "dora@xn--bcher-kva.example"],
    wrong: [],
  });
});

test("what stands there twice counts once, whatever its case", () => {
  expect(readAddresses("ann@example.org\nANN@example.org").addresses).toEqual(["ANN@example.org"]);
});

test("lines without an address are named, but for a head", () => {
  expect(readAddresses("mail\nann@example.org\nBen\nx@@y z").wrong).toEqual([
    { line: 3, text: "Ben" },
    { line: 4, text: "x@@y z" },
  ]);
});
