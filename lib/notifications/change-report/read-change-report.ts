import { findLastChange, loadCurrency } from "#lib/catalog/queries";
import { countOrdersToTell, findGivenBack, listBuyers } from "#lib/orders/changing-event/queries";
import { mayActFor, type Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { isOpenDate } from "#lib/platform/open-date";
import { countPending, listPendingSubjects } from "#lib/platform/outbox/outbox-store";
import { refuse } from "../refusals.ts";
import { type ChangeAsked, countChangeMails, listUndelivered } from "./change-mails-store.ts";
import type { ChangeReportWire } from "./change-report-contract.ts";

type Paging = { page?: number | undefined; limit?: number | undefined };

/**
 * Who heard of the last change of an event, a postponement above all, and what was given back since, for its staff. It is read from the
 * facts that wait, the mails and the refunds, so that it is true after a crash. An event that nobody had to hear of has no report.
 */
export async function readChangeReport(
  person: Staff,
  eventId: number,
  { page = 1, limit = 20 }: Paging = {},
): Promise<{ ok: true; report: ChangeReportWire } | Refused<"not_found" | "forbidden">> {
  const event = await findLastChange(eventId);
  if (!event) return refuse("not_found");
  const may = mayActFor(person, event.organizationId, "order.read");
  if (!may.ok) return may;
  if (!event.lastChange) return refuse("not_found");
  const { at, parts } = event.lastChange;
  const asked = { eventId, at };
  const { isRunning, ...orders } = await countTold(asked);
  const [currency, back, undelivered] = await Promise.all([
    loadCurrency(eventId),
    findGivenBack(eventId, new Date(at)),
    listLetters(asked, { take: limit, skip: (page - 1) * limit }),
  ]);
  const report: ChangeReportWire = {
    ...{ event_id: eventId, status: isRunning ? "under_way" : "finished", changed_at: at, parts },
    has_date: !isOpenDate(event.startsAt),
    orders,
    undelivered: { data: undelivered.data, meta: { total: undelivered.total, page, limit } },
    given_back: { orders: back.orders, tickets: back.tickets },
    money: {
      currency,
      refunded: toMajor(back.refundedMinor, currency),
      under_way: toMajor(back.underWayMinor, currency),
      failed: toMajor(back.failedMinor, currency),
    },
  };
  return { ok: true, report };
}

const mailFacts = ({ eventId, at }: ChangeAsked) => ({
  ...{ subscriber: "order-mails", eventId, type: "order.event_changed" },
  having: { change: { at } },
});

/** Facts are read before mails: a mail that goes out in between is counted twice for a moment, and never lost. */
async function countTold(asked: ChangeAsked): Promise<ChangeReportWire["orders"] & { isRunning: boolean }> {
  const { eventId, at } = asked;
  const moved = { subscriber: "holder-teller", eventId, type: "event.moved", having: { change: { at } } };
  const listing = await countPending(moved);
  const facts = await countPending(mailFacts(asked));
  const mails = await countChangeMails(asked);
  const isListing = listing.waiting > 0;
  const toDo = isListing ? await countOrdersToTell(eventId) : facts.waiting;
  // Given up facts are forgotten after a month; their mails stay.
  const failed = Math.max(facts.givenUp, mails.open - facts.waiting);
  const total = toDo + mails.delivered + failed;
  return { total, to_do: toDo, told: mails.delivered, failed, isRunning: isListing || facts.waiting > 0 };
}

async function listLetters(asked: ChangeAsked, part: { take: number; skip: number }) {
  const ids = await listUndelivered(asked, part);
  const [buyers, waiting, { open: total }] = await Promise.all([
    listBuyers(asked.eventId, ids),
    listPendingSubjects(mailFacts(asked), ids),
    countChangeMails(asked),
  ]);
  const data = buyers.map(({ id, number, name, email }) => {
    const state: "retrying" | "given_up" = waiting.includes(id) ? "retrying" : "given_up";
    return { order_number: number, buyer: { name, email }, state };
  });
  return { data, total };
}
