/**
 * The transaction that admits a ticket judges everything again: between the reading of a ticket and its admission a
 * refund, a transfer or a change of the event may come. Each guard is tried alone, without the check before it.
 */
import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPaidOrder } from "#prisma/seed/builders";
import { type CheckInRequest, claimCheckIn } from "./store.ts";

aDatabase();

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

async function aRequest(): Promise<CheckInRequest> {
  const eventId = await anEventOnSale({ startsInHours: 1 });
  const order = await aPaidOrder(eventId, [1]);
  const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } });
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const steward = await aMember(event.organizationId, "GATE");
  return {
    eventId,
    ticketId: ticket.id,
    issue: ticket.issue,
    gate: "North",
    staffId: steward.userId,
    actor: `user:${steward.userId}`,
    admitsFrom: inHours(-1),
    admitsUntil: inHours(1),
  };
}

test("a live ticket of an event that takes place is admitted once, inside its window", async () => {
  const request = await aRequest();
  expect(await claimCheckIn(request)).toBeInstanceOf(Date);
  expect(await claimCheckIn(request)).toBeUndefined();
  expect(await factsOf({ subject: request.ticketId })).toHaveLength(1);
});

type Change = (request: CheckInRequest) => Promise<unknown> | Partial<CheckInRequest>;
const ofTicket = ({ eventId, ticketId: id }: CheckInRequest) => ({ eventId_id: { eventId, id } });

test.each<[string, Change]>([
  ["whose code is of an earlier issue", ({ issue }) => ({ issue: issue - 1 })],
  ["whose code is of an issue that was never made", ({ issue }) => ({ issue: issue + 1 })],
  ["before the window opens", () => ({ admitsFrom: inHours(0.5) })],
  ["after the window has closed", () => ({ admitsUntil: inHours(-0.5) })],
  ["of another event", async () => ({ eventId: await anEventOnSale({ startsInHours: 1 }) })],
  [
    "that was issued again since it was read",
    async (request) => {
      await db().ticket.update({ where: ofTicket(request), data: { issue: { increment: 1 } } });
    },
  ],
  [
    "that was given back since it was read",
    async (request) => {
      await db().ticket.update({ where: ofTicket(request), data: { status: "VOID" } });
    },
  ],
  [
    "of an event that was called off since it was read",
    async ({ eventId }) => {
      await db().event.update({ where: { id: eventId }, data: { status: "CANCELLED" } });
    },
  ],
])("a ticket %s is not admitted, and nothing says that it was (INV-12)", async (_, change) => {
  const request = await aRequest();
  const changed = { ...request, ...((await change(request)) as Partial<CheckInRequest> | undefined) };
  expect(await claimCheckIn(changed)).toBeUndefined();
  expect(await db().checkIn.count({ where: { ticketId: request.ticketId } })).toBe(0);
  expect(await factsOf({ subject: request.ticketId })).toEqual([]);
  expect(await db().auditEntry.count({ where: { eventId: request.eventId, action: "ticket.check_in" } })).toBe(0);
});
