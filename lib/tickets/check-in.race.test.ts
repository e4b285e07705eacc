/**
 * INV-12: a ticket admits once. Symptom: two gates that both admit one ticket, or a ticket that is refunded and admitted at the
 * same moment. Method: fifty scanners on twenty real connections scan one ticket at once, and a scan meets a refund that has
 * not committed.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { createClient, db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import type { PrismaClient } from "#prisma/generated/client";
import { aMember, anEventOnSale, aPaidOrder } from "#prisma/seed/builders";
import { checkInTicket } from "./check-in-ticket.ts";

const database = aDatabase();
let crowd: PrismaClient;
let eventId: number;
let steward: Staff;

beforeAll(async () => {
  crowd = createClient(database.url(), 20);
  await Promise.all(Array.from({ length: 20 }, () => crowd.$queryRaw`SELECT pg_sleep(0.05)::text`));
  forgetSingleton("prisma");
  singleton("prisma", () => crowd);
  eventId = await anEventOnSale({ startsInHours: 1 });
  const { organizationId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  steward = await aMember(organizationId, "GATE");
});
afterAll(() => crowd.$disconnect());

let seat = 1;
async function aTicket() {
  const order = await aPaidOrder(eventId, [seat++]);
  return db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } });
}

describe("fifty scanners with one ticket at once", () => {
  test("admit one person, and the other forty-nine learn when and at which gate", async () => {
    for (let times = 0; times < 5; times++) {
      const { number, id } = await aTicket();
      const scan = (gate: number) =>
        checkInTicket(steward, { ticket_number: number, event_id: eventId, gate: `G${gate}` });
      const answers = await Promise.all(Array.from({ length: 50 }, (_, gate) => scan(gate)));
      const admitted = answers.flatMap((answer) => (answer.ok ? [answer.answer] : []));
      expect(admitted).toHaveLength(1);
      const told = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
      for (const refusal of told)
        expect(refusal).toMatchObject({
          code: "already_admitted",
          gate: admitted[0]?.gate,
          admitted_at: admitted[0]?.admitted_at,
        });
      expect(await db().checkIn.count({ where: { eventId, ticketId: id } })).toBe(1);
      expect(await db().auditEntry.count({ where: { subject: number, outcome: "admitted" } })).toBe(1);
    }
  });
});

describe("a refund at the moment of a scan", () => {
  /** Scans while a refund has voided the ticket but not committed, which it does when `then` has passed. */
  async function meet(
    then: (scanning: Promise<unknown>) => Promise<unknown>,
  ): Promise<{ admitted: boolean; status: string }> {
    const { number, id } = await aTicket();
    const scanned = await crowd.$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE tickets SET status = 'VOID' WHERE event_id = ${eventId}::int AND id = ${id}::uuid`;
      const scanning = checkInTicket(steward, { ticket_number: number, event_id: eventId, gate: "N" });
      await then(scanning);
      return { scanning };
    });
    const answer = await scanned.scanning;
    const { status } = await db().ticket.findFirstOrThrow({ where: { eventId, id } });
    return { admitted: answer.ok, status };
  }

  test("keeps the ticket from admitting", async () => {
    expect(await meet(() => waitForLockWaits(1))).toEqual({ admitted: false, status: "VOID" });
  });

  test("control: without the ticket's lock, a void ticket admits", async () => {
    forgetSingleton("prisma");
    singleton("prisma", () => withoutLocks(crowd, ["tickets"]));
    expect(await meet((scanning) => scanning)).toEqual({ admitted: true, status: "VOID" });
  });
});
