import { databaseNow } from "#lib/platform/db/database-clock";
import { eventDb, globalDb } from "#lib/platform/db/db";
import { KEPT } from "#lib/platform/http/idempotency-store";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import type { PrismaClient } from "#prisma/generated/client";
import { HOLD_SEATS } from "./hold-function.ts";
import { EXPIRE_HOLDS, EXTEND_HOLD, RELEASE_HOLD } from "./hold-life-functions.ts";
import { KEEP_REFUSALS } from "./refusals-function.ts";
import type { ReservationStatus } from "./state.ts";

export type HoldRequest = {
  reservationId: string;
  eventId: number;
  buyerKey: string;
  clientReservationId: string;
  seatIds: readonly number[];
  /** Seconds the buyer asked for; the statement clamps them to the event's own. */
  ttlSeconds: number;
  key?: HoldKey | undefined;
  /** The thumbprint of the browser's key that signed the request. */
  keyThumbprint?: string | undefined;
} & Standing;

/** By what a buyer counts as a person. Without both, their buyer key is one person and shows no proof. */
export type Standing = {
  /** For a guest without a proof: the key of their network, whose unproven guests count as one person. */
  networkKey?: string | undefined;
  /** When the buyer's last challenge was solved. */
  provenAt?: Date | undefined;
};

/** The buyer's `Idempotency-Key`, unique for the buyer inside the event, and a hash of the request it came with. */
export type HoldKey = { key: string; fingerprint: string };

export type ReservationRow = {
  eventId: number;
  id: string;
  buyerKey: string;
  status: ReservationStatus;
  seatIds: number[];
  unitMinor: number[];
  totalMinor: number;
  currency: string;
  expiresAt: Date;
  createdAt: Date;
  extensionsLeft: number;
};

export type HoldVerdict =
  | { kind: "held"; reservation: ReservationRow; versions: number[] }
  | { kind: "replayed"; reservation: ReservationRow }
  /** The idempotency key was used for another request. */
  | { kind: "other_request" }
  /** The idempotency key was used for this very request, which was refused: the refusal as JSON. */
  | { kind: "refused_before"; refusal: string }
  | { kind: "closed" }
  /** The general sale has not begun, and the buyer has no access to the presale that is open. */
  | { kind: "presale" }
  /** The organization is suspended. */
  | { kind: "stopped" }
  | { kind: "sale_paused" }
  | { kind: "queue" }
  /** The buyer's time inside belongs to another browser. */
  | { kind: "wrong_browser" }
  /** An automatic waiting room lets everyone in, and its places are taken: it must begin to queue. */
  | { kind: "full" }
  | { kind: "over_limit"; limit: number; already: number }
  /** The buyer has to solve a challenge: their network's unproven guests have as many seats as one person may, or they abandoned too many holds. */
  | { kind: "unproven" }
  /** The buyer abandoned so many holds that the next one has to wait. */
  | { kind: "paused"; seconds: number }
  | { kind: "taken"; seatIds: number[] };

/**
 * Decides a batch of holds of one event in one call (hold-function.ts): each basket wins all its seats or none (INV-7). No two
 * requests of a batch may share a seat, a buyer, a network key or a client id.
 */
export async function claimSeats(
  batch: readonly HoldRequest[],
  client: PrismaClient = eventDb(batch[0]?.eventId ?? 0),
): Promise<HoldVerdict[]> {
  const eventId = batch[0]?.eventId ?? 0;
  invariant(
    batch.every((request) => request.eventId === eventId),
    "a batch of holds is of one event",
  );
  const wanted = batch.flatMap(({ seatIds }, index) => seatIds.map((seatId) => ({ place: index + 1, seatId })));
  const rows = await client.$queryRawUnsafe<VerdictRow[]>(
    HOLD,
    eventId,
    batch.map((request) => request.reservationId),
    batch.map((request) => request.buyerKey),
    batch.map((request) => request.clientReservationId),
    batch.map((request) => request.ttlSeconds),
    batch.map((request) => request.seatIds.length),
    batch.map((request) => request.key?.key ?? null),
    batch.map((request) => request.key?.fingerprint ?? null),
    wanted.map(({ place }) => place),
    wanted.map(({ seatId }) => seatId),
    batch.map((request) => request.networkKey ?? null),
    batch.map((request) => request.provenAt ?? null),
    batch.map((request) => request.keyThumbprint ?? null),
  );
  const verdicts = new Array<HoldVerdict>(batch.length).fill({ kind: "closed" });
  for (const row of rows) verdicts[row.place - 1] = toVerdict(row, batch[row.place - 1] as HoldRequest);
  return verdicts;
}

