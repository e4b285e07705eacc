import { bookDispute, bookDisputeReversal } from "./book.ts";
import type { Call, Desk, Operation } from "./desk.ts";
import { EVIDENCE_FIELDS } from "./evidence-fields.ts";
import { invalidRequest, noSuch } from "./fault.ts";
import { formOf, textOf } from "./form.ts";
import { type ChargeRecord, type DisputeRecord, newId } from "./ledger.ts";
import { renderDispute } from "./rendering/render-dispute.ts";

/**
 * A buyer's bank takes a payment back, as Stripe's test cards play it: a charge of such a card is disputed as soon as it is
 * captured. Evidence decides as in Stripe's test mode: `winning_evidence` wins, `losing_evidence` loses,
 * `escalate_inquiry_evidence` makes an inquiry a chargeback.
 */
export function openDispute(desk: Desk, charge: ChargeRecord): void {
  const { dispute: kind, disputeReason } = desk.ledger.methods.get(charge.methodId)?.card.behaviour ?? {};
  if (!kind) return;
  const created = Math.floor(desk.now() / 1000);
  const dispute = desk.ledger.disputes.add({
    id: newId("dp"),
    created,
    chargeId: charge.id,
    intentId: charge.intentId,
    amount: charge.amountCaptured,
    currency: charge.currency,
    reason: disputeReason ?? "fraudulent",
    dueBy: created + EVIDENCE_SECONDS,
    status: kind === "inquiry" ? "warning_needs_response" : "needs_response",
    isWithdrawn: kind === "chargeback",
    wasReinstated: false,
  });
  charge.isDisputed = true;
  if (dispute.isWithdrawn) bookDispute(desk, dispute);
  desk.emit("charge.dispute.created", renderDispute(desk, dispute));
  if (dispute.isWithdrawn) desk.emit("charge.dispute.funds_withdrawn", renderDispute(desk, dispute));
}

const EVIDENCE_SECONDS = 7 * 86_400;

/** `POST /v1/disputes/:id`: evidence, which is submitted with it and decides. */
export const updateDispute: Operation = (desk, call) => {
  const dispute = loadDispute(desk, call);
  const form = formOf(call.form, "evidence");
  const evidence = textOf(form, "uncategorized_text");
  call.begin();
  refuseClosed(dispute);
  const given = EVIDENCE_FIELDS.map((name) => [name, textOf(form, name)]).filter(([, text]) => text !== undefined);
  dispute.evidence = { ...dispute.evidence, ...Object.fromEntries(given) };
  dispute.submissions = (dispute.submissions ?? 0) + 1;
  const isInquiry = dispute.status.startsWith("warning_");
  if (evidence === "winning_evidence") return close(desk, dispute, isInquiry ? "warning_closed" : "won");
  if (evidence === "losing_evidence") return close(desk, dispute, "lost");
  if (evidence === "escalate_inquiry_evidence" && isInquiry) return escalate(desk, dispute);
  dispute.status = isInquiry ? "warning_under_review" : "under_review";
  desk.emit("charge.dispute.updated", renderDispute(desk, dispute));
  return renderDispute(desk, dispute);
};

/** `POST /v1/disputes/:id/close`: the seller accepts that it is lost. */
export const closeDispute: Operation = (desk, call) => {
  const dispute = loadDispute(desk, call);
  call.begin();
  refuseClosed(dispute);
  return close(desk, dispute, "lost");
};

export const retrieveDispute: Operation = (desk, call) => renderDispute(desk, loadDispute(desk, call));

/** True while the charge's money is in dispute, or lost in one: it cannot be refunded then. */
export function isDisputed(desk: Desk, charge: ChargeRecord): boolean {
  return desk.ledger.disputes.list().some((dispute) => dispute.chargeId === charge.id && dispute.isWithdrawn);
}

function close(desk: Desk, dispute: DisputeRecord, status: "won" | "lost" | "warning_closed") {
  dispute.status = status;
  if (status === "lost" && !dispute.isWithdrawn) {
    dispute.isWithdrawn = true;
    bookDispute(desk, dispute);
    desk.emit("charge.dispute.funds_withdrawn", renderDispute(desk, dispute));
  }
  if (status !== "lost" && dispute.isWithdrawn) {
    dispute.isWithdrawn = false;
    dispute.wasReinstated = true;
    bookDisputeReversal(desk, dispute);
    desk.emit("charge.dispute.funds_reinstated", renderDispute(desk, dispute));
  }
  desk.emit("charge.dispute.closed", renderDispute(desk, dispute));
  return renderDispute(desk, dispute);
}

/** The bank is not content with the answer to its inquiry and takes the money. */
function escalate(desk: Desk, dispute: DisputeRecord) {
  dispute.status = "needs_response";
  dispute.isWithdrawn = true;
  bookDispute(desk, dispute);
  desk.emit("charge.dispute.funds_withdrawn", renderDispute(desk, dispute));
  desk.emit("charge.dispute.updated", renderDispute(desk, dispute));
  return renderDispute(desk, dispute);
}

function loadDispute(desk: Desk, { id }: Call): DisputeRecord {
  const dispute = desk.ledger.disputes.get(id);
  if (!dispute) throw noSuch("dispute", id, { param: "id", status: 404 });
  return dispute;
}

function refuseClosed({ status }: DisputeRecord): void {
  if (["won", "lost", "warning_closed"].includes(status)) throw invalidRequest("This dispute is already closed.");
}
