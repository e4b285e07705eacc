import type { SqlFunction } from "#lib/platform/db/sql-function";
import {
  PRIOR_CALLS,
  SEATS_EACH_MIN,
  SHARE_CUT,
  SHARE_MIN,
  SHARE_SECONDS,
  SHARE_STEP,
  STOCK_SPARE,
} from "./admission.ts";
import { LANES, SLOW_SECONDS } from "./lanes.ts";
import { COUNT_CHOOSING, isHere } from "./queue-fragments.ts";
import { bestTicket, saltOfTickets } from "./queue-statements.ts";

/**
 * The functions that move the queue. The policy, on one page:
 *
 * 1. A step that draws, numbers or calls locks the room's row first. Each of its statements sees what every earlier step did,
 *    so steps at once, from whichever process, count as steps one after the other (INV-9).
 * 2. Joining and redeeming touch one ticket only; thousands run at a time and never wait for the room.
 * 3. A ticket is called once, by `called_at`, and redeemed once, by `redeemed_at`; each is a guarded write.
 * 4. The database's clock decides every deadline. Steps may begin in another order than they get the lock in, so a room's time
 *    never goes back.
 *
 * Each runs whole on the server that owns the event. Times are reckoned from variables: Citus takes no time arithmetic on
 * columns in an UPDATE.
 */

/**
 * Draws once: tickets from before the opening that were not removed are numbered in the order of their keys, the quota of members first and the
 * slow lane last (lanes.ts). Answers how many. No row before the
 * opening, a second time, or when the salt is not the digest of exactly those tickets. The pads are those of the key (draw.ts).
 */
export const DRAW_QUEUE: SqlFunction = {
  name: "draw_queue_v3",
  parameters: "queued_event int, given_salt text, inner_pad bytea, outer_pad bytea, given_seed text",
  returns: "TABLE (drawn int)",
  body: `
DECLARE
  opening timestamptz;
  quota int;
  entrants uuid[];
  lanes smallint[];
  ids uuid[];
  keys bytea[];
  strata smallint[];
BEGIN
  SELECT w.opens_at, w.members_first INTO opening, quota FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NULL AND w.opens_at <= now() FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  SELECT coalesce(array_agg(t.id ORDER BY t.id), '{}'), coalesce(array_agg(t.lane ORDER BY t.id), '{}') INTO entrants, lanes FROM queue_tickets t
  WHERE t.event_id = queued_event AND t.created_at < opening AND t.removed_at IS NULL;
  IF given_salt <> (SELECT ${saltOfTickets("e.id")} FROM unnest(entrants) AS e(id)) THEN
    RETURN;
  END IF;

  SELECT array_agg(o.id ORDER BY o.stratum, o.key, o.id), array_agg(o.key ORDER BY o.stratum, o.key, o.id), array_agg(o.stratum ORDER BY o.stratum)
  INTO ids, keys, strata
  FROM (
    SELECT k.id, k.key, CASE
      WHEN k.lane = ${LANES.slow} THEN 2
      WHEN k.lane = ${LANES.member} AND row_number() OVER (PARTITION BY k.lane ORDER BY k.key, k.id) <= quota THEN 0
      ELSE 1 END::smallint AS stratum
    FROM (
      SELECT e.id, e.lane, sha256(outer_pad || sha256(inner_pad || convert_to(e.id::text, 'UTF8'))) AS key FROM unnest(entrants, lanes) AS e(id, lane)
    ) k
  ) o;

  UPDATE waiting_rooms w
  SET drawn_at = now(), stepped_at = now(), salt = given_salt, seed = given_seed, drawn_count = cardinality(entrants),
    last_number = cardinality(entrants), version = w.version + 1
  WHERE w.event_id = queued_event;

  UPDATE queue_tickets t SET draw_key = n.key, stratum = n.stratum, sequence = n.number
  FROM unnest(ids, keys, strata) WITH ORDINALITY AS n(id, key, stratum, number)
  WHERE t.event_id = queued_event AND t.id = n.id;

  RETURN QUERY SELECT cardinality(entrants);
END`,
};

/**
 * Gives tickets that joined after the draw the next numbers, in the order of arrival; those of the slow lane some minutes after they joined.
 * Answers how many.
 */
export const NUMBER_QUEUE: SqlFunction = {
  name: "number_queue_v2",
  parameters: "queued_event int",
  returns: "int",
  body: `
DECLARE
  before bigint;
  late uuid[];
  slow_since timestamptz := now() - make_interval(secs => ${SLOW_SECONDS});
BEGIN
  -- Most steps find no one: they lock nothing.
  PERFORM FROM queue_tickets t WHERE t.event_id = queued_event AND t.called_at IS NULL AND t.sequence IS NULL
    AND (t.lane <> ${LANES.slow} OR t.joined_at <= slow_since) LIMIT 1;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  SELECT w.last_number INTO before FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  SELECT coalesce(array_agg(t.id ORDER BY t.joined_at, t.id), '{}') INTO late FROM queue_tickets t
  WHERE t.event_id = queued_event AND t.called_at IS NULL AND t.sequence IS NULL
    AND (t.lane <> ${LANES.slow} OR t.joined_at <= slow_since);

  UPDATE waiting_rooms w SET last_number = before + cardinality(late), version = w.version + 1
  WHERE w.event_id = queued_event AND cardinality(late) > 0;

  UPDATE queue_tickets t SET sequence = before + l.number
  FROM unnest(late) WITH ORDINALITY AS l(id, number)
  WHERE t.event_id = queued_event AND t.id = l.id;

  RETURN cardinality(late);
END`,
};

