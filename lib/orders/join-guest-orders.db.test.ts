import { beforeAll, beforeEach, expect, test } from "vitest";
import { openSession } from "#lib/identity/sign-in/open-session";
import { db } from "#lib/platform/db/db";
import { runInContext } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, workFacts } from "#lib/platform/testing/facts";
import { anEventOnSale } from "#prisma/seed/builders";
import { guestOrders, joinGuestOrders } from "./join-guest-orders.ts";
import { anOrder } from "./testing/an-order.ts";

aDatabase();

let eventId: number;
let count = 0;
let seat = 0;
let email = "";
let userId = "";

beforeAll(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
});

beforeEach(async () => {
  count += 1;
  email = `guest-${count}@example.com`;
  userId = (await db().user.create({ data: { email, emailVerified: new Date() } })).id;
});

const aGuest = () => `guest:${uuidv7()}`;

async function bought(buyerKey: string, mail: string) {
  seat += 1;
  const { id } = await anOrder(eventId, { buyerKey, email: mail, seatIds: [seat] });
  return () => db().order.findUniqueOrThrow({ where: { eventId_id: { eventId, id } } });
}

const mine = () => ({ buyerKey: `user:${userId}`, userId });

test("orders bought as a guest with the account's verified mail join the account, in any case of the address", async () => {
  const order = await bought(aGuest(), email.toUpperCase());
  const asked = { requestId: uuidv7(), address: "203.0.113.9" };
  await runInContext(asked, () => joinGuestOrders({ userId }));
  await joinGuestOrders({ userId });
  expect(await order()).toMatchObject(mine());
  const entries = await db().auditEntry.findMany({ where: { actor: `user:${userId}`, action: "order.join" } });
  expect(entries).toEqual([expect.objectContaining({ ...asked, subject: (await order()).number })]);
});

test("orders of this browser's guest cookie join the account under any mail, and no other guest's", async () => {
  const guestKey = aGuest();
  const [own, other] = [await bought(guestKey, "typo@example.com"), await bought(aGuest(), "typo@example.com")];
  await joinGuestOrders({ userId, guestKey });
  expect(await own()).toMatchObject(mine());
  expect((await other()).buyerKey).toMatch(/^guest:/);
});

test("what another account bought for this mail stays with that account", async () => {
  const account = `user:${uuidv7()}`;
  const order = await bought(account, email);
  await joinGuestOrders({ userId, guestKey: account });
  expect((await order()).buyerKey).toBe(account);
});

test("an account whose mail is not proven, or that is disabled, gets nothing", async () => {
  const order = await bought(aGuest(), email);
  await db().user.update({ where: { id: userId }, data: { emailVerified: null } });
  await joinGuestOrders({ userId });
  await db().user.update({ where: { id: userId }, data: { emailVerified: new Date(), disabledAt: new Date() } });
  await joinGuestOrders({ userId });
  expect((await order()).buyerKey).toMatch(/^guest:/);
});

test("every sign-in asks for it", async () => {
  await openSession(userId);
  const facts = await factsOf({ having: { userId } });
  expect(facts.map(({ type }) => type)).toContain("account.signed_in");
  const order = await bought(aGuest(), email);
  await workFacts(guestOrders);
  expect((await order()).buyerKey).toBe(`user:${userId}`);
});
