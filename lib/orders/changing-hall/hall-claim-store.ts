import { appendAudit } from "#lib/audit/append-audit";
import { lockEvent } from "#lib/catalog/event-fragments";
import { findHallVersion } from "#lib/catalog/halls/hall-store";
import { findOrganizerEvent, type OrganizerRow } from "#lib/catalog/organizer-store";
import { findGeometry } from "#lib/catalog/queries";
import type { LevelRow } from "#lib/catalog/store";
import type { Staff } from "#lib/organizations/authority";
import { eventDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Refused } from "#lib/platform/http/refusals";
import { uuidv7 } from "#lib/platform/ids";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { compareHalls, type DrawnHall, type HallDifference } from "#lib/seating/hall-change/compare-halls";
import type { HallChangeBody } from "#lib/seating/hall-change/hall-change-contract";
import { appendHallChange, findHallOrigin, listSeatsNow, writeHall } from "#lib/seating/hall-change/hall-change-store";
import { type HallChangePlan, planHallChange } from "#lib/seating/hall-change/plan-hall-change";
import { type WorseSeat, worseSeats } from "#lib/seating/hall-change/worse-seats";
import type { Layout } from "#lib/seating/layout";
import { storedPainting } from "#lib/seating/painting/stored-painting";
import type { HallPlan } from "#lib/seating/plan/plan";
import { refuse } from "#lib/seating/refusals";
import { lockSeatsOfEvent } from "#lib/seating/seat-fragments";
import type { Prisma } from "#prisma/generated/client";
import { countsOf, printedChanges } from "./printed-changes.ts";
import { refuseState } from "./refuse-state.ts";

/** A change with what stands against it. `orders` are numbers by reservation, of the seats that would be orphaned. */
export type JudgedHall = {
  difference: HallDifference;
  plan: HallChangePlan;
  levels: readonly LevelRow[];
  orders: ReadonlyMap<string, string>;
  layoutHash: string;
  /** How often its price levels were painted. */
  painting: number;
  isApplied: boolean;
  /** Seats that get worse, and how many of them people have now. */
  worse: readonly WorseSeat[];
  worseTaken: number;
  /** For how many days those may be given back. */
  returnDays: number;
};

type Judgement =
  | ({ ok: true; row: OrganizerRow } & JudgedHall)
  | Refused<"not_found" | "invalid_request" | "hall_changed" | "hall_not_changeable">;

/** Judges a change by what is committed now, without a lock: nothing waits for it. */
export async function previewHallChange(eventId: number, asked: HallChangeBody): Promise<Judgement> {
  return judge(eventDb(eventId), eventId, asked);
}

/**
 * Judges a change behind the locks of the event and all its seats, and writes it when nothing stands against it, with its fact and its
 * audit entry. Holds that came before are seen; later ones wait, and find their seat blocked where it was removed (INV-1, INV-3).
 */
export async function claimHallChange(person: Staff, eventId: number, asked: HallChangeBody): Promise<Judgement> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const now = await lockEvent(tx, eventId);
    if (!now) return refuse("not_found");
    await lockSeatsOfEvent(tx, eventId);
    const judged = await judge(tx, eventId, asked);
    if (!judged.ok || !judged.plan.writes) return judged;
    const { row, difference, plan, worse } = judged;
    const { layoutHash, painting } = await writeHall(tx, { row, now }, judged.plan.writes);
    // Read behind the locks: every hold that came before has an earlier time, and saw the hall as it was.
    const changedAt = await clockNow(tx);
    const id = uuidv7();
    const actor = person.keys[0] ?? "stranger";
    const counts = { ...countsOf(difference), repriced: plan.repriced.length, worse: worse.length };
    const renamed = printedChanges(difference) as unknown as Prisma.InputJsonValue;
    await appendHallChange(tx, {
      ...{ eventId, id, hallId: asked.hall_id, version: asked.version, renamed, difference: counts },
      ...{ fromHash: row.layoutHash, toHash: layoutHash, changedBy: actor, changedAt },
      ...{ worse: worse as unknown as Prisma.InputJsonValue, worseSeatIds: worse.map(({ seatId }) => seatId) },
      returnUntil: worse.length > 0 ? new Date(changedAt.getTime() + row.changeReturnDays * DAY_MS) : null,
    });
    await appendFact(tx, { type: "event.hall_changed", eventId, subject: "event", payload: { changeId: id } });
    await appendAudit(tx, {
      ...{ actor, action: "event.change_hall", subject: String(eventId), outcome: "ok", eventId },
      organizationId: row.organizationId,
      detail: { hall_id: asked.hall_id, version: asked.version, layout_hash: layoutHash, ...counts },
    });
    return { ...judged, layoutHash, painting, isApplied: true };
  });
}

