import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import {
  appendFamily,
  claimFamilyEnd,
  claimReuse,
  claimRotation,
  findRotation,
  listFamilies,
  listLiveFamilies,
} from "./token-store.ts";

/** Each guard of the statements alone: the use cases reach some of them only in races. */
aDatabase();

const LIFE = { refreshSeconds: 3_600, familySeconds: 86_400 };
let userId = "";
let id = "";
let first = "";
let second = "";

beforeEach(async () => {
  [id, first, second] = [randomUUID(), `first-${randomUUID()}`, `second-${randomUUID()}`];
  userId = (await db().user.create({ data: { email: `${id}@example.com` } })).id;
  await appendFamily({ id, userId, isTwoFactor: false, userAgent: "Partner/1.0", tokenHash: first }, LIFE);
});

const lapsed = () => new Date(Date.now() - 1);
const rotate = () => claimRotation(first, second, LIFE.refreshSeconds);

/** What ends a family, one thing each. */
const ENDINGS: [string, () => Promise<unknown>][] = [
  ["was ended", () => db().tokenFamily.update({ where: { id }, data: { revokedAt: new Date() } })],
  ["has lapsed", () => db().tokenFamily.update({ where: { id }, data: { endsAt: lapsed() } })],
  ["is of a disabled person", () => db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } })],
];

describe.each(ENDINGS)("a family that %s", (_what, end) => {
  test("is not live, whatever other families are", async () => {
    const other = randomUUID();
    const owner = await db().user.create({ data: { email: `${other}@example.com` } });
    const hash = `other-${other}`;
    await appendFamily({ id: other, userId: owner.id, isTwoFactor: false, userAgent: "", tokenHash: hash }, LIFE);
    expect(await listLiveFamilies([id, other])).toHaveLength(2);
    await end();
    expect((await listLiveFamilies([id, other])).map(({ familyId }) => familyId)).toEqual([other]);
  });

  test("has no next token", async () => {
    await end();
    expect(await rotate()).toBeUndefined();
    expect(await db().refreshToken.count({ where: { familyId: id } })).toBe(1);
  });

  test("does not repeat the answer of its last rotation", async () => {
    expect(await rotate()).toMatchObject({ familyId: id });
    expect(await findRotation(first, second)).toMatchObject({ familyId: id });
    await end();
    expect(await findRotation(first, second)).toBeUndefined();
  });
});

describe("the answer of a rotation is not repeated", () => {
  test("for a token that was never used", async () => {
    await db().refreshToken.create({
      data: { tokenHash: second, familyId: id, expires: new Date(Date.now() + 60_000) },
    });
    expect(await findRotation(first, second)).toBeUndefined();
  });

  test("when the successor has lapsed or was used", async () => {
    await rotate();
    await db().refreshToken.update({ where: { tokenHash: second }, data: { expires: lapsed() } });
    expect(await findRotation(first, second)).toBeUndefined();
    const expires = new Date(Date.now() + 60_000);
    await db().refreshToken.update({ where: { tokenHash: second }, data: { expires, usedAt: new Date() } });
    expect(await findRotation(first, second)).toBeUndefined();
  });

  test("with the successor of another family's token", async () => {
    await rotate();
    const other = randomUUID();
    const hash = `other-${other}`;
    await appendFamily({ id: other, userId, isTwoFactor: false, userAgent: "", tokenHash: hash }, LIFE);
    expect(await findRotation(first, hash)).toBeUndefined();
  });
});

test("a token rotates once, and not after its time", async () => {
  await db().refreshToken.update({ where: { tokenHash: first }, data: { expires: lapsed() } });
  expect(await rotate()).toBeUndefined();
  await db().refreshToken.update({ where: { tokenHash: first }, data: { expires: new Date(Date.now() + 60_000) } });
  expect(await rotate()).toBeDefined();
  expect(await claimRotation(first, `third-${id}`, LIFE.refreshSeconds)).toBeUndefined();
});

test("a token ends its family by a second use only, once, and while the family lasts", async () => {
  expect(await claimReuse(first)).toBeUndefined();
  await rotate();
  await db().tokenFamily.update({ where: { id }, data: { endsAt: lapsed() } });
  expect(await claimReuse(first)).toBeUndefined();
  await db().tokenFamily.update({ where: { id }, data: { endsAt: new Date(Date.now() + 60_000) } });
  expect(await claimReuse(first)).toEqual({ familyId: id, userId });
  expect(await claimReuse(first)).toBeUndefined();
});

test("a family ends once, and its list shows none that has ended or lapsed", async () => {
  expect((await listFamilies(userId)).map((family) => family.id)).toEqual([id]);
  await db().tokenFamily.update({ where: { id }, data: { endsAt: lapsed() } });
  expect(await listFamilies(userId)).toEqual([]);
  await db().tokenFamily.update({ where: { id }, data: { endsAt: new Date(Date.now() + 60_000) } });
  expect([await claimFamilyEnd(userId, id), await claimFamilyEnd(userId, id)]).toEqual([true, false]);
  expect(await listFamilies(userId)).toEqual([]);
});
