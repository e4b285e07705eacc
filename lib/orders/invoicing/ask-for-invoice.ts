import { loadSeller, loadSoldEvent } from "#lib/catalog/queries";
import type { Person } from "#lib/identity/identify";
import { staffIn } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { parseOrderNumber } from "../placing/order-number.ts";
import { ownsOrder } from "../reading/find-order.ts";
import { findOrderHead, type OrderHead } from "../reading/store.ts";
import { refuse } from "../refusals.ts";
import type { Billing } from "./billing-contract.ts";
import { billingProblem } from "./billing-rules.ts";
import { claimBilling } from "./billing-store.ts";
import type { AskedInvoice } from "./invoice-contract.ts";
import { listInvoicesOfOrder } from "./invoice-store.ts";
import { invoiceOnWire } from "./invoice-wire.ts";
import { issueInvoices } from "./issue-invoices.ts";
import { obstacleOf } from "./obstacle.ts";
import { askVies } from "./vies.ts";

type Asked = { number: string; linkKey?: string | undefined; details: Billing };
type AskRefusal = Refused<"not_found" | "forbidden" | "two_factor_required" | "invalid_request" | "not_invoiceable">;

/**
 * Invoices a paid order to these details, for its buyer, the holder of the link from its mail, or staff with `order.refund`. Where it was
 * invoiced to others before, a credit note takes that invoice back first. A VAT number must have its country's format, and VIES is asked
 * for it. Refuses `not_invoiceable` for an order that is not paid, cost nothing or went back wholly, whose details changed too often,
 * or whose seller has not said who they are. The fact that goes with the details issues the documents if this process dies here.
 */
export async function askForInvoice(
  person: Person,
  { number, linkKey, details }: Asked,
): Promise<{ ok: true; asked: AskedInvoice } | AskRefusal> {
  const parsed = parseOrderNumber(number);
  const order = parsed && (await findOrderHead(parsed));
  if (!order) return refuse("not_found");
  const refused = await refusedTo(person, order, linkKey);
  if (refused) return refused;
  const problem = billingProblem(details);
  if (problem) return refuse("invalid_request", { fields: [problem] });
  const reason = obstacleOf(order, await loadSeller(order.eventId));
  if (reason) return refuse("not_invoiceable", { reason });
  const { vat_id: vatId, ...rest } = details;
  const vatCheck = await askVies(vatId, details.country);
  const { organizationId } = order.event;
  const by = { vatCheck, actor: person.keys[0] ?? "stranger", organizationId };
  const kept = await claimBilling(order, { ...rest, vatId }, by);
  if (kept === "too_often") return refuse("not_invoiceable", { reason: "too_often" });
  await issueInvoices(order, "later");
  const data = (await listInvoicesOfOrder(order)).map(invoiceOnWire);
  return { ok: true, asked: { data, vat_check: vatId === "" ? null : (vatCheck?.state ?? "format_only") } };
}

async function refusedTo(
  person: Person,
  order: OrderHead,
  linkKey: string | undefined,
): Promise<AskRefusal | undefined> {
  const opened = { order, event: await loadSoldEvent(order.eventId) };
  if (ownsOrder(person, opened, linkKey)) return undefined;
  const staff = await staffIn(person, order.event.organizationId, "order.refund");
  return staff.ok ? undefined : staff;
}