/**
 * Calls the next tickets in the order of the queue: as many as the rate's bucket (two seconds deep) and the free places allow. A
 * place is taken by a lease, or reserved for a called ticket until its time to redeem the pass is over. People whose page fell silent are
 * passed over in place, until it speaks again (note-here.ts). A paused room calls no one. Answers how many were called.
 *
 * Nobody is called to seats that are gone: `stock` is how many are free, and `occupied` how many are held or sold (both null where that is not known). Those who are inside or on their way
 * and have chosen none yet are the ones to whom they may go; each takes as many as those who have chosen or left did, one at first, with three
 * tenths to spare. `health` slows the rate: `bad` takes three tenths of it every
 * ten seconds, `good` gives a fiftieth back in that time, and `down` calls no one (admission.ts, and algorithms of congestion control:
 * additive increase, multiplicative decrease). What held people back stands in `held_back`.
 * Places taken and reserved are counted by one statement, so that a
 * pass that is redeemed meanwhile is counted as one of them.
 */
export const CALL_QUEUE: SqlFunction = {
  name: "call_queue_v4",
  parameters: "queued_event int, stock int, occupied int, health text",
  returns: "int",
  body: `
DECLARE
  room record;
  used int;
  choosing int;
  is_waited boolean;
  moment timestamptz;
  claim_since timestamptz;
  rate float8;
  elapsed float8;
  share float8;
  moved_at timestamptz;
  gone int;
  done_before int;
  each float8;
  places int;
  buyers int;
  held text;
  full_tokens float8;
  free int;
  next_ids uuid[];
  last_called bigint;
  calls int;
BEGIN
  SELECT w.* INTO room FROM waiting_rooms w
  WHERE w.event_id = queued_event AND w.closed_at IS NULL AND w.drawn_at IS NOT NULL
    AND w.queueing_since IS NOT NULL AND w.paused_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN 0;
  END IF;

  moment := greatest(now(), room.stepped_at);
  claim_since := now() - make_interval(secs => room.claim_seconds);
  elapsed := extract(epoch FROM moment - room.stepped_at);
  share := room.rate_share;
  moved_at := coalesce(room.share_at, moment);
  IF moment >= moved_at + make_interval(secs => ${SHARE_SECONDS}) OR room.share_at IS NULL THEN
    IF room.share_at IS NOT NULL OR health = 'bad' THEN
      share := CASE health WHEN 'bad' THEN greatest(${SHARE_MIN}, share * ${SHARE_CUT}) WHEN 'good' THEN least(1, share + ${SHARE_STEP}) ELSE share END;
    END IF;
    moved_at := moment;
  END IF;
  rate := room.rate_per_minute / 60.0 * share;
  full_tokens := least(greatest(1, 2 * rate), room.tokens + elapsed * rate);

  SELECT l.taken + t.kept, l.choosing + t.kept, t.is_waited INTO used, choosing, is_waited
  FROM (
    SELECT count(*) AS taken, least(count(*), ${COUNT_CHOOSING}(queued_event)) AS choosing
    FROM queue_leases o WHERE o.event_id = queued_event AND o.expires_at > now()
  ) l CROSS JOIN (
    SELECT count(*) FILTER (WHERE o.redeemed_at IS NULL AND o.called_at > claim_since) AS kept,
      count(*) FILTER (WHERE o.called_at IS NULL AND o.sequence IS NOT NULL AND ${isHere("o")}) > 0 AS is_waited
    FROM queue_tickets o WHERE o.event_id = queued_event
  ) t;
  IF NOT is_waited THEN
    RETURN 0;
  END IF;

  -- Since the first call of this queue. Those who were inside before it choose as well, and are counted by how many still do.
  gone := greatest(0, occupied - coalesce(room.first_occupied, occupied));
  done_before := coalesce(room.first_done, room.called_count - choosing);
  each := greatest(${SEATS_EACH_MIN}, (gone + ${PRIOR_CALLS})::float8 / (greatest(0, room.called_count - choosing - done_before) + ${PRIOR_CALLS}));
  places := room.places_max - used;
  buyers := coalesce(ceil(${STOCK_SPARE} * stock / each)::int - choosing, places);
  free := CASE WHEN health = 'down' THEN 0 ELSE greatest(0, least(floor(full_tokens), places, buyers)) END;
  held := CASE WHEN health = 'down' THEN 'outage' WHEN buyers <= 0 AND places > 0 THEN 'stock' WHEN share < 1 THEN 'load' END;
  SELECT coalesce(array_agg(n.id), '{}'), coalesce(max(n.sequence), 0) INTO next_ids, last_called
  FROM (
    SELECT o.id, o.sequence FROM queue_tickets o
    WHERE o.event_id = queued_event AND o.called_at IS NULL AND o.sequence IS NOT NULL AND ${isHere("o")} ORDER BY o.sequence LIMIT free
  ) n;

  UPDATE queue_tickets o SET called_at = now()
  WHERE o.event_id = queued_event AND o.id = ANY (next_ids) AND o.called_at IS NULL;
  GET DIAGNOSTICS calls = ROW_COUNT;

  UPDATE waiting_rooms w
  SET tokens = full_tokens - calls, stepped_at = moment, serving = greatest(w.serving, last_called),
    called_count = w.called_count + calls,
    rate_share = share, share_at = moved_at, held_back = held, first_occupied = coalesce(w.first_occupied, occupied),
    first_done = CASE WHEN stock IS NOT NULL THEN done_before ELSE w.first_done END,
    pace_per_second = w.pace_per_second
      + (1 - exp(-least(elapsed, 2) / 180)) * (calls / greatest(least(elapsed, 2), 0.1) - w.pace_per_second),
    version = w.version + 1
  WHERE w.event_id = queued_event;
  RETURN calls;
END`,
};

