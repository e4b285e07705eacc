import { loadInvoiceTerms } from "#lib/organizations/queries";
import { uuid } from "#lib/platform/input";
import type { Fact, Subscriber } from "#lib/platform/outbox/fact";
import { findOrderRows } from "../reading/store.ts";
import { drawUpInvoices } from "./draw-up-invoices.ts";
import { claimInvoices, isInvoiced } from "./invoice-store.ts";

/**
 * Issues the invoices and credit notes of orders behind the facts. What an order lacks is read from the books and not from the fact, so a
 * fact that comes twice issues nothing twice.
 */
export const invoiceIssuer: Subscriber = {
  name: "invoices",
  types: ["order.paid", "order.refunded", "order.undone", "invoice.asked"],
  handle,
  atOnce: 2,
};

async function handle({ eventId, type, subject }: Fact): Promise<void> {
  const id = uuid.parse(subject);
  await issueInvoices({ eventId, id }, type === "order.paid" ? "paid" : "later");
}

/**
 * Issues what an order lacks; answers how many documents. An order without an invoice gets one when its buyer asked for it, and when it
 * was just `paid` and its organization invoices every order. An order of nothing gets none.
 */
export async function issueInvoices(
  { eventId, id }: { eventId: number; id: string },
  when: "paid" | "later",
): Promise<number> {
  const key = { eventId, id };
  const rows = await findOrderRows(key);
  if (!rows || rows.order.totalMinor === 0) return 0;
  const { organizationId } = rows.event;
  const terms = await loadInvoiceTerms(organizationId);
  const isForEvery = when === "paid" && terms.invoiceMode === "EVERY_ORDER";
  // Most orders of those who invoice on request: their organization's counter stays unlocked.
  if (!isForEvery && !(await isInvoiced(key))) return 0;
  return claimInvoices(key, organizationId, (facts) => {
    return drawUpInvoices({ ...rows, terms }, ({ billing }) => isForEvery || billing !== null, facts);
  });
}
