import { describe, expect, it } from "vitest";
import { checkPassword, hashPassword } from "./password.ts";

describe("a password", () => {
  it("matches its own hash only", async () => {
    const hash = await hashPassword("curtain rises at eight");
    expect(await checkPassword("curtain rises at eight", hash)).toBe(true);
    expect(await checkPassword("curtain rises at nine", hash)).toBe(false);
    expect(await checkPassword("", hash)).toBe(false);
  });

  it("is stored as argon2id with its parameters and its own salt", async () => {
    const [one, two] = [await hashPassword("the same words"), await hashPassword("the same words")];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it("typed in another Unicode form is the same password", async () => {
    expect(await checkPassword("cafe\u0301 con leche", await hashPassword("caf\u00e9 con leche"))).toBe(true);
  });

  it.each([null, undefined, "", "plain text", "$argon2id$v=19$m=1,t=1,p=1$x$y"])(
    "never matches a hash that is none (%j)",
    async (hash) => {
      expect(await checkPassword("anything at all", hash)).toBe(false);
    },
  );

  it("takes the same work for an unknown mail, so the time reveals nothing", async () => {
    const hash = await hashPassword("curtain rises at eight");
    const known = await processorTime(() => checkPassword("wrong", hash));
    const unknown = await processorTime(() => checkPassword("wrong", undefined));
    // Hashing takes tens of milliseconds and skipping it microseconds: a factor of four is noise, one of thousands is a leak.
    expect(unknown).toBeGreaterThan(known / 4);
  });
});

/** What the work costs this process, which is the same on a busy machine as on an idle one. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