/**
 * Redeems a called ticket's pass for a lease that lasts so many seconds without a heartbeat, or extends a live one, never beyond
 * the room's `lease_seconds` in total. `keys` are the buyer's, `lease_key` the one that will hold seats. No row when the ticket
 * has neither a pass nor a lease.
 *
 * `thumbprint` is that of the browser's key, null without one. The first key that is shown binds the lease; from then on no other, nor
 * none, extends it or moves it to another buyer's key: `is_foreign`, and nothing is written. It moves from a guest to the account that they sign in
 * to, and to nobody else: one place would serve any number of accounts, each with a share of seats.
 */
export const REDEEM_PASS: SqlFunction = {
  name: "redeem_pass_v3",
  parameters: "queued_event int, keys text[], lease_key text, renew_seconds int, thumbprint text",
  returns: "TABLE (ticket_id uuid, expires_at timestamptz, ends_at timestamptz, is_new boolean, is_foreign boolean)",
  body: `
DECLARE
  mine record;
  moment timestamptz(3) := now();
  since timestamptz(3);
  until timestamptz(3);
  claim_since timestamptz;
  bound_to text;
  holder text;
BEGIN
  SELECT b.id, w.claim_seconds, w.lease_seconds INTO mine
  FROM (${bestTicket({ eventId: "queued_event", keys: "keys", thumbprint: "thumbprint" })}) b JOIN waiting_rooms w ON w.event_id = b.event_id
  WHERE w.event_id = queued_event;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  claim_since := now() - make_interval(secs => mine.claim_seconds);
  UPDATE queue_tickets t SET redeemed_at = now()
  WHERE t.event_id = queued_event AND t.id = mine.id AND t.redeemed_at IS NULL AND t.called_at > claim_since;
  IF FOUND THEN
    until := now() + make_interval(secs => least(renew_seconds, mine.lease_seconds));
    INSERT INTO queue_leases (event_id, ticket_id, buyer_key, redeemed_at, expires_at, key_thumbprint)
    VALUES (queued_event, mine.id, lease_key, moment, until, thumbprint)
    ON CONFLICT (event_id, ticket_id) DO UPDATE
    SET buyer_key = excluded.buyer_key, redeemed_at = excluded.redeemed_at, expires_at = excluded.expires_at,
      key_thumbprint = excluded.key_thumbprint, ended_at = NULL;
    RETURN QUERY SELECT mine.id, until::timestamptz, (moment + make_interval(secs => mine.lease_seconds))::timestamptz(3)::timestamptz, true, false;
    RETURN;
  END IF;

  SELECT l.redeemed_at, l.key_thumbprint, l.buyer_key INTO since, bound_to, holder FROM queue_leases l
  WHERE l.event_id = queued_event AND l.ticket_id = mine.id AND l.expires_at > now() FOR UPDATE;
  IF FOUND THEN
    IF bound_to <> coalesce(thumbprint, '') OR holder <> ALL (keys) THEN
      RETURN QUERY SELECT mine.id, NULL::timestamptz, NULL::timestamptz, false, true;
      RETURN;
    END IF;
    until := least(now() + make_interval(secs => renew_seconds), since + make_interval(secs => mine.lease_seconds));
    UPDATE queue_leases l SET buyer_key = lease_key, expires_at = until, key_thumbprint = thumbprint
    WHERE l.event_id = queued_event AND l.ticket_id = mine.id;
    RETURN QUERY SELECT mine.id, until::timestamptz, (since + make_interval(secs => mine.lease_seconds))::timestamptz(3)::timestamptz, false, false;
  END IF;
END`,
};
