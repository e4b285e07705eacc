import { isOnSaleAsRead, organizationIdOf, seatsPerBuyerOf } from "#lib/catalog/event-fragments";
import { holdPaymentRoute, isPaymentRoute } from "#lib/payments/payouts/payout-fragments";
import type { SqlFunction } from "#lib/platform/db/sql-function";
import { claimAddOnStock, isAddOnGone, lockAddOns } from "#lib/pricing/add-ons/add-on-fragments";
import { claimQuotedPromo, lockPromo } from "#lib/pricing/promo/promo-fragments";
import { lockHeldReservation } from "#lib/reservations/reservation-fragments";
import { ticketsBoughtWith, usedByPerson } from "./promo-use-fragments.ts";

const SELLER = organizationIdOf("sold_event");
const PROMO = { eventId: "sold_event", promoId: "promo" };
const ADD_ONS = {
  eventId: "sold_event",
  wanted: `SELECT a."addOnId" AS id, a.quantity FROM jsonb_to_recordset(add_ons) AS a("addOnId" uuid, quantity int)`,
};

/** Claims a use of the code as it was quoted, within its limits of orders, tickets and this person's orders. */
const CLAIM_PROMO = claimQuotedPromo({
  ...PROMO,
  ...{ revision: "(given->>'promoRevision')::int", tickets: "(given->>'promoTickets')::int" },
  usedByPerson: usedByPerson({
    ...PROMO,
    ...{ keys: "(buyer_keys || hold.buyer_key)", mails: "their_mails", accounts: "their_accounts" },
  }),
  ticketsBought: ticketsBoughtWith(PROMO),
});

/** The seats that the buyer has besides, under their keys, with their accounts or with their mail addresses. */
const OTHER_SEATS = `(SELECT coalesce(sum(cardinality(r.seat_ids)), 0) FROM reservations r
    WHERE r.event_id = sold_event AND r.id <> reservation
      AND (r.status = 'CONFIRMED' OR (r.status IN ('HELD', 'PAYING') AND r.expires_at > now()))
      AND (r.buyer_key = ANY (buyer_keys || hold.buyer_key) OR r.id IN (
        SELECT o.reservation_id FROM orders o WHERE o.event_id = sold_event AND o.email = ANY (their_mails)
        UNION SELECT o.reservation_id FROM orders o WHERE o.event_id = sold_event AND o.user_id = ANY (their_accounts))))`;

/**
 * Opens the order of a HELD reservation: the reservation becomes PAYING, its deadline moves once so that it cannot lapse
 * while the card is asked (`paying_seconds`, its seats `grace_seconds` more), the stock of its add-ons and the promo code's use are claimed, and
 * the order, its items and the first attempt are there before any gateway is asked. It locks reservation → seats by id → add-ons by id → promo code. All that may
 * refuse is asked first, each refusal with an outcome of its own and nothing written: `not_held`, the reservation is not HELD or past its
 * time; `event_changed`, the event is not on sale any more, or not as it was when the hold was judged (lib/reservations/hold-rules.ts), so
 * that it is judged again; `route_changed`, payments go to another account since the order was routed; `over_limit`, the buyer has too many seats by now; `add_on_gone`, an add-on has not so many left; `promo_used_up`, the code has no use left, none for
 * this buyer, or is another than it was quoted as.
 *
 * The buyer is a person (payer.ts): whatever any of their keys, mail addresses and accounts has in orders counts against the limits of seats and of
 * the promo code, and orders that share one of them wait for each other.
 *
 * `given`: number, userId, email, mails and accounts (what else is theirs), name, phone, locale, terms (version and locale), confirmedAge, answers (order_answers), totalMinor, discountMinor, addedTaxMinor, addOnsMinor, promoRevision, promoTickets, gateway,
 * account, applicationFeeMinor, methodId, clientKey. `places`: id, section, row and number of each seat with the line of its price
 * (lib/pricing/quote/sale.ts), by which its ticket is priced for ever, and whom it is for. `add_ons`: the lines of what is bought beside tickets.
 */