const HOLD = `SELECT * FROM ${HOLD_SEATS.name}($1::int, $2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::int[], $7::text[], $8::text[], $9::int[], $10::int[], $11::text[], $12::timestamptz[], $13::text[])`;

/**
 * Tells PostgreSQL how large the table of holds is by now. A statement that was planned while it was empty reads it
 * from end to end for every basket until the database notices by itself, a minute into the rush (measured: a quarter of the
 * rate). Never throws: it may lack the right to do it, and autovacuum does it in the end.
 */
export async function refreshHoldPlans(): Promise<void> {
  try {
    await globalDb().$executeRaw`ANALYZE reservations (event_id, buyer_key, client_reservation_id)`;
  } catch (error) {
    log().warn({ err: error }, "the table of holds is not analyzed");
  }
}

type VerdictRow = {
  place: number;
  outcome: HoldVerdict["kind"];
  id: string | null;
  seat_ids: number[] | null;
  unit_minor: number[] | null;
  total_minor: number | null;
  currency: string | null;
  expires_at: Date | null;
  created_at: Date | null;
  versions: number[] | null;
  taken: number[] | null;
  seat_limit: number | null;
  already: number | null;
  first_refusal: string | null;
  wait_seconds: number | null;
};

function toVerdict(row: VerdictRow, request: HoldRequest): HoldVerdict {
  switch (row.outcome) {
    case "held":
      invariant(row.seat_ids?.length === request.seatIds.length, "a basket that won has all its seats (INV-7)");
      return { kind: "held", reservation: reservationOf(row, request), versions: row.versions ?? [] };
    case "refused_before":
      return { kind: "refused_before", refusal: row.first_refusal ?? "" };
    case "replayed":
      return { kind: "replayed", reservation: reservationOf(row, request) };
    case "over_limit":
      return { kind: "over_limit", limit: row.seat_limit ?? 0, already: row.already ?? 0 };
    case "paused":
      return { kind: "paused", seconds: row.wait_seconds ?? 0 };
    case "taken":
      return { kind: "taken", seatIds: row.taken ?? [] };
    case "other_request":
    case "closed":
    case "presale":
    case "stopped":
    case "sale_paused":
    case "queue":
    case "full":
    case "unproven":
    case "wrong_browser":
      return { kind: row.outcome };
  }
}

/** As it was when it was made, whatever became of it. */
function reservationOf(row: VerdictRow, request: HoldRequest): ReservationRow {
  return {
    eventId: request.eventId,
    id: row.id ?? request.reservationId,
    buyerKey: request.buyerKey,
    status: "HELD",
    seatIds: row.seat_ids ?? [],
    unitMinor: row.unit_minor ?? [],
    totalMinor: row.total_minor ?? 0,
    currency: row.currency ?? "",
    expiresAt: row.expires_at ?? new Date(0),
    createdAt: row.created_at ?? new Date(0),
    extensionsLeft: 1,
  };
}

export type RefusedHoldRow = {
  eventId: number;
  buyerKey: string;
  idempotencyKey: string;
  fingerprint: string;
  refusal: string;
};

/** Keeps refusals for their keys, event by event: each is kept where its event is. The first one of a key stays for a day. */
export async function appendRefusals(rows: readonly RefusedHoldRow[]): Promise<void> {
  for (const [eventId, ofEvent] of Map.groupBy(rows, ({ eventId }) => eventId))
    await eventDb(eventId).$executeRawUnsafe(
      `SELECT ${KEEP_REFUSALS.name}($1::int, $2::text[], $3::text[], $4::text[], $5::text[])`,
      eventId,
      ofEvent.map(({ buyerKey }) => buyerKey),
      ofEvent.map(({ idempotencyKey }) => idempotencyKey),
      ofEvent.map(({ fingerprint }) => fingerprint),
      ofEvent.map(({ refusal }) => refusal),
    );
}

/** Forgets refusals older than a day. Answers how many. */
export async function deleteOldRefusals(): Promise<number> {
  return globalDb().$executeRawUnsafe(`DELETE FROM refused_holds WHERE refused_at < now() - ${KEPT}`);
}