const DAY_MS = 86_400_000;

async function clockNow(tx: Transaction): Promise<Date> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  invariant(clock, "the database has a clock");
  return clock.now;
}

async function judge(tx: Transaction, eventId: number, asked: HallChangeBody): Promise<Judgement> {
  const own = await findOrganizerEvent(eventId, tx);
  if (!own) return refuse("not_found");
  const { row } = own;
  const levels = own.levels.toSorted((a, b) => a.id - b.id);
  const isFixed = refuseState(row);
  if (isFixed) return isFixed;
  if (row.layoutHash !== asked.layout_hash) return refuse("hall_changed", { layout_hash: row.layoutHash });
  const wrong = Object.entries(asked.price_levels).filter(([, level]) => !levels.some(({ id }) => id === level));
  if (wrong.length > 0) {
    const fields = wrong.map(([name]) => ({
      path: `price_levels.${name}`,
      message: "is no price level of this event",
    }));
    return refuse("invalid_request", { fields });
  }
  const halls = await findHalls(tx, row, asked);
  if (!halls) return refuse("not_found");
  if (halls === "other_hall") return refuse("hall_not_changeable", { reason: "other_hall" });
  const { seats, highestId } = await listSeatsNow(tx, eventId);
  const difference = compareHalls(halls.from, halls.to, highestId);
  const named = new Map(Object.entries(asked.price_levels));
  const plan = planHallChange(
    { from: halls.from.layout, difference },
    {
      ...{ seats, levels, named, painting: storedPainting(row.painting) },
    },
  );
  const orders = await ordersOf(
    tx,
    eventId,
    plan.orphaned.flatMap(({ reservationId }) => reservationId ?? []),
  );
  const taken = new Set(seats.flatMap(({ id, status, isFree }) => (isFree || status === "BLOCKED" ? [] : [id])));
  const worse = worseSeats(halls.from.layout, difference.layout);
  const worseTaken = worse.filter(({ seatId }) => taken.has(seatId)).length;
  const given = { worse, worseTaken, returnDays: row.changeReturnDays };
  return {
    ok: true,
    ...given,
    row,
    difference,
    plan,
    levels,
    orders,
    layoutHash: row.layoutHash,
    painting: row.pricePaintingRevision,
    isApplied: false,
  };
}

/** What the event sells now and what it shall sell, both versions of one hall. */
async function findHalls(
  tx: Transaction,
  row: OrganizerRow,
  { hall_id: hallId, version }: HallChangeBody,
): Promise<{ from: DrawnHall; to: DrawnHall } | "other_hall" | undefined> {
  const to = await findHallVersion(tx, { hallId, version });
  if (!to) return undefined;
  const origin = await findHallOrigin(tx, { eventId: row.id, layoutHash: row.layoutHash });
  if (origin && origin.hallId !== hallId) return "other_hall";
  const own = { hallId, ...(origin ? { version: origin.version } : { layoutHash: row.layoutHash }) };
  const from = await findHallVersion(tx, own);
  if (!from) return "other_hall";
  return {
    from: { layout: await loadLayout(tx, row.layoutHash), plan: planOf(from.plan) },
    to: { layout: await loadLayout(tx, to.layoutHash), plan: planOf(to.plan) },
  };
}

async function loadLayout(tx: Transaction, hash: string): Promise<Layout> {
  const geometry = await findGeometry(hash, tx);
  invariant(geometry !== undefined, "the layout of an event or a version is stored");
  return JSON.parse(geometry) as Layout;
}

function planOf(plan: string | null): HallPlan | undefined {
  return plan === null ? undefined : (JSON.parse(plan) as HallPlan);
}

async function ordersOf(
  tx: Transaction,
  eventId: number,
  reservationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (reservationIds.length === 0) return new Map();
  const where = { eventId, reservationId: { in: [...new Set(reservationIds)] } };
  const orders = await tx.order.findMany({ where, select: { reservationId: true, number: true } });
  return new Map(orders.map(({ reservationId, number }) => [reservationId, number]));
}
