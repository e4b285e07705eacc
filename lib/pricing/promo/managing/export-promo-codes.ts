import { stringify } from "csv-stringify/sync";
import type { Staff } from "#lib/organizations/authority";
import { inBulkhead } from "#lib/platform/bulkhead";
import { databaseNow } from "#lib/platform/db/database-clock";
import type { Refused } from "#lib/platform/http/refusals";
import { textStream } from "#lib/platform/text-stream";
import { listPromoRowsAfter, type PromoRow } from "./managing-store.ts";
import { ownPromoEvent } from "./own-promo-event.ts";
import type { PromoFilter } from "./promo-contract.ts";
import { promoOnWire } from "./promo-wire.ts";

const CHUNK = 2_000;
const COLUMNS = [
  ...["code", "batch", "state", "kind", "value", "currency", "uses", "uses_max", "tickets_max", "tickets_per_order"],
  ...[
    "uses_per_person",
    "price_level_ids",
    "basket_tickets_min",
    "basket_total_min",
    "valid_from",
    "valid_until",
    "note",
  ],
];

/**
 * The promo codes of an event as CSV (RFC 4180, UTF-8), the oldest first, read in pieces while they are sent. Cells that begin like a formula
 * get an apostrophe in front (OWASP, CSV injection): people choose codes and notes.
 */
export async function exportPromoCodes(
  person: Staff,
  eventId: number,
  filter: PromoFilter,
): Promise<{ ok: true; csv: ReadableStream<Uint8Array> } | Refused<"not_found" | "forbidden">> {
  const own = await ownPromoEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  return { ok: true, csv: textStream(csvLines(eventId, { filter, currency: own.row.currency })) };
}

async function* csvLines(
  eventId: number,
  { filter, currency }: { filter: PromoFilter; currency: string },
): AsyncGenerator<string, void> {
  yield `${COLUMNS.join(",")}\r\n`;
  const now = databaseNow();
  for (let after: PromoRow | undefined; ; ) {
    const page = { after, limit: CHUNK, now };
    const rows = await inBulkhead("export", () => listPromoRowsAfter(eventId, filter, page));
    if (rows.length > 0) yield promoCsv(rows, { currency, now });
    after = rows.at(-1);
    if (rows.length < CHUNK) return;
  }
}

function promoCsv(rows: readonly PromoRow[], { currency, now }: { currency: string; now: Date }): string {
  const lines = rows.map((row) => {
    const { batch, kind, price_level_ids: levels, ...promo } = promoOnWire(row, { currency, now });
    const unit = kind === "percent" ? "" : currency;
    return { ...promo, kind, batch: batch?.name ?? "", currency: unit, price_level_ids: levels.join(" ") };
  });
  return stringify(lines, {
    columns: COLUMNS,
    record_delimiter: "windows",
    quote_record_delimiter: true,
    escape_formulas: true,
  });
}
