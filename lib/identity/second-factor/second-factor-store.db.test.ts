import { beforeEach, describe, expect, it, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { PROOF_MS } from "../sign-in/session-rules.ts";
import { hashToken } from "../sign-in/session-store.ts";
import { anAccount, aSessionOf } from "../testing/second-factors.ts";
import {
  carryTwoFactorOver,
  claimRecoveryCode,
  claimStep,
  claimTry,
  confirmSecret,
  countRecoveryCodes,
  keepPendingSecret,
} from "./second-factor-store.ts";

/** Each guard of the writes alone: the use cases look before they write, so only races reach some of them. */
aDatabase();

let userId = "";
let otherId = "";
beforeEach(async () => {
  [userId, otherId] = [(await anAccount()).userId, (await anAccount()).userId];
  for (const id of [userId, otherId]) await keepPendingSecret(id, "sealed");
});

const any = () => true;
const proof = { sessionToken: "", sealedSecret: "sealed", step: 7, codeHashes: ["one", "two"] };
const rowOf = (id: string) => db().twoFactor.findUniqueOrThrow({ where: { userId: id } });

describe("confirming a waiting secret", () => {
  it("confirms that person's only, with that person's codes", async () => {
    await db().recoveryCode.create({ data: { userId: otherId, codeHash: "kept" } });
    await db().recoveryCode.create({ data: { userId, codeHash: "replaced" } });
    expect(await confirmSecret({ userId, ...proof }, any)).toBe("on");
    expect((await rowOf(userId)).confirmedAt).not.toBeNull();
    expect((await rowOf(otherId)).confirmedAt).toBeNull();
    expect([await countRecoveryCodes(userId), await countRecoveryCodes(otherId)]).toEqual([2, 1]);
  });

  it("loses and writes nothing when the secret was replaced or confirmed meanwhile", async () => {
    expect(await confirmSecret({ userId, ...proof, sealedSecret: "older" }, any)).toBe("lost");
    expect(await rowOf(userId)).toMatchObject({ confirmedAt: null, lastStep: 0n });
    expect(await countRecoveryCodes(userId)).toBe(0);
    expect(await confirmSecret({ userId, ...proof }, any)).toBe("on");
    expect(await confirmSecret({ userId, ...proof, step: 9, codeHashes: ["three"] }, any)).toBe("lost");
    expect(await rowOf(userId)).toMatchObject({ lastStep: 7n });
    expect(await countRecoveryCodes(userId)).toBe(2);
  });
});

test("a refused confirmation writes nothing", async () => {
  expect(await confirmSecret({ userId, ...proof }, () => false)).toBe("refused");
  expect(await rowOf(userId)).toMatchObject({ confirmedAt: null });
  expect(await countRecoveryCodes(userId)).toBe(0);
});

describe("a code", () => {
  it("of a secret that waits for its first code proves nothing", async () => {
    expect(await claimStep(userId, 7)).toBe(false);
    expect(await rowOf(userId)).toMatchObject({ lastStep: 0n });
  });

  it("uses up the step of one person, and none before it", async () => {
    for (const id of [userId, otherId]) await confirmSecret({ userId: id, ...proof }, any);
    expect([await claimStep(userId, 8), await claimStep(userId, 8), await claimStep(userId, 7)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await rowOf(otherId)).toMatchObject({ lastStep: 7n });
  });

  it("for recovery is used up alone, and is that person's only", async () => {
    await confirmSecret({ userId, ...proof }, any);
    expect(await claimRecoveryCode(otherId, "one")).toBe(false);
    expect([await claimRecoveryCode(userId, "one"), await claimRecoveryCode(userId, "one")]).toEqual([true, false]);
    expect(await countRecoveryCodes(userId)).toBe(1);
  });
});

describe("a session that inherits the second factor of an earlier one", () => {
  it("gains none when the earlier one had none, and leaves the person's other sessions alone", async () => {
    const [without, other] = [await aSessionOf(userId), await aSessionOf(userId)];
    const shownAt = new Date();
    await db().session.update({ where: { sessionToken: hashToken(other) }, data: { twoFactorAt: shownAt } });
    await carryTwoFactorOver(without);
    const sessionOf = (token: string) => db().session.findUniqueOrThrow({ where: { sessionToken: hashToken(token) } });
    expect([(await sessionOf(without)).twoFactorAt, (await sessionOf(other)).twoFactorAt]).toEqual([null, shownAt]);
    await carryTwoFactorOver(other);
    expect((await sessionOf(other)).twoFactorAt?.getTime()).toBeLessThanOrEqual(Date.now() - PROOF_MS);
  });
});

describe("the lock after wrong codes", () => {
  const limit = { most: 5, seconds: 300 };
  const windowsPass = () => db().signInFailure.updateMany({ data: { since: new Date(0) } });
  const lockOut = async () => {
    for (let i = 0; i < limit.most; i += 1) expect(await claimTry(userId, limit)).toMatchObject({ tryNumber: i + 1 });
    const refused = await claimTry(userId, limit);
    return "retryAfterSeconds" in refused ? Math.ceil(refused.retryAfterSeconds / 60) : 0;
  };

  it("is as short as ever for a person whose earlier tries did not use up all", async () => {
    await claimTry(userId, limit);
    await windowsPass();
    expect(await lockOut()).toBe(5);
  });

  it("grows to 320 minutes and no further", async () => {
    const minutes: number[] = [];
    for (let lock = 0; lock < 5; lock += 1) {
      minutes.push(await lockOut());
      await windowsPass();
    }
    expect(minutes).toEqual([5, 20, 80, 320, 320]);
  });
});
