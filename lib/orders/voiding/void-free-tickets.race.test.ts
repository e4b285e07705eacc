import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { createClient, db } from "#lib/platform/db/db";
import { forgetSingleton, singleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { waitForLockWaits, withoutLocks } from "#lib/platform/testing/locks";
import { checkInTicket } from "#lib/tickets/check-in-ticket";
import type { PrismaClient } from "#prisma/generated/client";
import { aMember, anEventOnSale, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { aSale } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { voidFreeTickets } from "./void-free-tickets.ts";

/**
 * INV-12 when staff void free tickets while their holders stand at the gate. Symptom: a ticket that is void and was admitted, and
 * a seat that is sold to another person with someone on it. Theory: voiding and scanning lock the ticket first and judge it behind
 * the wait. Method: both at once over many connections, and a voiding that meets a scan that has not committed.
 */
const database = aDatabase();
const shop = aShop();
let crowd: PrismaClient;
let eventId: number;
let clerk: Staff;

beforeAll(async () => {
  crowd = createClient(database.url(), 20);
  useClient(crowd);
  const layout = aSmallHall({ rows: 20, seatsPerRow: 10 });
  eventId = await anEventOnSale({ startsInHours: 1, priceMinor: 0, layout });
  clerk = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});
afterAll(() => crowd.$disconnect());

function useClient(client: PrismaClient): void {
  forgetSingleton("prisma");
  singleton("prisma", () => client);
}

const scan = (ticket: string) => checkInTicket(clerk, { ticket_number: ticket, event_id: eventId, gate: "North" });
const codeOf = (answer: { ok: true } | { ok: false; refusal: { code: string } }) =>
  answer.ok ? "ok" : answer.refusal.code;

test("a voiding and scans of the same tickets at once: each ticket is void or admitted, never both", async () => {
  for (let round = 0; round < 20; round++) {
    const { number, tickets, orderId } = await aSale(shop, eventId);
    const [first = ""] = tickets;
    const voiding = () => voidFreeTickets(clerk, { number, tickets: [first] });
    const scanning = () => Promise.all(Array.from({ length: 4 }, () => scan(first)));
    // Each begins first as often as the other.
    const begun =
      round % 2 === 0 ? { voiding: voiding(), scanning: scanning() } : { scanning: scanning(), voiding: voiding() };
    const [voided, scanned] = await Promise.all([begun.voiding, begun.scanning]);
    const admitted = scanned.filter(({ ok }) => ok).length;
    expect([codeOf(voided), admitted]).toEqual(voided.ok ? ["ok", 0] : ["not_voidable", 1]);
    const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, orderId, number: first } });
    expect(ticket.status).toBe(voided.ok ? "VOID" : "LIVE");
    expect(await db().checkIn.count({ where: { eventId, ticketId: ticket.id } })).toBe(admitted);
  }
  expect(await checkInvariants("after quiet")).toEqual([]);
});

describe("a voiding at the moment of a scan", () => {
  /** Voids a ticket while a scan has locked it and not committed its admission, which it does when the voiding waits. */
  async function meet(): Promise<{ voided: string; ticket: string; admitted: boolean }> {
    const { number, tickets, orderId } = await aSale(shop, eventId);
    const where = { eventId, orderId, number: tickets[0] ?? "" };
    const { id } = await db().ticket.findFirstOrThrow({ where });
    const { voiding } = await crowd.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT id FROM tickets WHERE event_id = ${eventId}::int AND id = ${id}::uuid FOR UPDATE`;
        const voiding = voidFreeTickets(clerk, { number, tickets: tickets.slice(0, 1) });
        await waitForLockWaits(1);
        await tx.checkIn.create({ data: { eventId, ticketId: id, issue: 0, gate: "N", staffId: clerk.userId } });
        return { voiding };
      },
      { timeout: 60_000 },
    );
    const voided = codeOf(await voiding);
    const [{ status }, checkIns] = await Promise.all([
      db().ticket.findFirstOrThrow({ where }),
      db().checkIn.count({ where: { eventId, ticketId: id } }),
    ]);
    return { voided, ticket: status, admitted: checkIns === 1 };
  }

  test("voids nothing of a holder who is inside", async () => {
    expect(await meet()).toEqual({ voided: "not_voidable", ticket: "LIVE", admitted: true });
  });

  test("control: without the tickets' locks, a ticket is void and admitted", async () => {
    useClient(withoutLocks(crowd, ["tickets"]));
    expect(await meet()).toEqual({ voided: "ok", ticket: "VOID", admitted: true });
    useClient(crowd);
  });
});
