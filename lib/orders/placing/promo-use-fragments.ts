import { statesSql } from "#lib/platform/transitions";
import { WITHOUT_PROMO_USE } from "../state.ts";

type PromoSql = { eventId: string; promoId: string };

const COUNTS = `o.status NOT IN (${statesSql(WITHOUT_PROMO_USE)})`;

/**
 * How many orders a person has with a promo code that are paid or may yet be: under any of their buyer keys, with their accounts, or with
 * their mail addresses (payer.ts). An SQL expression of SQL expressions of arrays; each part goes along an index of its own.
 */
export const usedByPerson = (of: PromoSql & { keys: string; mails: string; accounts: string }) => {
  const orders = (whose: string) =>
    `SELECT o.id FROM orders o WHERE o.event_id = ${of.eventId} AND o.promo_id = ${of.promoId} AND ${whose} AND ${COUNTS}`;
  return `(SELECT count(*) FROM (${orders(`o.buyer_key = ANY (${of.keys})`)}
        UNION ${orders(`o.email = ANY (${of.mails})`)}
        UNION ${orders(`o.user_id = ANY (${of.accounts})`)}) u)`;
};

/** How many tickets a promo code has reduced in orders that are paid or may yet be: an SQL expression. */
export const ticketsBoughtWith = ({ eventId, promoId }: PromoSql) =>
  `(SELECT coalesce(sum(o.promo_tickets), 0) FROM orders o WHERE o.event_id = ${eventId} AND o.promo_id = ${promoId} AND ${COUNTS})`;