export const OPEN_ORDER: SqlFunction = {
  name: "open_order_v7",
  parameters: `sold_event int, reservation uuid, new_order uuid, new_payment uuid, given jsonb, places jsonb, add_ons jsonb,
  promo uuid, paying_seconds int, grace_seconds int, judged_at timestamptz, buyer_keys text[]`,
  returns: "text",
  body: `
DECLARE
  their_mails citext[] := ARRAY(SELECT m.mail::citext FROM jsonb_array_elements_text(coalesce(given->'mails', '[]')) AS m(mail)) || (given->>'email')::citext;
  their_accounts uuid[] := ARRAY(SELECT a.id::uuid FROM jsonb_array_elements_text(coalesce(given->'accounts', '[]')) AS a(id)) || (given->>'userId')::uuid;
  hold record;
  kept int[];
  levels int[];
  pay_until timestamptz(3);
  seats_until timestamptz(3);
  give_back timestamptz(3);
BEGIN
  -- Two orders of one person under two keys wait for each other, as holds do: the second counts the seats of the first.
  PERFORM pg_advisory_xact_lock(sold_event, b.hash)
  FROM (
    SELECT DISTINCT hashtext(k.name) AS hash
    FROM unnest(buyer_keys || ARRAY(SELECT lower(m::text) FROM unnest(their_mails) AS m) || ARRAY(SELECT 'user:' || a FROM unnest(their_accounts) AS a)) AS k(name)
    WHERE k.name IS NOT NULL ORDER BY 1 OFFSET 0
  ) b;

  ${lockHeldReservation({
    eventId: "sold_event",
    id: "reservation",
    columns: "r.buyer_key, r.seat_ids, r.unit_minor::bigint[] AS unit_minor, r.currency, r.expires_at, r.created_at",
    into: "hold",
  })};
  IF NOT FOUND THEN
    RETURN 'not_held';
  END IF;

  SELECT array_agg(l.id), array_agg(l.price_level_id) INTO kept, levels
  FROM (
    SELECT s.id, s.price_level_id FROM seats s
    WHERE s.event_id = sold_event AND s.id = ANY (hold.seat_ids) AND s.reservation_id = reservation
    ORDER BY s.event_id, s.id FOR UPDATE
  ) l;

  -- Behind the seats' locks: an event that is cancelled locks them all before its orders are listed.
  IF NOT ${isOnSaleAsRead({ id: "sold_event", updatedAt: "judged_at" })} THEN
    RETURN 'event_changed';
  END IF;

  -- Until the order is there nobody disconnects the account that it is paid to.
  IF given ? 'account' THEN
    ${holdPaymentRoute(SELLER)};
    IF NOT ${isPaymentRoute({
      organizationId: SELLER,
      account: "given->>'account'",
    })} THEN
      RETURN 'route_changed';
    END IF;
  END IF;

  IF cardinality(hold.seat_ids) + ${OTHER_SEATS} > ${seatsPerBuyerOf("sold_event")} THEN
    RETURN 'over_limit';
  END IF;

  -- An order whose lines do not add up, or that prices a seat by more than was held, is a fault and not a refusal.
  IF (given->>'totalMinor')::bigint IS DISTINCT FROM (SELECT sum(i."unitMinor") FROM jsonb_to_recordset(places) AS i("unitMinor" bigint))
      + (given->>'addOnsMinor')::bigint
    OR (given->>'addOnsMinor')::bigint <> (SELECT coalesce(sum(a."totalMinor"), 0) FROM jsonb_to_recordset(add_ons) AS a("totalMinor" bigint))
    OR EXISTS (SELECT FROM jsonb_to_recordset(places) AS i(id int, "listMinor" bigint)
      WHERE i."listMinor" IS DISTINCT FROM hold.unit_minor[array_position(hold.seat_ids, i.id)]) THEN
    RAISE EXCEPTION 'The lines of the order of reservation % do not add up', reservation;
  END IF;

  IF jsonb_array_length(add_ons) > 0 THEN
    -- Locked by a statement of its own: the next one counts what other orders claimed before the wait was over.
    ${lockAddOns(ADD_ONS)};
    IF ${isAddOnGone(ADD_ONS)} THEN
      RETURN 'add_on_gone';
    END IF;
  END IF;

  IF promo IS NOT NULL THEN
    -- Locked by a statement of its own: the next one counts the buyer's uses as they are after the wait.
    ${lockPromo(PROMO)};
    ${CLAIM_PROMO};
    IF NOT FOUND THEN
      RETURN 'promo_used_up';
    END IF;
  END IF;

  -- Behind all that refuses, so that a refusal claims nothing.
  IF jsonb_array_length(add_ons) > 0 THEN
    ${claimAddOnStock(ADD_ONS)};
  END IF;

  -- Behind the seats' locks, which a change of the hall takes: what was held before it may be given back as what was sold before it.
  give_back := (SELECT max(c.return_until) FROM event_hall_changes c
    WHERE c.event_id = sold_event AND c.changed_at > hold.created_at AND c.worse_seat_ids && hold.seat_ids);

  -- Reckoned here: Citus takes no time arithmetic on columns in SET.
  pay_until := greatest(hold.expires_at, now() + make_interval(secs => paying_seconds));
  seats_until := pay_until + make_interval(secs => grace_seconds);

  UPDATE reservations r SET status = 'PAYING', expires_at = pay_until WHERE r.event_id = sold_event AND r.id = reservation;

  -- The seats' versions grow though their state does not: a process that read them as lapsed must believe the later word.
  UPDATE seats s SET version = s.version + 1, held_until = seats_until WHERE s.event_id = sold_event AND s.id = ANY (kept);

  INSERT INTO orders (event_id, id, number, reservation_id, buyer_key, user_id, email, name, phone, locale, terms_version, terms_locale, confirmed_age,
    total_minor, discount_minor, added_tax_minor, add_ons_minor, currency, promo_id, promo_tickets, return_until)
  VALUES (sold_event, new_order, given->>'number', reservation, hold.buyer_key, (given->>'userId')::uuid, (given->>'email')::citext,
    given->>'name', given->>'phone', given->>'locale', (given->'terms'->>'version')::int, given->'terms'->>'locale',
    (given->>'confirmedAge')::smallint, (given->>'totalMinor')::bigint, (given->>'discountMinor')::bigint, (given->>'addedTaxMinor')::bigint,
    (given->>'addOnsMinor')::bigint, hold.currency, promo, (given->>'promoTickets')::int, give_back);

  INSERT INTO order_items (event_id, order_id, seat_id, price_level_id, unit_minor, list_minor, ticket_type_id, ticket_type, parts, tax, section, row, number, holder_name)
  SELECT sold_event, new_order, i.id, levels[array_position(kept, i.id)], i."unitMinor", i."listMinor", i."ticketTypeId", i."ticketType", i.parts, i.taxes,
    i.section, i.row, i.number, coalesce(i."holderName", '')
  FROM jsonb_to_recordset(places) AS i(id int, section text, row text, number text, "unitMinor" bigint, "listMinor" bigint, "ticketTypeId" uuid,
    "ticketType" text, parts jsonb, taxes jsonb, "holderName" text) WHERE i.id = ANY (kept);

  INSERT INTO order_add_ons (event_id, order_id, add_on_id, name, quantity, unit_minor, total_minor, tax)
  SELECT sold_event, new_order, a."addOnId", a.name, a.quantity, a."unitMinor", a."totalMinor", a.taxes
  FROM jsonb_to_recordset(add_ons) AS a("addOnId" uuid, name text, quantity int, "unitMinor" bigint, "totalMinor" bigint, taxes jsonb);

  INSERT INTO order_answers (event_id, order_id, place, seat_id, question_id, kind, label, answers)
  SELECT sold_event, new_order, a.place, a."seatId", a."questionId", a.kind, a.label, a.answers
  FROM jsonb_to_recordset(given->'answers') AS a(place smallint, "seatId" int, "questionId" uuid, kind question_kind, label text, answers text[]);

  INSERT INTO payments (event_id, id, order_id, attempt, gateway, account, application_fee_minor, idempotency_key, amount_minor, currency,
    method_id, client_key)
  VALUES (sold_event, new_payment, new_order, 1, given->>'gateway', given->>'account', coalesce((given->>'applicationFeeMinor')::bigint, 0),
    (given->>'number') || '-1', (given->>'totalMinor')::bigint, hold.currency, given->>'methodId', given->>'clientKey');

  RETURN 'opened';
END`,
};