/** A reservation, whoever owns it. */
export async function findReservation(eventId: number, id: string): Promise<ReservationRow | undefined> {
  return (await eventDb(eventId).reservation.findUnique({ where: { eventId_id: { eventId, id } } })) ?? undefined;
}

/** Seats that changed, as the channel tells them: id and version after the change. */
export type Changed = { eventId: number; seatIds: number[]; versions: number[] };

/**
 * Moves the end of a live hold by the given seconds, at most by the event's own hold time, once. Loses (undefined) when
 * it is not HELD any more, is past its time, or was extended before.
 */
export async function claimExtension(
  eventId: number,
  id: string,
  seconds: number,
): Promise<{ expiresAt: Date; extensionsLeft: number } | undefined> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ expires_at: Date; extensions_left: number }[]>(
    `SELECT * FROM ${EXTEND_HOLD.name}($1::int, $2::uuid, $3::int)`,
    eventId,
    id,
    seconds,
  );
  return row && { expiresAt: row.expires_at, extensionsLeft: row.extensions_left };
}

/** Gives the seats of a HELD reservation back, lapsed or not. Loses (undefined) when it is not HELD any more. */
export async function claimRelease(eventId: number, id: string): Promise<Changed | undefined> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ seat_ids: number[]; versions: number[] }[]>(
    `SELECT * FROM ${RELEASE_HOLD.name}($1::int, $2::uuid)`,
    eventId,
    id,
  );
  return row && { eventId, seatIds: row.seat_ids, versions: row.versions };
}

/**
 * Tidies up HELD reservations that ran out, up to `limit` of each event that has one among the `limit` oldest: marks them
 * EXPIRED and frees the seats that are still theirs. Two sweepers at once share the work.
 */
export async function claimLapsed(limit: number): Promise<{ reservations: number; changed: Changed[] }> {
  const events = await globalDb().$queryRaw<{ event_id: number }[]>`
    SELECT DISTINCT event_id FROM (
      SELECT event_id FROM reservations WHERE status = 'HELD' AND expires_at <= now() ORDER BY expires_at LIMIT ${limit}
    ) r ORDER BY 1`;
  const changed: Changed[] = [];
  let reservations = 0;
  for (const { event_id: eventId } of events) {
    const [row] = await eventDb(eventId).$queryRawUnsafe<
      { reservations: number; seat_ids: number[]; versions: number[] }[]
    >(`SELECT * FROM ${EXPIRE_HOLDS.name}($1::int, $2::int)`, eventId, limit);
    reservations += row?.reservations ?? 0;
    if (row && row.seat_ids.length > 0) changed.push({ eventId, seatIds: row.seat_ids, versions: row.versions });
  }
  return { reservations, changed };
}

/** The holds of an event that are not being paid for, lapsed or not. */
export async function listHeld(eventId: number, limit: number): Promise<string[]> {
  const rows = await eventDb(eventId).reservation.findMany({
    where: { eventId, status: "HELD" },
    select: { id: true },
    orderBy: { id: "asc" },
    take: limit,
  });
  return rows.map(({ id }) => id);
}

/**
 * The seats of an event that a buyer has besides one reservation: bought, or held and in their time, under these keys or by these
 * reservations.
 */
export async function countSeatsOf(
  eventId: number,
  { keys, reservationIds, except }: { keys: readonly string[]; reservationIds: readonly string[]; except: string },
): Promise<number> {
  const [row] = await eventDb(eventId).$queryRaw<{ seats: number }[]>`
    SELECT coalesce(sum(cardinality(r.seat_ids)), 0)::int AS seats FROM reservations r
    WHERE r.event_id = ${eventId}::int AND r.id <> ${except}::uuid
      AND (r.buyer_key = ANY (${keys}::text[]) OR r.id = ANY (${reservationIds}::uuid[]))
      AND (r.status = 'CONFIRMED' OR (r.status IN ('HELD', 'PAYING') AND r.expires_at > now()))`;
  return row?.seats ?? 0;
}

/** How many orders of an event are being paid for. */
export async function countPaying(eventId: number): Promise<number> {
  return eventDb(eventId).reservation.count({ where: { eventId, status: "PAYING", expiresAt: { gt: databaseNow() } } });
}
