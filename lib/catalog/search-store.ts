import { currencyExponent, KNOWN_CURRENCIES } from "#lib/platform/currencies";
import { globalDb } from "#lib/platform/db/db";
import { join, type Sql, sql } from "#lib/platform/db/sql";
import { OPEN_DATE_MS } from "#lib/platform/open-date";
import type { Sort } from "./contract.ts";
import { EVENT_COLUMNS, EVENT_TABLES, type EventRow, IS_STOPPED, SHOWN_PRICE } from "./store.ts";

export type ListFilters = {
  /** An event must match all of them. */
  words: string[];
  from?: string | undefined;
  to?: string | undefined;
  city?: string | undefined;
  category?: string | undefined;
  minPrice?: number | undefined;
  maxPrice?: number | undefined;
};

export type ListPage = { sort: Sort; offset: number; limit: number; trend: ReadonlyMap<number, number> };

/** One page of the events that pass the filters, and their total number. */
export async function listEvents(filters: ListFilters, page: ListPage): Promise<{ rows: EventRow[]; total: number }> {
  const where = conditions(filters);
  const rows = await globalDb().$queryRaw<(EventRow & { total: number })[]>`
    SELECT ${EVENT_COLUMNS}, (count(*) OVER ())::int AS total FROM ${EVENT_TABLES}
    LEFT JOIN unnest(${[...page.trend.keys()]}::int[], ${[...page.trend.values()]}::float8[]) AS t (id, score) ON t.id = e.id
    WHERE ${where} ORDER BY ${order(page.sort, filters.words)} LIMIT ${page.limit}::int OFFSET ${page.offset}::int`;
  if (rows.length > 0 || page.offset === 0) return { rows, total: rows[0]?.total ?? 0 };
  // The total is read from the rows, so a page past the end needs a count of its own.
  const [counted] = await globalDb().$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total FROM ${EVENT_TABLES} WHERE ${where}`;
  return { rows, total: counted?.total ?? 0 };
}

function conditions(filters: ListFilters): Sql {
  const { from, to, city, category } = filters;
  const parts = [sql`e.status <> 'DRAFT'`, sql`NOT ${IS_STOPPED}`];
  if (from) parts.push(sql`${startOf(from)} >= ${from}::${castOf(from)}`);
  else parts.push(sql`e.ends_at > now()`);
  if (to) parts.push(sql`${startOf(to)} <= ${to}::${castOf(to)}`);
  if (city) parts.push(sql`plain_text(v.city) = plain_text(${city})`);
  if (category) parts.push(sql`e.category_slug = ${category}`);
  if (filters.minPrice !== undefined || filters.maxPrice !== undefined) parts.push(priceBetween(filters));
  parts.push(...filters.words.map((word) => hasWord(word)));
  return join(parts, " AND ");
}

/** Compares days by the venue's calendar and instants by time. */
function startOf(moment: string): Sql {
  return isDay(moment) ? sql`(e.starts_at AT TIME ZONE v.timezone)::date` : sql`e.starts_at`;
}

function castOf(moment: string): Sql {
  return isDay(moment) ? sql`date` : sql`timestamptz`;
}

function isDay(moment: string): boolean {
  return moment.length === 10;
}

/** Currencies whose minor unit is not a hundredth. */
const EXPONENTS = JSON.stringify(
  Object.fromEntries(
    [...KNOWN_CURRENCIES]
      .map((currency) => [currency, currencyExponent(currency)] as const)
      .filter(([, exponent]) => exponent !== 2),
  ),
);

const MINOR_UNITS = sql`power(10::numeric, coalesce((${EXPONENTS}::jsonb ->> e.currency)::int, 2))`;

/**
 * Bounds are in the major unit of the event's currency. One price within them that can still be paid is enough, as on the event's
 * card (offered-prices.ts): a sold-out level is no offer, and neither is anything of an event that nobody can buy.
 */
function priceBetween({ minPrice, maxPrice }: ListFilters): Sql {
  return sql`${IS_OFFERED} AND EXISTS (
    SELECT FROM ${OFFERED_LEVELS}
      AND ${SHOWN_PRICE} >= ${minPrice ?? 0}::numeric * ${MINOR_UNITS}
      AND ${SHOWN_PRICE} <= ${maxPrice ?? Number.MAX_SAFE_INTEGER}::numeric * ${MINOR_UNITS})`;
}

/** Whether the event's seats can be bought, now or once its sale begins. */
const IS_OFFERED = sql`(e.status = 'PUBLISHED' AND least(e.sales_end_at, e.ends_at) > now())`;

/** The event's price levels that are not sold out, behind FROM as `b`. */
const OFFERED_LEVELS = sql`
  price_levels b LEFT JOIN sold_out_levels s ON s.event_id = b.event_id
  WHERE b.event_id = e.id AND NOT b.id = ANY(coalesce(s.level_ids, '{}'))`;

/** The lowest price that can still be paid, in minor units; null where none can. */
const FROM_PRICE = sql`CASE WHEN ${IS_OFFERED} THEN (SELECT min(${SHOWN_PRICE}) FROM ${OFFERED_LEVELS}) END`;

/** The word begins a word of the event, of its venue's name or its city, or names its category. */
function hasWord(word: string, weights = ""): Sql {
  return sql`(e.search @@ ${prefixQuery(word, weights)} OR e.category_slug LIKE ${`${word}%`} OR e.venue_id IN (
    SELECT id FROM venues WHERE to_tsvector('simple', plain_text(name || ' ' || city)) @@ ${prefixQuery(word)}))`;
}

// Words hold only letters and digits (see words.ts), so they cannot contain an operator or a LIKE pattern. The result of
// unaccent() is quoted nevertheless, because it may expand a letter into something else.
function prefixQuery(word: string, weights = ""): Sql {
  // A letter that unaccent() drops would leave an empty word, which is no query: it stays as it was typed.
  return sql`to_tsquery('simple', quote_literal(coalesce(nullif(plain_text(${word}), ''), ${word})) || ${`:*${weights}`})`;
}

function order(sort: Sort, words: string[]): Sql {
  const price = sql`(${FROM_PRICE}) / ${MINOR_UNITS}`;
  const byDate = sql`e.starts_at, e.id`;
  const orders = {
    relevance: () => (words.length > 0 ? sql`${rank(words)} DESC, ${byDate}` : byDate),
    date: () => byDate,
    // A date that is not known stands last in both orders.
    "-date": () => sql`e.starts_at >= ${new Date(OPEN_DATE_MS)}, e.starts_at DESC, e.id DESC`,
    price: () => sql`${price} NULLS LAST, e.starts_at, e.id`,
    "-price": () => sql`${price} DESC NULLS LAST, e.starts_at, e.id`,
    popular: () => sql`coalesce(t.score, 0) DESC, e.starts_at, e.id`,
  } as const satisfies Record<Sort, () => Sql>;
  return orders[sort]();
}

function rank(words: string[]): Sql {
  return join(
    words.map((word) => sql`ts_rank(e.search, ${prefixQuery(word)})`),
    " + ",
  );
}

/** Words that a search can find, without accents: from upcoming titles and performers, and from their venues. */
const VOCABULARY = sql`
  SELECT DISTINCT word FROM events e JOIN venues v ON v.id = e.venue_id, regexp_split_to_table(
    plain_text(e.title || ' ' || words_of(e.performers) || ' ' || v.name || ' ' || v.city || ' ' || e.category_slug),
    '[^[:alnum:]]+') AS word
  WHERE e.status <> 'DRAFT' AND NOT ${IS_STOPPED} AND e.ends_at > now() AND word <> ''`;

export type WordLook = { word: string; isKnown: boolean; near: string[] };

/** For each word, whether the search knows a word that begins with it, and which known words share its trigrams. */
export async function lookUpWords(words: string[]): Promise<WordLook[]> {
  return globalDb().$queryRaw<WordLook[]>`
    WITH vocabulary AS MATERIALIZED (${VOCABULARY})
    SELECT given.word,
      EXISTS (SELECT FROM vocabulary k WHERE starts_with(k.word, plain_text(given.word))) AS "isKnown",
      ARRAY(SELECT k.word FROM vocabulary k WHERE similarity(k.word, plain_text(given.word)) >= 0.15
        ORDER BY similarity(k.word, plain_text(given.word)) DESC, k.word LIMIT 24) AS near
    FROM unnest(${words}::text[]) WITH ORDINALITY AS given (word, place) ORDER BY given.place`;
}

/** The text-search weight of titles and performers. Suggestions match names only, not descriptions. */
const NAMES = "A";

export type SuggestionRow = {
  kind: "event" | "performer" | "venue" | "city";
  label: string;
  detail: string;
  slug: string | null;
};

/** Names that begin with the words: events by rank, then performers, venues and cities with upcoming events. */
export async function listSuggestions(words: string[]): Promise<SuggestionRow[]> {
  const all = (text: Sql) =>
    join(
      words.map((word) => sql`to_tsvector('simple', plain_text(${text})) @@ ${prefixQuery(word)}`),
      " AND ",
    );
  const toCome = sql`events e JOIN venues v ON v.id = e.venue_id`;
  const isToCome = sql`e.status = 'PUBLISHED' AND NOT ${IS_STOPPED} AND e.ends_at > now()`;
  return globalDb().$queryRaw<SuggestionRow[]>`
    (SELECT 'event' AS kind, e.title AS label, v.name || ', ' || v.city AS detail, e.slug FROM ${toCome}
      WHERE ${isToCome} AND ${join(
        words.map((word) => hasWord(word, NAMES)),
        " AND ",
      )} ORDER BY ${rank(words)} DESC, e.starts_at, e.id LIMIT 5)
    UNION ALL (SELECT DISTINCT 'performer', performer, '', NULL FROM ${toCome}, unnest(e.performers) AS performer
      WHERE ${isToCome} AND ${all(sql`performer`)} ORDER BY performer LIMIT 3)
    UNION ALL (SELECT DISTINCT 'venue', v.name, v.city, NULL FROM ${toCome}
      WHERE ${isToCome} AND ${all(sql`v.name`)} ORDER BY v.name LIMIT 2)
    UNION ALL (SELECT DISTINCT 'city', v.city, '', NULL FROM ${toCome}
      WHERE ${isToCome} AND ${all(sql`v.city`)} ORDER BY v.city LIMIT 2)`;
}
