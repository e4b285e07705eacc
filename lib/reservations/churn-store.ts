import { eventDb, globalDb } from "#lib/platform/db/db";
import type { Transaction } from "#lib/platform/db/transaction";
import { ABANDONED_MINUTES, ABANDONED_PROOF } from "./churn.ts";
import { isAbandonedSince, reservationsOfPerson } from "./churn-fragments.ts";

/** How often one person had to wait before a hold, and how often they were asked for a proof. */
export type ChurnSeen = { personKey: string; waits: number; proofs: number };

export type ChurnRow = ChurnSeen & { lastAt: Date; abandoned: number; seatsHeld: number };
type ChurnCounts = { hour: { people: number; networks: number }; day: { people: number; networks: number } };

/** What is added up in one row. */
const SLICE = "interval '10 minutes'";
const RECENT = `now() - interval '${ABANDONED_MINUTES} minutes'`;

/** A proof is asked for because of a full network as well: only people who abandoned so many holds are noted for it. */
const APPEND = `
  INSERT INTO hold_churn AS c (event_id, person_key, began_at, waits, proofs, last_at)
  SELECT $1::int, n.person_key, date_bin(${SLICE}, now(), 'epoch'), n.waits, p.proofs, now()
  FROM unnest($2::text[], $3::int[], $4::int[]) AS n(person_key, waits, asked)
  CROSS JOIN LATERAL (
    SELECT CASE WHEN n.asked > 0 AND ${ABANDONED_PROOF} <= (
      SELECT count(*) FROM ${reservationsOfPerson({ eventId: "$1::int", personKey: "n.person_key" })} o WHERE ${isAbandonedSince(RECENT)}
    ) THEN n.asked ELSE 0 END AS proofs
  ) p
  WHERE n.waits + p.proofs > 0
  ORDER BY n.person_key
  ON CONFLICT (event_id, person_key, began_at) DO UPDATE
  SET waits = least(c.waits, 1000000) + excluded.waits, proofs = least(c.proofs, 1000000) + excluded.proofs, last_at = excluded.last_at`;

/** Adds to what is known of the people of one event, each of whom is named once. */
export async function appendChurn(eventId: number, seen: readonly ChurnSeen[]): Promise<void> {
  await eventDb(eventId).$executeRawUnsafe(
    APPEND,
    eventId,
    seen.map(({ personKey }) => personKey),
    seen.map(({ waits }) => waits),
    seen.map(({ proofs }) => proofs),
  );
}

const LIST = `
  WITH people AS (
    SELECT c.person_key, sum(c.waits)::int AS waits, sum(c.proofs)::int AS proofs, max(c.last_at) AS last_at, (count(*) OVER ())::int AS total
    FROM hold_churn c
    WHERE c.event_id = $1::int AND c.began_at > now() - $2::interval - ${SLICE} AND c.last_at > now() - $2::interval
    GROUP BY c.person_key ORDER BY max(c.last_at) DESC, c.person_key LIMIT $3::int OFFSET $4::int
  )
  SELECT p.person_key AS "personKey", p.waits, p.proofs, p.last_at AS "lastAt", p.total, h.abandoned, h.seats AS "seatsHeld"
  FROM people p
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE ${isAbandonedSince("now() - $2::interval")})::int AS abandoned,
      coalesce(sum(cardinality(o.seat_ids)) FILTER (WHERE o.status IN ('HELD', 'PAYING') AND o.expires_at > now()), 0)::int AS seats
    FROM ${reservationsOfPerson({ eventId: "$1::int", personKey: "p.person_key" })} o
  ) h
  ORDER BY p.last_at DESC, p.person_key`;

/** A page of the people of an event who were slowed or asked for a proof within the span, those of the latest hold first. */
export async function listChurn(
  eventId: number,
  { span, page, limit }: { span: "1 hour" | "1 day"; page: number; limit: number },
): Promise<{ rows: ChurnRow[]; total: number }> {
  const asked = [eventId, span, limit, (page - 1) * limit];
  const rows = await eventDb(eventId).$queryRawUnsafe<(ChurnRow & { total: number })[]>(LIST, ...asked);
  return { rows, total: rows[0]?.total ?? 0 };
}

/** How many people and networks of an event were slowed or asked for a proof within an hour and within a day. */
export async function countChurn(eventId: number): Promise<ChurnCounts> {
  const rows = await eventDb(eventId).$queryRaw<{ isNetwork: boolean; hour: number; day: number }[]>`
    SELECT starts_with(c.person_key, 'network:') AS "isNetwork", count(DISTINCT c.person_key)::int AS day,
      (count(DISTINCT c.person_key) FILTER (WHERE c.last_at > now() - interval '1 hour'))::int AS hour
    FROM hold_churn c WHERE c.event_id = ${eventId}::int AND c.last_at > now() - interval '1 day' GROUP BY 1`;
  const [people, networks] = [false, true].map((isNetwork) => rows.find((row) => row.isNetwork === isNetwork));
  const of = (span: "hour" | "day") => ({ people: people?.[span] ?? 0, networks: networks?.[span] ?? 0 });
  return { hour: of("hour"), day: of("day") };
}

/** How many holds of an event these keys abandoned within the minutes that count (churn.ts). */
export async function countAbandoned(eventId: number, keys: readonly string[]): Promise<number> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM reservations o WHERE o.event_id = $1::int AND o.buyer_key = ANY ($2::text[]) AND ${isAbandonedSince(RECENT)}`,
    eventId,
    [...keys],
  );
  return row?.count ?? 0;
}

/** Forgets whom holds slowed more than a day ago. Answers how many rows. */
export async function deleteOldChurn(): Promise<number> {
  return globalDb().$executeRaw`DELETE FROM hold_churn WHERE last_at < now() - interval '1 day'`;
}

/** Forgets it of a person whose account is erased. */
export async function eraseChurn(tx: Transaction, userId: string): Promise<void> {
  await tx.holdChurn.deleteMany({ where: { personKey: `user:${userId}` } });
}

/** The events whose reservations are kept with the network that they count for. */
export async function listNetworkEvents(): Promise<number[]> {
  const rows = await globalDb().$queryRaw<{ id: number }[]>`
    SELECT DISTINCT event_id AS id FROM reservations WHERE network_key IS NOT NULL`;
  return rows.map(({ id }) => id);
}

/** Forgets the networks of the reservations of events that are over. Answers how many. */
export async function forgetNetworksOf(eventIds: readonly number[]): Promise<number> {
  let forgotten = 0;
  for (const eventId of eventIds) {
    const where = { eventId, networkKey: { not: null } };
    forgotten += (await eventDb(eventId).reservation.updateMany({ where, data: { networkKey: null } })).count;
  }
  return forgotten;
}
