import { stringify } from "csv-stringify/sync";
import { audit } from "#lib/audit/audit";
import type { Administrator } from "#lib/identity/identify";
import { inBulkhead } from "#lib/platform/bulkhead";
import { toMajor } from "#lib/platform/money";
import { textStream } from "#lib/platform/text-stream";
import type { DaySalesAnswer, DaySalesFilter, DaySalesLine, DaySalesQuery, DaySalesTotal } from "./contract.ts";
import { type DaySalesRow, type DaySalesSpan, listDaySales, totalDaySales } from "./day-sales-store.ts";

const LIMIT = 50;
const USUAL_DAYS = 30;
const CHUNK = 1_000;
const LINES_MAX = 100_000;
const DAY_MS = 86_400_000;

/** A page of what the platform sold by day, organization and currency, with the totals of the whole period. For administrators. */
export async function readDaySales(query: DaySalesQuery): Promise<DaySalesAnswer> {
  const { page = 1, limit = LIMIT } = query;
  const span = spanOf(query, Date.now());
  const [rows, { lines, totals }] = await Promise.all([
    listDaySales(span, { offset: (page - 1) * limit, limit }),
    totalDaySales(span),
  ]);
  return {
    data: rows.map(lineOf),
    totals: totals.map(figuresOf),
    meta: { total: lines, page, limit, from: span.from, to: span.to },
  };
}

/** The days that are asked for; the last thirty where nothing is said. */
export function spanOf({ from, to, organization_id: organizationId }: DaySalesFilter, nowMs: number): DaySalesSpan {
  const last = to ?? new Date(nowMs).toISOString().slice(0, 10);
  const first = from ?? new Date(Date.parse(last) - (USUAL_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  return { from: first, to: last, organizationId };
}

const COLUMNS = [
  ...([
    "day",
    "organization_id",
    "organization",
    "currency",
    "orders",
    "tickets",
    "revenue",
    "refunds",
    "lost",
  ] as const),
  "gateway_fees",
] as const satisfies readonly (keyof DaySalesLine)[];

/** The same as CSV (RFC 4180, UTF-8), read in pieces while it is sent. The export is audited before its first byte. */
export async function exportDaySales(
  { userId }: Administrator,
  filter: DaySalesFilter,
): Promise<ReadableStream<Uint8Array>> {
  const span = spanOf(filter, Date.now());
  const line = { actor: `user:${userId}`, action: "sales.export", subject: "platform", outcome: "ok" };
  await audit({ ...line, detail: { ...filter } });
  return textStream(csvLines(span));
}

async function* csvLines(span: DaySalesSpan): AsyncGenerator<string, void> {
  yield `${COLUMNS.join(",")}\r\n`;
  for (let offset = 0; offset < LINES_MAX; offset += CHUNK) {
    const rows = await inBulkhead("export", () => listDaySales(span, { offset, limit: CHUNK }));
    if (rows.length > 0) yield daySalesCsv(rows.map(lineOf));
    if (rows.length < CHUNK) return;
  }
}

/** Spreadsheets run cells that begin like a formula, and organizations choose their names: an apostrophe in front makes them text. */
export function daySalesCsv(lines: readonly DaySalesLine[]): string {
  return stringify([...lines], {
    columns: COLUMNS,
    record_delimiter: "windows",
    quote_record_delimiter: true,
    escape_formulas: true,
  });
}

function lineOf(row: DaySalesRow): DaySalesLine {
  const { day, organizationId, organization } = row;
  return { day, organization_id: organizationId, organization, ...figuresOf(row) };
}

function figuresOf(row: Omit<DaySalesRow, "day" | "organizationId" | "organization">): DaySalesTotal {
  const { currency, orders, tickets, revenueMinor, refundsMinor, lostMinor, feesMinor } = row;
  const major = (minor: number) => toMajor(minor, currency);
  return {
    ...{ currency, orders, tickets, revenue: major(revenueMinor), refunds: major(refundsMinor) },
    ...{ lost: major(lostMinor), gateway_fees: major(feesMinor) },
  };
}
