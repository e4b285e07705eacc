import { eventDb } from "#lib/platform/db/db";
import { accessOf, inItsTime, openWindowOf } from "./access-fragments.ts";

/** A buyer as access knows them: new access belongs to the first key. */
export type AccessBuyer = {
  readonly keys: readonly string[];
  /** A mail address that they have shown to be theirs. */
  readonly provenEmail: string | undefined;
};

/** What a buyer may buy now. */
export type OwnAccess = {
  /** Whether seats that are not set aside are on sale to them: the general sale has begun, or a presale that they may enter. */
  isOpen: boolean;
  /** They came by a link that sells seats of its allocation alone. */
  isAlone: boolean;
  /** The price levels of the presale that is open; undefined where all are sold. */
  levelIds: number[] | undefined;
  /** Seats of the allocations that they have access to, whatever their state. */
  seatIds: number[];
};

/**
 * Gives the first key what the buyer's other keys have: who came by a link and then signed in keeps it. Opens the windows whose list
 * names their proven mail address. Answers whether there is more than before.
 */
export async function claimAccess(eventId: number, { keys, provenEmail }: AccessBuyer): Promise<boolean> {
  const [key, ...others] = keys;
  if (key === undefined) return false;
  const carried = others.length === 0 ? 0 : await carry(eventId, { key, others });
  const listed = provenEmail === undefined ? 0 : await openLists(eventId, { key, provenEmail });
  return carried + listed > 0;
}

const carry = (eventId: number, { key, others }: { key: string; others: readonly string[] }) =>
  eventDb(eventId).$executeRaw`
    INSERT INTO buyer_access (event_id, buyer_key, source_id, window_id, allocation_id, sells_alone, valid_from, valid_until)
    SELECT DISTINCT ON (a.source_id) a.event_id, ${key}, a.source_id, a.window_id, a.allocation_id, a.sells_alone, a.valid_from, a.valid_until
    FROM buyer_access a WHERE a.event_id = ${eventId}::int AND a.buyer_key = ANY (${[...others]}::text[]) ORDER BY a.source_id
    ON CONFLICT (event_id, buyer_key, source_id) DO NOTHING`;

const openLists = (eventId: number, { key, provenEmail }: { key: string; provenEmail: string }) =>
  eventDb(eventId).$executeRaw`
    INSERT INTO buyer_access (event_id, buyer_key, source_id, window_id)
    SELECT w.event_id, ${key}, 'window:' || w.id, w.id
    FROM sale_window_addresses l JOIN sale_windows w ON w.event_id = l.event_id AND w.id = l.window_id
    WHERE l.event_id = ${eventId}::int AND l.email = ${provenEmail}::citext AND w.access = 'LIST' AND w.closes_at > now()
    ON CONFLICT (event_id, buyer_key, source_id) DO NOTHING`;

/** Whether one of these keys has access to a presale or an allocation of the event now, by the database's clock. */
export async function hasAnyAccess(eventId: number, keys: readonly string[]): Promise<boolean> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<{ has: boolean }[]>(HAS_ACCESS, eventId, [...keys]);
  return row?.has === true;
}

const HAS_ACCESS = `
SELECT EXISTS (
  SELECT FROM buyer_access a WHERE a.event_id = $1::int AND a.buyer_key = ANY ($2::text[]) AND ${inItsTime("a")}
) AS has`;

type AccessRow = {
  isGeneral: boolean;
  windowId: number | null;
  windowAccess: string | null;
  levelIds: number[] | null;
  inWindow: boolean | null;
  isAlone: boolean | null;
  seatIds: number[];
};

/** What a buyer key has access to now, by the same fragments as the hold. */
export async function readAccess(eventId: number, buyerKey: string): Promise<OwnAccess> {
  const [row] = await eventDb(eventId).$queryRawUnsafe<AccessRow[]>(READ_ACCESS, eventId, buyerKey);
  const inWindow = row?.inWindow === true || (row?.windowAccess === "SIGNED_IN" && buyerKey.startsWith("user:"));
  const isGeneral = row?.isGeneral === true;
  return {
    isOpen: isGeneral || (row?.windowId != null && inWindow),
    isAlone: row?.isAlone === true,
    levelIds: !isGeneral && inWindow && row?.levelIds && row.levelIds.length > 0 ? row.levelIds : undefined,
    seatIds: row?.seatIds ?? [],
  };
}

