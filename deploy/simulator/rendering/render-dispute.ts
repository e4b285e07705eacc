import type { Desk } from "../desk.ts";
import { EVIDENCE_FIELDS } from "../evidence-fields.ts";
import type { DisputeRecord } from "../ledger.ts";
import { renderTransaction } from "./render-transaction.ts";

/** A dispute in Stripe's wire form, with the movements of the balance as whole objects. */
export function renderDispute(desk: Desk, dispute: DisputeRecord) {
  const methodId = desk.ledger.charges.get(dispute.chargeId)?.methodId ?? "";
  const brand = desk.ledger.methods.get(methodId)?.card.brand ?? "visa";
  const isInquiry = dispute.status.startsWith("warning_");
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    balance_transactions: (dispute.transactionIds ?? []).flatMap((id) => {
      const transaction = desk.ledger.transactions.get(id);
      return transaction ? [renderTransaction(desk, transaction)] : [];
    }),
    charge: dispute.chargeId,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...Object.fromEntries(EVIDENCE_FIELDS.map((name) => [name, dispute.evidence?.[name] ?? null])),
      enhanced_evidence: {},
    },
    evidence_details: {
      due_by: dispute.dueBy,
      enhanced_eligibility: {},
      has_evidence: Object.keys(dispute.evidence ?? {}).length > 0,
      past_due: dispute.dueBy * 1000 < desk.now(),
      submission_count: dispute.submissions ?? 0,
    },
    is_charge_refundable: !dispute.isWithdrawn,
    livemode: false,
    metadata: {},
    payment_intent: dispute.intentId,
    payment_method_details: {
      card: { brand, case_type: isInquiry ? "inquiry" : "chargeback", network: brand, network_reason_code: "10.4" },
      type: "card",
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}
