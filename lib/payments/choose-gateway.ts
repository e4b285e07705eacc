import { env, SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { Failure, invariant } from "#lib/platform/invariant";
import { singleton } from "#lib/platform/singleton";
import { createFreeGateway } from "./free/free-gateway.ts";
import type { ConnectingGateway, PaymentGateway } from "./gateway.ts";
import { createStripeGateway } from "./stripe/stripe-gateway.ts";

/**
 * The gateways of this installation by their names, which are the `gateway` column of their payments. Each is opened when
 * it is first asked for, and then kept.
 */
export type GatewayRegistry = {
  readonly open: Readonly<Record<string, () => PaymentGateway>>;
  /** The name of the one that takes new payments with something to pay. */
  readonly forNewPayments: string;
};

/**
 * The gateway of a stored payment, inside the connected account that it was made in: its organization may pay itself elsewhere by now.
 * Throws a `Failure` when it is no longer configured.
 */
export function gatewayOf({ gateway: name, account }: PaidAt): PaymentGateway {
  const gateway = findGateway(name);
  invariant(gateway, `the gateway of a stored payment is registered: ${name}`);
  if (account === null) return gateway;
  invariant(gateway.connects, `the gateway of a payment in a connected account connects accounts: ${name}`);
  return gateway.on(account);
}

/** Where a payment was made: null is the platform's own account. */
export type PaidAt = { readonly gateway: string; readonly account: string | null };

/** The gateway for a new payment of an order; an order of nothing is paid by `free`. */
export function gatewayForNewPayment(order: { readonly totalMinor: number }): PaymentGateway {
  return gatewayOf({ gateway: order.totalMinor === 0 ? "free" : registry().forNewPayments, account: null });
}

/** The gateway at which organizations may connect accounts of their own; undefined where the operator does not offer it. */
export function gatewayForPayouts(): ConnectingGateway | undefined {
  const { PAYOUT_ACCOUNTS: choice, SANDBOX_URL: sandbox } = env();
  if ((choice ?? (sandbox ? "own" : "platform")) === "platform") return undefined;
  const gateway = findGateway(registry().forNewPayments);
  return gateway?.connects ? gateway : undefined;
}

/** The gateway of that name, as used in paths; undefined when unknown. */
export function findGateway(name: string): PaymentGateway | undefined {
  const { open } = registry();
  const create = Object.hasOwn(open, name) ? open[name] : undefined;
  return create && singleton(`gateway ${name}`, create);
}

function registry(): GatewayRegistry {
  return singleton("gateways", () => ({
    open: { free: createFreeGateway, stripe: openStripe },
    forNewPayments: "stripe",
  }));
}

/** Stripe, or the same adapter pointed at the simulator. Throws when neither is set up. */
function openStripe(): PaymentGateway {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, SANDBOX_URL: sandbox } = env();
  const connectWebhookSecret = env().STRIPE_CONNECT_WEBHOOK_SECRET;
  if (!secretKey || !webhookSecret) throw new Failure("payments", "no payment gateway is configured");
  if (secretKey !== SANDBOX_SECRET_KEY) return createStripeGateway({ secretKey, webhookSecret, connectWebhookSecret });
  if (!sandbox) throw new Failure("payments", "the payment simulator is not running");
  const { hostname, port } = new URL(sandbox);
  return createStripeGateway({ secretKey, webhookSecret, host: hostname, port: Number(port), protocol: "http" });
}
