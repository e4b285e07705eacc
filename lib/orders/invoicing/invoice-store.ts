import { eventDb, globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import { invariant } from "#lib/platform/invariant";
import type { Prisma } from "#prisma/generated/client";
import type { InvoiceDocument } from "./invoice-document.ts";
import type { Counter } from "./invoice-number.ts";

type Key = { eventId: number; id: string };

export type InvoiceRow = Omit<Prisma.InvoiceGetPayload<object>, "document"> & { document: InvoiceDocument };
export type BillingRow = Prisma.OrderBillingGetPayload<object>;

/** All that decides which documents an order lacks, read behind the lock of its organization's counter. */
export type InvoiceFacts = {
  now: Date;
  counter: Counter;
  order: Prisma.OrderGetPayload<object>;
  billing: BillingRow | null;
  /** The oldest first. */
  refunds: Prisma.RefundGetPayload<object>[];
  /** The oldest first. */
  issued: InvoiceRow[];
};

export type DrawnUp = { counter: Counter; rows: readonly InvoiceRow[] };

/**
 * Draws up what an order lacks and writes it with the numbers that it takes, in one transaction behind the lock of the organization's
 * counter: a number that a lost transaction took is taken again, and two documents never share one. Answers how many were written.
 */
export async function claimInvoices(
  { eventId, id: orderId }: Key,
  organizationId: string,
  drawUp: (facts: InvoiceFacts) => DrawnUp,
): Promise<number> {
  return inTransaction(globalDb(), async (tx) => {
    const counter = await lockCounter(tx, organizationId);
    const where = { eventId, orderId };
    const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
    invariant(clock, "the database has a clock");
    const { counter: next, rows } = drawUp({
      ...{ now: clock.now, counter },
      order: await tx.order.findUniqueOrThrow({ where: { eventId_id: { eventId, id: orderId } } }),
      billing: await tx.orderBilling.findUnique({ where: { eventId_orderId: where } }),
      refunds: await tx.refund.findMany({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }] }),
      issued: (await tx.invoice.findMany({ where, orderBy: BY_AGE })).map(withDocument),
    });
    if (rows.length === 0) return 0;
    await tx.invoice.createMany({
      data: rows.map((row) => ({ ...row, document: row.document as Prisma.InputJsonValue })),
    });
    await tx.invoiceCounter.update({ where: { organizationId }, data: next });
    return rows.length;
  });
}

async function lockCounter(tx: Transaction, organizationId: string): Promise<Counter> {
  await tx.invoiceCounter.createMany({ data: [{ organizationId }], skipDuplicates: true });
  const [counter] = await tx.$queryRaw<Counter[]>`
    SELECT year, invoices, credit_notes AS "creditNotes" FROM invoice_counters WHERE organization_id = ${organizationId}::uuid FOR UPDATE`;
  invariant(counter, "an organization has a counter once it was made");
  return counter;
}

/** The oldest first. */
const BY_AGE = [{ issuedAt: "asc" as const }, { id: "asc" as const }];

function withDocument(row: Prisma.InvoiceGetPayload<object>): InvoiceRow {
  return { ...row, document: row.document as unknown as InvoiceDocument };
}

/** Whether the order has an invoice, or its buyer asked for one. */
export async function isInvoiced({ eventId, id: orderId }: Key): Promise<boolean> {
  const where = { eventId, orderId };
  if (await eventDb(eventId).orderBilling.findUnique({ where: { eventId_orderId: where } })) return true;
  return (await globalDb().invoice.findFirst({ where, select: { id: true } })) !== null;
}

/** The documents of an order, the oldest first. */
export async function listInvoicesOfOrder({ eventId, id: orderId }: Key): Promise<InvoiceRow[]> {
  return listInvoicesOf({ eventId, orderId });
}

/** The documents of some orders, the oldest first. */
export async function listInvoicesOf(
  where: Pick<Prisma.InvoiceWhereInput, "eventId" | "orderId">,
): Promise<InvoiceRow[]> {
  return (await globalDb().invoice.findMany({ where, orderBy: BY_AGE })).map(withDocument);
}

export async function findInvoice(id: string): Promise<InvoiceRow | undefined> {
  const row = await globalDb().invoice.findUnique({ where: { id } });
  return row ? withDocument(row) : undefined;
}

export type InvoiceFilter = {
  organizationId: string;
  /** How its number, or its order's, begins. */
  words?: string | undefined;
  kind?: "INVOICE" | "CREDIT_NOTE" | undefined;
  /** Days, both included: `2026-11-28`. */
  from?: string | undefined;
  to?: string | undefined;
};

/** A page of an organization's documents, the newest first. */
export async function listInvoiceRows(
  filter: InvoiceFilter,
  { skip, take }: { skip: number; take: number },
): Promise<{ rows: InvoiceRow[]; total: number }> {
  const where = invoiceWhere(filter);
  const [rows, total] = await Promise.all([
    globalDb().invoice.findMany({ where, orderBy: [{ issuedAt: "desc" }, { id: "desc" }], skip, take }),
    globalDb().invoice.count({ where }),
  ]);
  return { rows: rows.map(withDocument), total };
}

/** The next of an organization's documents after one, the oldest first. */
export async function listInvoicesAfter(
  filter: InvoiceFilter,
  { after, limit }: { after: InvoiceRow | undefined; limit: number },
): Promise<InvoiceRow[]> {
  const where = invoiceWhere(filter);
  const later: Prisma.InvoiceWhereInput = after
    ? { OR: [{ issuedAt: { gt: after.issuedAt } }, { issuedAt: after.issuedAt, id: { gt: after.id } }] }
    : {};
  const rows = await globalDb().invoice.findMany({ where: { AND: [where, later] }, orderBy: BY_AGE, take: limit });
  return rows.map(withDocument);
}

function invoiceWhere({ organizationId, words, kind, from, to }: InvoiceFilter): Prisma.InvoiceWhereInput {
  const begins = { startsWith: words?.toUpperCase() ?? "" };
  return {
    organizationId,
    ...(kind ? { kind } : {}),
    ...(words ? { OR: [{ number: begins }, { orderNumber: begins }] } : {}),
    ...(from || to
      ? { issuedOn: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lte: new Date(to) } : {}) } }
      : {}),
  };
}
