import fc from "fast-check";
import { expect, test } from "vitest";
import { derivedKey, parsePublicId, publicId, readableCode, signValue, uuidv7, verifySigned } from "./ids.ts";
import { forgetSingleton } from "./singleton.ts";

const eventId = fc.integer({ min: 1, max: 2_147_483_647 });

test("an id is a UUID of version 7 that contains its millisecond", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (ms) => {
      const id = uuidv7(ms);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(ms);
    }),
  );
});

test("a later id sorts behind an earlier one, and no two are the same", () => {
  const ids = Array.from({ length: 1_000 }, (_, i) => uuidv7(1_700_000_000_000 + i));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(Array.from({ length: 1_000 }, () => uuidv7(5))).size).toBe(1_000);
});

test("a public id is read back as its event and id", () => {
  fc.assert(
    fc.property(eventId, (event) => {
      const id = uuidv7();
      expect(parsePublicId(publicId(event, id))).toEqual({ eventId: event, id });
    }),
  );
});

test("a text that is not a public id, or names an impossible event, is refused", () => {
  const id = uuidv7();
  for (const text of [
    "",
    id,
    `0-${id}`,
    `-1-${id}`,
    `2147483648-${id}`,
    `9999999999-${id}`,
    `12-${id}x`,
    ` 12-${id}`,
    `12-${id.toUpperCase()}`,
  ]) {
    expect(parsePublicId(text), text).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => parsePublicId(text) === undefined));
});

test("a code can be read aloud: none of its characters is taken for another", () => {
  expect(readableCode(500)).toMatch(/^[0-9A-HJKMNP-TV-Z]{500}$/);
});

test("a signed value is believed, and nothing else that looks like it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), (value, at) => {
      const signed = signValue("guest", value);
      expect(verifySigned("guest", signed)).toBe(value);
      const i = at % signed.length;
      const forged = signed.slice(0, i) + (signed[i] === "A" ? "B" : "A") + signed.slice(i + 1);
      expect(verifySigned("guest", forged)).toBeUndefined();
      expect(verifySigned("other purpose", signed)).toBeUndefined();
    }),
  );
  for (const text of ["", ".", "value", "value.", ".signature"]) expect(verifySigned("guest", text)).toBeUndefined();
});

test("keys differ by purpose and by the app's secret", () => {
  const secret = process.env.APP_SECRET;
  const one = derivedKey("one");
  expect(derivedKey("one")).toEqual(one);
  expect(derivedKey("two")).not.toEqual(one);
  try {
    process.env.APP_SECRET = "another-key-for-the-app-0123456789abcdef0123456789";
    forgetSingleton("env");
    expect(derivedKey("one")).not.toEqual(one);
  } finally {
    process.env.APP_SECRET = secret;
    forgetSingleton("env");
  }
});
