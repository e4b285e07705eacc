import { afterAll, beforeAll, expect, test } from "vitest";
import { holdPaymentRoute } from "#lib/payments/payouts/payout-fragments";
import { claimDisconnect } from "#lib/payments/payouts/payout-store";
import { createClient, db } from "#lib/platform/db/db";
import { createFunction } from "#lib/platform/db/sql-function";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import type { PrismaClient } from "#prisma/generated/client";
import { aHeldReservation, anEventOnSale, type Held, itemsAtFullPrice, sellerOf } from "#prisma/seed/builders";
import { aPayoutAccount } from "../testing/a-payout-account.ts";
import { freshSeats } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { OPEN_ORDER } from "./open-order-function.ts";

/**
 * Symptom: an organizer was answered that the account is disconnected, and a payment is opened on it afterwards. Theory: an order read
 * the account as active and commits after the disconnection did. Method: an order is open and not committed while the account is
 * disconnected; the control opens it by a function without the lock of the route, and must go wrong.
 */
const database = aDatabase();
const shop = aShop();
let crowd: PrismaClient;
beforeAll(() => {
  crowd = createClient(database.url(), 4);
});
afterAll(() => crowd.$disconnect());

type Seats = { held: Held; account: string };

async function anAccountWithAHold(): Promise<Seats> {
  const eventId = await anEventOnSale();
  const account = await aPayoutAccount(shop, eventId);
  return { account, held: await aHeldReservation(eventId, freshSeats(eventId, 2)) };
}

async function argumentsOf({ held, account }: Seats): Promise<unknown[]> {
  const { updatedAt } = await db().event.findUniqueOrThrow({ where: { id: held.eventId } });
  const given = { number: "N-1", email: "a@b.org", name: "A", locale: "en", totalMinor: 9_000, discountMinor: 0 };
  const sums = { addedTaxMinor: 0, addOnsMinor: 0, promoRevision: 0, promoTickets: 0 };
  const paid = { gateway: "stripe", account, applicationFeeMinor: 225 };
  return [
    held.eventId,
    held.id,
    uuidv7(),
    uuidv7(),
    JSON.stringify({ ...given, ...sums, ...paid }),
    updatedAt,
    JSON.stringify(itemsAtFullPrice(held)),
  ];
}

const callOf = (name: string) =>
  `SELECT ${name}($1::int, $2::uuid, $3::uuid, $4::uuid, $5::jsonb, $7::jsonb, '[]', NULL, 300, 120, $6::timestamptz, '{}') AS outcome`;

const disconnect = async ({ held: { eventId } }: Seats) =>
  claimDisconnect(await sellerOf(eventId), () => ({
    ...{ actor: "system", action: "payout.disconnect", subject: "-", outcome: "ok" },
  }));

async function isSomeoneWaiting(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
  return (row?.count ?? 0) > 0;
}

/** What was said to be done, in its order, of an order that this function opens and a disconnection that begins meanwhile. */
async function payWhileDisconnecting(name: string): Promise<string[]> {
  const seats = await anAccountWithAHold();
  const said: string[] = [];
  let disconnecting: Promise<unknown> = Promise.resolve();
  await crowd.$transaction(
    async (tx) => {
      const [row] = await tx.$queryRawUnsafe<{ outcome: string }[]>(callOf(name), ...(await argumentsOf(seats)));
      expect(row?.outcome).toBe("opened");
      disconnecting = disconnect(seats).then(() => said.push("disconnected"));
      await expect.poll(async () => said.length > 0 || (await isSomeoneWaiting()), { timeout: 60_000 }).toBe(true);
      said.push("paid");
    },
    { timeout: 120_000 },
  );
  await disconnecting;
  return said;
}

test("an account is disconnected only after the payments that are being opened on it", async () => {
  expect(await payWhileDisconnecting(OPEN_ORDER.name)).toEqual(["paid", "disconnected"]);
});

test("control: without the lock of the route a payment is opened on it after the disconnection was answered", async () => {
  const lock = /PERFORM pg_advisory_xact_lock_shared\(-774001[^;]*;/;
  expect(holdPaymentRoute("x")).toMatch(/pg_advisory_xact_lock_shared/);
  const body = OPEN_ORDER.body.replace(lock, "");
  expect(body).not.toBe(OPEN_ORDER.body);
  await db().$executeRawUnsafe(createFunction({ ...OPEN_ORDER, name: "open_order_unlocked", body }));
  expect(await payWhileDisconnecting("open_order_unlocked")).toEqual(["disconnected", "paid"]);
});

test("no payment is opened on an account that is disconnected or restricted, nor past one that is active", async () => {
  const seats = await anAccountWithAHold();
  const open = async (account: string | null) => {
    const [eventId, id, order, payment, given, at, items] = await argumentsOf(seats);
    const routed = JSON.stringify({ ...JSON.parse(String(given)), account, applicationFeeMinor: 0 });
    const asked = [eventId, id, order, payment, routed, at, items];
    const [row] = await db().$queryRawUnsafe<{ outcome: string }[]>(callOf(OPEN_ORDER.name), ...asked);
    return row?.outcome;
  };
  expect(await open(null)).toBe("route_changed");
  shop.sandbox().changeAccount(seats.account, { becomes: "restricted", currentlyDue: ["external_account"] });
  await shop.sandbox().webhooksIdle();
  expect(await open(seats.account)).toBe("route_changed");
  expect(await open(null)).toBe("route_changed");
  await disconnect(seats);
  expect(await open(seats.account)).toBe("route_changed");
  expect(await open(null)).toBe("opened");
});

test("many buyers pay while the account is disconnected: all are through, and those who come afterwards pay the platform", async () => {
  const eventId = await anEventOnSale();
  const account = await aPayoutAccount(shop, eventId);
  const held = await Promise.all(Array.from({ length: 8 }, () => aHeldReservation(eventId, freshSeats(eventId, 2))));
  const first = held.slice(0, 4).map((each) => shop.commit(each));
  await Promise.race(first);
  await disconnect({ held: held[0] as Held, account });
  const later = held.slice(4);
  const answers = await Promise.all([...first, ...later.map((each) => shop.commit(each))]);
  expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => true));
  const accountsOf = async (each: readonly Held[]) => {
    const reservationId = { in: each.map(({ id }) => id) };
    return (await db().payment.findMany({ where: { eventId, order: { reservationId } } })).map((paid) => paid.account);
  };
  expect(await accountsOf(held.slice(0, 4))).toContain(account);
  expect(await accountsOf(later)).toEqual(later.map(() => null));
});
