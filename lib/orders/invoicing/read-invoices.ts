import { loadSoldEvent } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { parseOrderNumber } from "../placing/order-number.ts";
import { ownsOrder } from "../reading/find-order.ts";
import { findOrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { InvoicesAnswer, InvoicesQuery, InvoiceWire } from "./invoice-contract.ts";
import type { InvoiceDocument } from "./invoice-document.ts";
import {
  findInvoice,
  type InvoiceFilter,
  type InvoiceRow,
  listInvoiceRows,
  listInvoicesOfOrder,
} from "./invoice-store.ts";
import { invoiceOnWire } from "./invoice-wire.ts";

const LIMIT = 20;
type ReadRefusal = Refused<"not_found" | "forbidden" | "two_factor_required">;

/**
 * Invoices and credit notes, the newest first: of an organization, for staff with `order.read`; or all of one order, for its buyer, the
 * holder of the link from its mail, and the same staff. Refuses a query that names neither.
 */
export async function listInvoices(
  person: Person,
  query: InvoicesQuery,
): Promise<{ ok: true; invoices: InvoicesAnswer } | ReadRefusal | Refused<"invalid_request">> {
  const { organization_id: organizationId, order_number: number, page = 1, limit = LIMIT } = query;
  if (number !== undefined) return listOfOrder(person, { number, linkKey: query.key });
  if (organizationId === undefined) {
    const message = "must be given, or order_number";
    return refuse("invalid_request", { fields: [{ path: "organization_id", message }] });
  }
  const staff = await staffIn(person, organizationId, "order.read");
  if (!staff.ok) return staff;
  const { rows, total } = await listInvoiceRows(filterOf({ ...query, organization_id: organizationId }), {
    skip: (page - 1) * limit,
    take: limit,
  });
  return { ok: true, invoices: { data: rows.map(invoiceOnWire), meta: { total, page, limit } } };
}

/** The filter of a query about an organization's documents. */
export function filterOf({
  organization_id: organizationId,
  q,
  kind,
  from,
  to,
}: Pick<InvoicesQuery, "q" | "kind" | "from" | "to"> & { organization_id: string }): InvoiceFilter {
  const ofKind = kind && (kind === "invoice" ? "INVOICE" : "CREDIT_NOTE");
  return { organizationId, words: q, kind: ofKind, from, to };
}

async function listOfOrder(
  person: Person,
  { number, linkKey }: { number: string; linkKey: string | undefined },
): Promise<{ ok: true; invoices: InvoicesAnswer } | ReadRefusal> {
  const parsed = parseOrderNumber(number);
  const may = parsed ? await mayRead(person, { ...parsed, linkKey }) : refuse("not_found");
  if (!may.ok) return may;
  const rows = (await listInvoicesOfOrder(may.order)).reverse();
  return { ok: true, invoices: { data: rows.map(invoiceOnWire), meta: { total: rows.length, page: 1, limit: 100 } } };
}

type Opening = { id: string; linkKey?: string | undefined };

/** One document in the API's form, for those who may read its order. */
export async function readInvoice(
  person: Person,
  opening: Opening,
): Promise<{ ok: true; invoice: InvoiceWire } | ReadRefusal> {
  const found = await findReadable(person, opening);
  return found.ok ? { ok: true, invoice: invoiceOnWire(found.row) } : found;
}

/** The same as it was frozen, to be drawn. */
export async function readInvoiceDocument(
  person: Person,
  opening: Opening,
): Promise<{ ok: true; document: InvoiceDocument } | ReadRefusal> {
  const found = await findReadable(person, opening);
  return found.ok ? { ok: true, document: found.row.document } : found;
}

async function findReadable(
  person: Person,
  { id, linkKey }: Opening,
): Promise<{ ok: true; row: InvoiceRow } | ReadRefusal> {
  const row = await findInvoice(id);
  if (!row) return refuse("not_found");
  const may = await mayRead(person, { eventId: row.eventId, number: row.orderNumber, linkKey });
  return may.ok ? { ok: true, row } : may;
}

async function mayRead(
  person: Person,
  { linkKey, ...key }: { eventId: number; number: string; linkKey?: string | undefined },
): Promise<{ ok: true; order: { eventId: number; id: string } } | ReadRefusal> {
  const order = await findOrderHead({ eventId: key.eventId, number: key.number });
  if (!order) return refuse("not_found");
  const opened = { order, event: await loadSoldEvent(order.eventId) };
  if (ownsOrder(person, opened, linkKey)) return { ok: true, order };
  const staff = await staffIn(person, order.event.organizationId, "order.read");
  return staff.ok ? { ok: true, order } : staff;
}