const READ_ACCESS = `
SELECT e.sales_start_at <= now() AS "isGeneral", w.id AS "windowId", w.access::text AS "windowAccess", w.level_ids AS "levelIds",
  g.in_window AS "inWindow", g.is_alone AS "isAlone",
  CASE WHEN g.in_allocation THEN ARRAY(
    SELECT s.id FROM seats s WHERE s.event_id = $1::int AND s.status <> 'BLOCKED' AND s.allocation_id IN (
      SELECT a.allocation_id FROM buyer_access a WHERE a.event_id = $1::int AND a.buyer_key = $2 AND a.valid_from <= now()
        AND (a.valid_until IS NULL OR a.valid_until > now()))
    ORDER BY s.id) ELSE '{}' END AS "seatIds"
FROM events e LEFT JOIN (${openWindowOf("$1::int")}) w ON true
LEFT JOIN ${accessOf({ eventId: "$1::int", buyerKey: "$2", windowId: "w.id", asks: "e.has_access" })} g ON true
WHERE e.id = $1::int`;

/** When a buyer's access to seats ends, and the presale that they may enter, now or next. */
export type AccessTimes = {
  seatsUntil: Date | null;
  name: string | null;
  opensAt: Date | null;
  closesAt: Date | null;
  /** The next presale for accounts or for the members of a list, which anybody may know of. */
  announced: { name: string; opensAt: string; closesAt: string; access: "SIGNED_IN" | "LIST" } | null;
};

/** For the words of a page; what may be held is read by `readAccess` and judged by the hold. */
export async function readAccessTimes(eventId: number, buyerKey: string): Promise<AccessTimes> {
  const isAccount = buyerKey.startsWith("user:");
  const [row] = await eventDb(eventId).$queryRaw<AccessTimes[]>`
    SELECT u.until AS "seatsUntil", n.name, n.opens_at AS "opensAt", n.closes_at AS "closesAt", p.announced
    FROM events e LEFT JOIN LATERAL (
      SELECT CASE WHEN bool_and(a.valid_until IS NOT NULL) THEN max(a.valid_until) END AS until FROM buyer_access a
      WHERE a.event_id = ${eventId}::int AND a.buyer_key = ${buyerKey} AND a.allocation_id IS NOT NULL
        AND a.valid_from <= now() AND (a.valid_until IS NULL OR a.valid_until > now())
    ) u ON true
    LEFT JOIN LATERAL (
      SELECT w.name, w.opens_at, w.closes_at FROM sale_windows w
      WHERE w.event_id = ${eventId}::int AND w.closes_at > now() AND e.sales_start_at > now()
        AND ((w.access = 'SIGNED_IN' AND ${isAccount}) OR EXISTS (
          SELECT FROM buyer_access a WHERE a.event_id = ${eventId}::int AND a.buyer_key = ${buyerKey} AND a.window_id = w.id
            AND (a.valid_until IS NULL OR a.valid_until > greatest(now(), w.opens_at))))
      ORDER BY w.opens_at LIMIT 1
    ) n ON true
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('name', w.name, 'opensAt', w.opens_at, 'closesAt', w.closes_at, 'access', w.access) AS announced
      FROM sale_windows w WHERE w.event_id = ${eventId}::int AND w.closes_at > now() AND e.sales_start_at > now()
        AND (w.access = 'LIST' OR (w.access = 'SIGNED_IN' AND NOT ${isAccount}))
        AND NOT EXISTS (SELECT FROM buyer_access a WHERE a.event_id = ${eventId}::int AND a.buyer_key = ${buyerKey} AND a.window_id = w.id)
      ORDER BY w.opens_at LIMIT 1
    ) p ON true
    WHERE e.id = ${eventId}::int`;
  return row ?? { seatsUntil: null, name: null, opensAt: null, closesAt: null, announced: null };
}
