import { appendAudit } from "#lib/audit/append-audit";
import { eventDb } from "#lib/platform/db/db";
import { DbNull } from "#lib/platform/db/sql";
import { inTransaction } from "#lib/platform/db/transaction";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { orderFact } from "../fact-contract.ts";
import type { BillingRow } from "./invoice-store.ts";
import type { VatCheck } from "./vies.ts";

export type BillingFields = Pick<
  BillingRow,
  "name" | "company" | "address" | "postcode" | "city" | "country" | "vatId"
>;

/** So often the details of one order may change: each change is a credit note and a new invoice. */
const REVISIONS_MAX = 5;

/**
 * Keeps to whom an order is invoiced, with the fact that it was asked. The same details again are no change; loses (`too_often`) when
 * they changed five times.
 */
export async function claimBilling(
  { eventId, id: orderId, number }: { eventId: number; id: string; number: string },
  fields: BillingFields,
  by: { vatCheck: VatCheck | undefined; actor: string; organizationId: string },
): Promise<"kept" | "same" | "too_often"> {
  return inTransaction(eventDb(eventId), async (tx) => {
    const [order] = await tx.$queryRaw<{ isOpen: boolean }[]>`
      SELECT status = 'PENDING' AS "isOpen" FROM orders WHERE event_id = ${eventId}::int AND id = ${orderId}::uuid FOR UPDATE`;
    const where = { eventId_orderId: { eventId, orderId } };
    const known = await tx.orderBilling.findUnique({ where });
    const names = Object.keys(fields) as (keyof BillingFields)[];
    if (known && names.every((name) => known[name] === fields[name])) return "same";
    // Nothing was issued of an order that is not paid yet, so details that follow others correct no document.
    const step = known && order?.isOpen ? 0 : 1;
    const revision = (known?.revision ?? 0) + step;
    if (revision > REVISIONS_MAX) return "too_often";
    const data = { ...fields, vatCheck: by.vatCheck ?? DbNull, revision };
    await tx.orderBilling.upsert({
      where,
      create: { eventId, orderId, ...data },
      update: { ...data, askedAt: new Date() },
    });
    await appendFact(tx, orderFact(eventId, { type: "invoice.asked", orderId }));
    await appendAudit(tx, {
      ...{ actor: by.actor, action: "invoice.ask", subject: number, outcome: "ok", eventId },
      ...{ organizationId: by.organizationId, detail: { revision: data.revision } },
    });
    return "kept";
  });
}

/** To whom an order is invoiced; null while nobody asked. */
export async function findBilling(eventId: number, orderId: string): Promise<BillingRow | null> {
  return eventDb(eventId).orderBilling.findUnique({ where: { eventId_orderId: { eventId, orderId } } });
}
