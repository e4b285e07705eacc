import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderMails } from "#lib/notifications/order-mails";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, workFacts } from "#lib/platform/testing/facts";
import { checkInTicket } from "#lib/tickets/check-in-ticket";
import { ISSUES_MAX } from "#lib/tickets/reissue-rules";
import { aMember, anEventOnSale, aPerson, sellerOf } from "#prisma/seed/builders";
import { findOrder } from "../reading/find-order.ts";
import { anOrder } from "../testing/an-order.ts";
import { reissueTicket } from "./reissue-ticket.ts";

aDatabase();

let eventId: number;
let clerk: Staff;
let seat = 1;
let order: Awaited<ReturnType<typeof anOrder>>;
let ticket: string;

beforeAll(async () => {
  eventId = await anEventOnSale({ startsInHours: 1, title: "La Traviata" });
  clerk = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

beforeEach(async () => {
  order = await anOrder(eventId, { seatIds: [seat++], email: `ada-${seat}@example.org`, locale: "es" });
  ticket = (await db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } })).number;
});

const reissue = (who = clerk) => reissueTicket(who, { number: order.number, ticket });
const rowOf = () => db().ticket.findFirstOrThrow({ where: { eventId, number: ticket } });
const codeOf = async () => {
  const view = await findOrder(aPerson(order.buyerKey), order.number);
  return view?.tickets[0]?.token ?? "";
};
const enter = (code: string) => checkInTicket(clerk, { code, event_id: eventId, gate: "North" });
const refusedAs = (reason: string) => ({ ok: false, refusal: { code: "not_reissuable", reason } });

describe("a ticket that gets a new code", () => {
  test("admits with the code that its buyer finds in the order, and the gate refuses the old one as replaced", async () => {
    const old = await codeOf();
    expect(await reissue()).toEqual({
      ok: true,
      reissue: { ticket_number: ticket, order_number: order.number, issue: 2 },
    });
    const renewed = await codeOf();
    expect(renewed).not.toBe(old);
    expect(await enter(old)).toMatchObject({ ok: false, refusal: { code: "invalid_ticket", reason: "replaced" } });
    expect(await enter(renewed)).toMatchObject({ ok: true });
  });

  test("is mailed to its buyer in their language, once for each new code, and audited", async () => {
    await reissue();
    const { id } = await rowOf();
    const facts = await factsOf({ subject: order.id });
    expect(facts).toMatchObject([{ type: "ticket.reissued", payload: { orderId: order.id, ticketId: id, issue: 2 } }]);
    await workFacts(orderMails);
    await reissue();
    await workFacts(orderMails);
    const mails = await db().notification.findMany({
      where: { deliveries: { some: { address: `ada-${seat}@example.org` } } },
    });
    expect(mails.map(({ template }) => template)).toEqual(["reissue", "reissue"]);
    expect(mails[0]?.subject).toBe("Tu entrada tiene un código nuevo: La Traviata");
    expect(mails[0]?.html).toMatch(/<img[^>]* src="data:image\/png;base64,/);
    const lines = await db().auditEntry.findMany({ where: { subject: ticket, action: "ticket.reissue" } });
    expect(lines.map(({ actor, outcome, detail }) => [actor, outcome, detail])).toEqual([
      [`user:${clerk.userId}`, "ok", { issue: 2 }],
      [`user:${clerk.userId}`, "ok", { issue: 3 }],
    ]);
  });
});

describe("no new code", () => {
  test("for a void ticket, a used one, and one that had a hundred", async () => {
    await db().ticket.updateMany({ where: { eventId, number: ticket }, data: { issue: ISSUES_MAX } });
    expect(await reissue()).toEqual(refusedAs("too_often"));
    await enter(await codeOf());
    expect(await reissue()).toEqual(refusedAs("checked_in"));
    await db().ticket.updateMany({ where: { eventId, number: ticket }, data: { status: "VOID" } });
    expect(await reissue()).toEqual(refusedAs("void"));
    expect((await rowOf()).issue).toBe(ISSUES_MAX);
    expect(await factsOf({ subject: order.id })).toEqual([]);
  });

  test("by the buyer, stewards, or another organization's staff", async () => {
    const organizationId = await sellerOf(eventId);
    const elsewhere = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    const buyer = { ...aPerson(order.buyerKey), userId: undefined };
    expect(await reissueTicket(buyer, { number: order.number, ticket })).toMatchObject({
      refusal: { code: "not_found" },
    });
    expect(await reissue(elsewhere)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await reissue(await aMember(organizationId, "GATE"))).toMatchObject({ refusal: { code: "forbidden" } });
    expect((await rowOf()).issue).toBe(1);
  });

  test("for a ticket of another order", async () => {
    const other = await anOrder(eventId, { seatIds: [seat++] });
    for (const [number, named] of [
      [other.number, ticket],
      [order.number, `${order.number}-2`],
      ["ORD-2026-ZZ-7K3M2Q", ticket],
      ["nonsense", ticket],
    ] as const) {
      expect(await reissueTicket(clerk, { number, ticket: named })).toMatchObject({ refusal: { code: "not_found" } });
    }
    expect((await rowOf()).issue).toBe(1);
  });
});
