import { book } from "../book.ts";
import type { Call, Desk, Operation } from "../desk.ts";
import { invalidRequest, noSuch } from "../fault.ts";
import { integerOf, refuseUnknown } from "../form.ts";
import { type ChargeRecord, newId } from "../ledger.ts";
import { readMetadata } from "../metadata.ts";
import { page } from "../page.ts";
import type { ApplicationFeeRecord, FeeRefundRecord } from "./account-record.ts";
import { refuseConnected } from "./accounts.ts";
import { renderApplicationFee, renderFeeRefund } from "./render-application-fee.ts";

/** Gives the platform its fee of a captured charge, as much of it as was captured. Undefined where it takes none. */
export function takeApplicationFee(desk: Desk, charge: ChargeRecord): ApplicationFeeRecord | undefined {
  const asked = desk.ledger.intents.get(charge.intentId)?.applicationFee ?? 0;
  const amount = Math.min(asked, charge.amountCaptured);
  if (desk.account === undefined || amount === 0) return undefined;
  const platform = desk.platform();
  const id = newId("fee");
  const what = { type: "application_fee", category: "platform_earning", description: null, source: id } as const;
  const moved = book(platform, { ...what, amount, fee: 0, currency: charge.currency });
  const fee = platform.ledger.applicationFees.add({
    id,
    created: moved.created,
    accountId: desk.account,
    chargeId: charge.id,
    amount,
    currency: charge.currency,
    transactionId: moved.id,
    amountRefunded: 0,
    refunds: [],
  });
  charge.applicationFeeId = id;
  platform.emit("application_fee.created", renderApplicationFee(fee));
  return fee;
}

/**
 * Gives back what of the platform's fee goes with a refund that is counted in `charge` already: its share of the amount, rounded, and all
 * that is left with the last of it (docs.stripe.com/api/refunds/create, `refund_application_fee`). Answers how much.
 */
export function returnApplicationFee(desk: Desk, charge: ChargeRecord, refunded: number): number {
  const fee = charge.applicationFeeId ? desk.platform().ledger.applicationFees.get(charge.applicationFeeId) : undefined;
  if (!fee) return 0;
  const left = fee.amount - fee.amountRefunded;
  const isAll = charge.amountRefunded >= charge.amount;
  const share = isAll ? left : Math.min(left, Math.round((fee.amount * refunded) / charge.amountCaptured));
  if (share > 0) giveBack(desk.platform(), fee, { amount: share, metadata: {} });
  return share;
}

export const listApplicationFees: Operation = (desk, call) => {
  refuseConnected(desk);
  return page(call, {
    url: "/v1/application_fees",
    records: desk.ledger.applicationFees.list(),
    filters: { charge: ({ chargeId }) => chargeId },
    render: renderApplicationFee,
  });
};

export const retrieveApplicationFee: Operation = (desk, call) => renderApplicationFee(loadFee(desk, call));

/** `POST /v1/application_fees/:id/refunds`: the platform gives some of its fee back to the account it took it from. */
export const refundApplicationFee: Operation = (desk, call) => {
  refuseUnknown(call.form, ["amount", "metadata", "expand"]);
  const fee = loadFee(desk, call);
  const left = fee.amount - fee.amountRefunded;
  const amount = integerOf(call.form, "amount") ?? left;
  const metadata = readMetadata(call.form);
  call.begin();
  if (left <= 0) throw invalidRequest(`Application fee ${fee.id} has already been refunded.`, { code: "fee_refunded" });
  if (amount < 1 || amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on fee (${left})`;
    throw invalidRequest(message, { code: "amount_too_large", param: "amount" });
  }
  return renderFeeRefund(fee, giveBack(desk, fee, { amount, metadata }));
};

export const listFeeRefunds: Operation = (desk, call) => {
  const fee = loadFee(desk, call);
  return page(call, {
    url: `/v1/application_fees/${fee.id}/refunds`,
    records: [...fee.refunds].reverse(),
    filters: {},
    render: (refund) => renderFeeRefund(fee, refund),
  });
};

function giveBack(
  platform: Desk,
  fee: ApplicationFeeRecord,
  { amount, metadata }: Pick<FeeRefundRecord, "amount" | "metadata">,
): FeeRefundRecord {
  const id = newId("fr");
  const what = { type: "application_fee_refund", category: "platform_earning_refund", description: null } as const;
  const moved = book(platform, { ...what, source: id, amount: -amount, fee: 0, currency: fee.currency });
  const refund = { id, created: moved.created, amount, transactionId: moved.id, metadata };
  fee.refunds = [...fee.refunds, refund];
  fee.amountRefunded += amount;
  platform.emit("application_fee.refunded", renderApplicationFee(fee));
  return refund;
}

function loadFee(desk: Desk, { id }: Call): ApplicationFeeRecord {
  refuseConnected(desk);
  const fee = desk.ledger.applicationFees.get(id);
  if (!fee) throw noSuch("application fee", id, { param: "id", status: 404 });
  return fee;
}
