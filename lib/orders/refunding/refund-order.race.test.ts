import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, aPromoCode, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { reconcilePayments } from "../settling/reconcile-payments.ts";
import { aSale as aSaleAt } from "../testing/sale.ts";
import { aShop } from "../testing/shop.ts";
import { refundOrder } from "./refund-order.ts";
import type { RefundOrder } from "./refund-request.ts";

/**
 * Symptom: two concurrent refunds of one order each count only earlier refunds, and together refund more than was paid, or free
 * a seat twice. Theory: the locks are taken first, so counting begins after the wait. Method: real requests at once over many
 * connections, then the books are compared with the gateway.
 */
aDatabase();
const shop = aShop();
let eventId: number;
let staff: Person;

beforeAll(async () => {
  eventId = await anEventOnSale({ layout: aSmallHall({ rows: 30, seatsPerRow: 20 }), refundUntilHours: 1 });
  staff = await aMember(await sellerOf(eventId), "MANAGER");
  await aPromoCode(eventId, { code: "ODD", kind: "AMOUNT", value: 703 });
});

const aSale = (seats: number) => aSaleAt(shop, eventId, { seats, promoCode: "ODD" });
const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
const minor = (amount: number) => Math.round(amount * 100);

test("fifty refunds of one order at once give each ticket back once and never more than was paid", async () => {
  const sale = await aSale(4);
  const wishes: RefundOrder["wanted"][] = Array.from({ length: 50 }, (_, i) => {
    if (i % 5 === 0) return "whole";
    return i % 5 === 1 ? { amount: 20 } : { tickets: [sale.tickets[i % 4] ?? ""] };
  });
  const answers = await Promise.all(wishes.map((wanted) => refundOrder(staff, { number: sale.number, wanted })));
  const given = answers.flatMap((answer) => (answer.ok ? [answer.refund] : []));
  const tickets = given.flatMap((refund) => refund.tickets);
  expect(new Set(tickets).size).toBe(tickets.length);
  expect(given.reduce((sum, refund) => sum + minor(refund.amount), 0)).toBe(sale.totalMinor);
  expect(sum(await sale.atGateway())).toBe(sale.totalMinor);
  const seats = await db().seat.findMany({ where: { eventId, id: { in: sale.seatIds } } });
  // Held, paying, booked, freed: each seat changed four times and not once more.
  expect(seats.map(({ status, version }) => [status, version])).toEqual(seats.map(() => ["AVAILABLE", 4]));
  await shop.sandbox().webhooksIdle();
  expect(await checkInvariants("after quiet")).toEqual([]);
});

test("ten repetitions of one request at once pay once and answer the same refund", async () => {
  const sale = await aSale(2);
  const request = { number: sale.number, wanted: { amount: 10 }, idempotencyKey: "user:x once" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => refundOrder(staff, request)));
  expect(new Set(answers.map((answer) => (answer.ok ? answer.refund.refund_id : "refused"))).size).toBe(1);
  expect(sum(await sale.atGateway())).toBe(1_000);
});

test("refunds of any parts in any order, with an unreliable gateway, leave books and gateway in agreement", async () => {
  const wish = fc.oneof(
    fc.record({ kind: fc.constant("tickets" as const), which: fc.subarray([0, 1, 2, 3], { minLength: 1 }) }),
    fc.record({ kind: fc.constant("amount" as const), minor: fc.integer({ min: 1, max: 9_000 }) }),
    fc.record({ kind: fc.constant("whole" as const) }),
    fc.record({ kind: fc.constant("trouble" as const), times: fc.integer({ min: 1, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      async (rounds) => {
        const sale = await aSale(4);
        for (const round of rounds) {
          await Promise.all(
            round.map(async (each) => {
              if (each.kind === "trouble") return shop.sandbox().trouble.set("down", { times: each.times });
              const wanted: RefundOrder["wanted"] =
                each.kind === "whole"
                  ? "whole"
                  : each.kind === "amount"
                    ? { amount: each.minor / 100 }
                    : { tickets: each.which.map((i) => sale.tickets[i] ?? "") };
              await refundOrder(staff, { number: sale.number, wanted });
            }),
          );
          expect(await checkInvariants()).toEqual([]);
        }
        shop.sandbox().trouble.clear();
        await reconcilePayments(0);
        await shop.sandbox().webhooksIdle();
        expect(await checkInvariants("after quiet")).toEqual([]);
        const [paid] = await db().payment.findMany({ where: { eventId }, orderBy: { createdAt: "desc" }, take: 1 });
        expect(sum(await sale.atGateway())).toBe(paid?.refundedMinor);
        expect(paid?.refundedMinor).toBeLessThanOrEqual(sale.totalMinor);
      },
    ),
    { numRuns: 25 },
  );
});
