import { describe, expect, test } from "vitest";
import { guestKeyOf as keyOf, newGuest } from "./identify.ts";

describe("the guest's cookie", () => {
  test("identifies its guest, in any position among other cookies", () => {
    const { buyerKey, cookie } = newGuest();
    const pair = `${cookie.name}=${cookie.value}`;
    expect(keyOf(pair)).toBe(buyerKey);
    expect(keyOf(`theme=dark; ${pair};seen=1`)).toBe(buyerKey);
    expect(keyOf(`broken; =nameless; bad=%E0%A4%A; ${pair}`)).toBe(buyerKey);
  });

  test("identifies no one when it is changed, badly encoded or missing", () => {
    const { cookie } = newGuest();
    for (const value of [`${cookie.value}x`, cookie.value.slice(0, -1), "%E0%A4%A", "", "__proto__"])
      expect(keyOf(`${cookie.name}=${value}`), value).toBeUndefined();
    expect(keyOf("")).toBeUndefined();
  });

  test("is set for this host only, hidden from scripts, for ninety days", () => {
    const { cookie, setCookie } = newGuest();
    expect(setCookie).toBe(`${cookie.name}=${cookie.value}; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax`);
  });
});
