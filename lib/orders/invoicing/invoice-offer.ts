import { loadSeller, loadSoldEvent } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { parseOrderNumber } from "../placing/order-number.ts";
import { ownsOrder } from "../reading/find-order.ts";
import { findOrderHead } from "../reading/store.ts";
import type { Billing } from "./billing-contract.ts";
import { detailsOf } from "./billing-rules.ts";
import { findBilling } from "./billing-store.ts";
import type { InvoiceWire } from "./invoice-contract.ts";
import { listInvoicesOfOrder } from "./invoice-store.ts";
import { invoiceOnWire } from "./invoice-wire.ts";
import { obstacleOf } from "./obstacle.ts";
import type { VatState } from "./reverse-charge.ts";
import { vatStateOf } from "./vies.ts";

/** What an order's page shows of its invoices, and whether its buyer may ask for one. */
export type InvoiceOffer = {
  /** The oldest first. */
  documents: InvoiceWire[];
  /** `seller_incomplete`: once the organizer has said who they are. Nothing where there is no form to show. */
  asking: "may" | "seller_incomplete" | "over";
  /** What the buyer gave before, or their name. */
  details: Billing;
  /** The company or person that the buyer asked to be invoiced, with the order or later; null where they did not ask. */
  askedFor: string | null;
  /** Of the VAT number that the buyer gave. */
  vatState: VatState | null;
};

/** For the order's buyer, or the holder of the link from its mail; undefined for all others, and for an order with nothing to invoice. */
export async function invoiceOffer(
  person: Person,
  { number, linkKey }: { number: string; linkKey?: string | undefined },
): Promise<InvoiceOffer | undefined> {
  const parsed = parseOrderNumber(number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order || !ownsOrder(person, { order, event: await loadSoldEvent(order.eventId) }, linkKey)) return undefined;
  const [seller, billing, rows] = await Promise.all([
    loadSeller(order.eventId),
    findBilling(order.eventId, order.id),
    listInvoicesOfOrder(order),
  ]);
  const obstacle = obstacleOf(order, seller);
  const asking = obstacle === undefined ? "may" : obstacle === "seller_incomplete" ? obstacle : "over";
  if (asking === "over" && rows.length === 0) return undefined;
  const details = detailsOf(billing ?? { ...NOTHING, name: order.name });
  const vatState = details.vat_id === "" ? null : vatStateOf(billing?.vatCheck);
  const askedFor = billing ? billing.company || billing.name : null;
  return { documents: rows.map(invoiceOnWire), asking, details, askedFor, vatState };
}

const NOTHING = { company: "", address: "", postcode: "", city: "", country: "", vatId: "" };
