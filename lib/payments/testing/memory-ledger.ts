import { randomUUID } from "node:crypto";
import {
  type AuthorizeRequest,
  type GatewayDeclined,
  type GatewayPayment,
  type GatewayPaymentStatus,
  type GatewayRefund,
  GatewayRejected,
  type RefundRequest,
} from "../gateway.ts";

type Account = { request: AuthorizeRequest; payment: GatewayPayment; refunds: GatewayRefund[] };

/** The books of the memory gateway: what it reserved, took and gave back. `taken` is the state of money that was given. */
export function createLedger(taken: "authorized" | "captured") {
  const accounts = new Map<string, Account>();
  const load = (gatewayId: string): Account => {
    const account = accounts.get(gatewayId);
    if (!account) throw new GatewayRejected("missing", `no payment ${gatewayId}`);
    return account;
  };
  const open = (request: AuthorizeRequest): Account => {
    const { amountMinor, currency, metadata } = request;
    const status = FIRST_STATUS[request.paymentMethodId] ?? taken;
    const gatewayId = `mem_${randomUUID()}`;
    const payment = { kind: "payment", gatewayId, status, amountMinor, amountRefundedMinor: 0, currency } as const;
    const account: Account = { request, payment: { ...payment, metadata }, refunds: [] };
    accounts.set(gatewayId, account);
    return account;
  };
  return {
    taken,
    load,
    find: (gatewayId: string): GatewayPayment | undefined => accounts.get(gatewayId)?.payment,
    all: (): GatewayPayment[] => [...accounts.values()].map((account) => account.payment),
    authorize(request: AuthorizeRequest): GatewayPayment | GatewayDeclined {
      const known = [...accounts.values()].find((each) => each.request.idempotencyKey === request.idempotencyKey);
      const { payment } = known ?? open(request);
      if (payment.status !== "failed") return payment;
      const { gatewayId } = payment;
      return { kind: "declined", gatewayId, code: "card_declined", message: "The card was declined." };
    },
    /** Moves a payment on that is in one of these states; answers it as it is then. */
    move(gatewayId: string, from: readonly GatewayPaymentStatus[], to: GatewayPaymentStatus): GatewayPayment {
      const account = load(gatewayId);
      if (from.includes(account.payment.status)) account.payment = { ...account.payment, status: to };
      return account.payment;
    },
    refund({ gatewayId, amountMinor, idempotencyKey }: RefundRequest): GatewayRefund {
      const account = load(gatewayId);
      const known = account.refunds.find(({ key }) => key === idempotencyKey);
      if (known) return known;
      const refunded = (account.payment.amountRefundedMinor ?? 0) + amountMinor;
      if (account.payment.status !== "captured" || refunded > account.payment.amountMinor) {
        throw new GatewayRejected("not_refundable", "more than is there");
      }
      account.payment = { ...account.payment, amountRefundedMinor: refunded };
      const made = {
        gatewayId: `memre_${randomUUID()}`,
        status: "succeeded",
        amountMinor,
        key: idempotencyKey,
      } as const;
      account.refunds.push(made);
      return made;
    },
  };
}

const FIRST_STATUS: Record<string, GatewayPaymentStatus> = { pm_declined: "failed", pm_challenge: "requires_action" };
