import { briefly } from "#lib/catalog/briefly";
import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import { countTroubles } from "#lib/orders/reading/trouble-store";
import { listFailedRefunds } from "#lib/orders/refunding/failed-refunds-store";
import { mayActFor, type Staff } from "#lib/organizations/authority";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { toMajor } from "#lib/platform/money";
import { isOpenDate } from "#lib/platform/open-date";
import { listReviews } from "#lib/protection/risk/review-store";
import { countChurn } from "#lib/reservations/churn-store";
import { countPaying } from "#lib/reservations/store";
import { listAllocations } from "#lib/seating/allocations/allocation-store";
import { countByLevel, type LevelCounts } from "#lib/seating/level-counts";
import { openLiveSeats } from "#lib/seating/live-seats";
import { countTicketsIssued } from "#lib/tickets/queries";
import { readStatus } from "#lib/waiting-room/read-status";
import { loadRoomNow } from "#lib/waiting-room/reading-store";
import { findEventSales, listSoldEvents } from "../list-event-sales.ts";
import type { Attention, EventBoard } from "./board-contract.ts";
import { countSoldBy } from "./board-store.ts";
import { judgeAttention } from "./judge-attention.ts";

const DAY_MS = 86_400_000;
/** Counted over many rows, and read by everyone who looks on: the figures of the last hours and those of other events may be so old. */
const SOLD_MS = 10_000;
const PACE_MS = 60_000;
/** How many earlier events a sale is compared with, the latest of them. */
const EARLIER_MAX = 3;
/** Of events with sales so many are looked at to find earlier ones among them. */
const LOOKED_AT = 30;

/** How the sale of an own event stands at this moment, and what of it needs attention. Money is for those who may read orders. */
export async function readBoard(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; board: EventBoard } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { organizationId, currency, startsAt } = own.row;
  const now = databaseNow();
  const mayReadOrders = mayActFor(person, organizationId, "order.read").ok;
  const [levels, paying, room, sold, sales, pace] = await Promise.all([
    countLevels(eventId),
    countPaying(eventId),
    loadRoomNow(eventId),
    briefly(`board-sold:${eventId}`, SOLD_MS, () => countTicketsIssued(eventId)),
    findEventSales(person, organizationId, eventId),
    briefly(`board-pace:${eventId}`, PACE_MS, () => readPace(own, now)),
  ]);
  const attention = await readAttention(eventId, { mayReadOrders, now, waiting: room?.waiting ?? 0 });
  const takenMinor = sales?.takenMinor ?? null;
  return {
    ok: true,
    board: {
      ...{ event_id: eventId, at: now.toISOString(), currency },
      days_to_show: daysUntil(startsAt, now) ?? null,
      seats: sumOf(levels),
      paying,
      queue: room ? { waiting: room.waiting, inside: room.inside } : null,
      sold: { last_hour: sold.hour, last_day: sold.day, last_week: sold.week },
      taken: takenMinor === null ? null : toMajor(takenMinor, currency),
      levels: own.levels.flatMap(({ id, name }) => {
        const counts = levels.find((level) => level.id === id);
        if (!counts) return [];
        const { id: _, ...states } = counts;
        return [{ price_level_id: id, name, ...states }];
      }),
      pace,
      attention,
    },
  };
}

/** A draft has no seats yet. */
async function countLevels(eventId: number): Promise<readonly LevelCounts[]> {
  const seats = await openLiveSeats(eventId);
  await seats?.refresh();
  return seats ? countByLevel(seats) : [];
}

function sumOf(levels: readonly LevelCounts[]): EventBoard["seats"] {
  const sum = (state: keyof EventBoard["seats"]) => levels.reduce((total, level) => total + level[state], 0);
  return { available: sum("available"), held: sum("held"), booked: sum("booked"), blocked: sum("blocked") };
}

function daysUntil(startsAt: Date, now: Date): number | undefined {
  if (isOpenDate(startsAt) || startsAt <= now) return undefined;
  return Math.floor((startsAt.getTime() - now.getTime()) / DAY_MS);
}

/** The share that was sold, beside what the organization's earlier events had sold as many days before they began. */
async function readPace({ row }: OwnEvent, now: Date): Promise<EventBoard["pace"]> {
  const days = daysUntil(row.startsAt, now);
  if (days === undefined) return null;
  const known = await listSoldEvents(row.organizationId, { without: row.id, limit: LOOKED_AT });
  const earlier = known
    .filter(({ startsAt }) => new Date(startsAt) < now)
    .toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))
    .slice(0, EARLIER_MAX);
  if (earlier.length === 0) return null;
  const soldBy = await countSoldBy([
    { eventId: row.id, day: dayOf(now) },
    ...earlier.map(({ id, startsAt }) => ({ eventId: id, day: dayOf(new Date(Date.parse(startsAt) - days * DAY_MS)) })),
  ]);
  const percentOf = (id: number, capacity: number) =>
    capacity > 0 ? Math.round((1_000 * (soldBy.get(id) ?? 0)) / capacity) / 10 : 0;
  return {
    sold_percent: percentOf(row.id, row.capacity),
    earlier: earlier.map(({ id, title, capacity }) => ({ event_id: id, title, sold_percent: percentOf(id, capacity) })),
  };
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

async function readAttention(
  eventId: number,
  { mayReadOrders, now, waiting }: { mayReadOrders: boolean; now: Date; waiting: number },
): Promise<Attention[]> {
  const [troubles, failed, status, reviews, churn, allocations] = await Promise.all([
    mayReadOrders ? countTroubles(eventId, now) : undefined,
    mayReadOrders ? listFailedRefunds(eventId, { take: 0, skip: 0 }) : undefined,
    readStatus(eventId),
    listReviews(eventId, { state: "OPEN", reference: undefined }, { page: 1, limit: 1 }),
    countChurn(eventId),
    listAllocations(eventId),
  ]);
  const counted = {
    ...{ troubles, failedRefunds: failed?.total, allocations, reviews: reviews.total },
    stopped: status?.held_back === "outage" ? waiting : 0,
    holding: churn.hour.people + churn.hour.networks,
  };
  return judgeAttention(counted, now.getTime());
}
