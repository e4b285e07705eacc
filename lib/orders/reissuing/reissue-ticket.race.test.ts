/**
 * A ticket that gets a new code while it is scanned. Symptom: a used ticket whose buyer is mailed a new code that does not admit.
 * Theory: both lock the ticket before they look at it. Method: a new code is asked for while an uncommitted admission
 * holds the ticket; the control is the same without the lock.
 */
import { afterEach, beforeAll, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { anOrder } from "../testing/an-order.ts";
import { reissueTicket } from "./reissue-ticket.ts";

aDatabase();

let eventId: number;
let clerk: Staff;
let seat = 1;

beforeAll(async () => {
  eventId = await anEventOnSale({ startsInHours: 1 });
  clerk = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

/** Asks for a new code while a scanner has the ticket's lock; it admits and commits when `then` has passed. */
async function meet(then: (asking: Promise<unknown>) => Promise<unknown>) {
  const order = await anOrder(eventId, { seatIds: [seat++] });
  const { id, number: ticket } = await db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const named = { number: order.number, ticket };
  const scanned = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id::text FROM tickets WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const asking = reissueTicket(clerk, named);
    await then(asking);
    const staffId = clerk.userId;
    await tx.checkIn.create({ data: { eventId, ticketId: id, issue: 1, gate: "North", staffId } });
    return { asking };
  });
  return scanned.asking;
}

let whole: ReturnType<typeof db> | undefined;
afterEach(() => {
  if (!whole) return;
  forgetSingleton("prisma");
  singleton("prisma", () => whole);
});

test("is admitted with the old code or gets a new one, never both", async () => {
  expect(await meet(() => waitForLockWaits(1))).toMatchObject({ refusal: { reason: "checked_in" } });
});

test("control: without the ticket's lock, a ticket that is being admitted is judged as unused", async () => {
  const client = db();
  whole = client;
  forgetSingleton("prisma");
  singleton("prisma", () => withoutLocks(client, ["tickets"]));
  expect(await meet(() => waitForLockWaits(1))).toMatchObject({ ok: true });
});
