import Stripe from "stripe";
import type {
  AuthorizeRequest,
  CompleteGateway,
  ConnectingGateway,
  GatewayDeclined,
  GatewayDispute,
  GatewayPayment,
  GatewayRefund,
  RefundRequest,
} from "../gateway.ts";
import { GatewayUnavailable } from "../gateway.ts";
import { createAccount, findAccount, onboardingUrl } from "./accounts.ts";
import { amountStepMinor, toStripeAmount } from "./amounts.ts";
import { askStripe, declinedBy, isMissing, isStateConflict, wasReplayed } from "./failures.ts";
import { listMovements } from "./list-movements.ts";
import { readDispute, readIntent, readRefund } from "./read-intent.ts";
import { readWebhook } from "./read-webhook.ts";
import { timedClient } from "./timed-client.ts";

export type StripeGatewayOptions = {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Signs the events of connected accounts, which Stripe sends from an endpoint of their own. */
  readonly connectWebhookSecret?: string | undefined;
  /** Set, together with `port` and `protocol`, to speak to the sandbox instead of api.stripe.com. */
  readonly host?: string;
  readonly port?: number;
  readonly protocol?: "http" | "https";
  /** For one request; the SDK repeats a lost one once with the same key, so a call lasts at most about twice this. */
  readonly timeoutMs?: number;
};

/**
 * The only place that speaks to Stripe. Payment Intents, created and confirmed in one request, authorized first and
 * captured when the seats are booked; the sandbox is the same adapter with another address.
 */
export function createStripeGateway(options: StripeGatewayOptions): CompleteGateway & ConnectingGateway {
  const stripe = openStripe(options, undefined);
  const connected = new Map<string, CompleteGateway>();
  return {
    ...gatewayOver(stripe, options),
    connects: true,
    on(account) {
      const known = connected.get(account);
      if (known) return known;
      const bound = { ...gatewayOver(openStripe(options, account), options), connects: false } as const;
      connected.set(account, bound);
      return bound;
    },
    createAccount: (seller) => createAccount(stripe, seller),
    onboardingUrl: (account, back) => onboardingUrl(stripe, account, back),
    findAccount: (account) => findAccount(stripe, account),
  };
}

/** Stripe's client; with an account, every request of it is made inside that connected account. */
function openStripe(options: StripeGatewayOptions, account: string | undefined): Stripe {
  return new Stripe(options.secretKey, {
    ...(account === undefined ? {} : { stripeAccount: account }),
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.protocol === undefined ? {} : { protocol: options.protocol }),
    httpClient: timedClient(),
    timeout: options.timeoutMs ?? 10_000,
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

function gatewayOver(stripe: Stripe, options: StripeGatewayOptions): Omit<CompleteGateway, "connects"> {
  const secrets = [options.webhookSecret, ...(options.connectWebhookSecret ? [options.connectWebhookSecret] : [])];
  return {
    name: "stripe",
    takes: "authorize",
    // Seven days for most cards (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
    authorizationSeconds: null,
    voids: true,
    lost: "search",
    authorize: (request) => authorize(stripe, request),
    find: (gatewayId) => find(stripe, gatewayId),
    findByMetadata: (wanted) => findByMetadata(stripe, wanted),
    capture: (gatewayId, { idempotencyKey }) => capture(stripe, gatewayId, idempotencyKey),
    cancel: (gatewayId, { idempotencyKey }) => cancel(stripe, gatewayId, idempotencyKey),
    refund: (request) => refund(stripe, request),
    findDispute: (gatewayId) => findDispute(stripe, gatewayId),
    listRefunds: (gatewayId) => listRefunds(stripe, gatewayId),
    listsMovements: true,
    listMovements: (span) => listMovements(stripe, span),
    readWebhook: async (delivery) => readWebhook(stripe, secrets, delivery),
    amountStepMinor,
  };
}

/** The charge tells what was refunded, its fee and which card it was; before there is one, the method does. */
const EXPAND = ["latest_charge.balance_transaction", "payment_method"];

async function authorize(stripe: Stripe, request: AuthorizeRequest): Promise<GatewayPayment | GatewayDeclined> {
  try {
    const { idempotencyKey } = request;
    return outcome(await fresh(stripe, await stripe.paymentIntents.create(intentParams(request), { idempotencyKey })));
  } catch (error) {
    const declined = declinedBy(error);
    if (!declined) return askStripe(() => Promise.reject(error));
    const replayed = error instanceof Stripe.errors.StripeError && wasReplayed(error.headers);
    return replayed && declined.gatewayId ? outcome(await load(stripe, declined.gatewayId)) : declined;
  }
}

function intentParams(request: AuthorizeRequest): Stripe.PaymentIntentCreateParams {
  return {
    amount: toStripeAmount(request.amountMinor, request.currency),
    currency: request.currency.toLowerCase(),
    payment_method: request.paymentMethodId,
    confirm: true,
    capture_method: "manual",
    automatic_payment_methods: { enabled: true },
    return_url: request.returnUrl,
    description: request.description,
    // Not `receipt_email`, which would make Stripe send a second mail beside the ticket's.
    metadata: { ...request.metadata, buyer_email: request.email },
    ...(request.applicationFeeMinor
      ? { application_fee_amount: toStripeAmount(request.applicationFeeMinor, request.currency) }
      : {}),
    expand: EXPAND,
  };
}

/** A replayed answer is as old as the first one: since then the buyer may have passed the challenge. */
async function fresh(stripe: Stripe, intent: Stripe.Response<Stripe.PaymentIntent>): Promise<GatewayPayment> {
  return wasReplayed(intent.lastResponse.headers) ? load(stripe, intent.id) : readIntent(intent);
}

function outcome(payment: GatewayPayment): GatewayPayment | GatewayDeclined {
  if (payment.status !== "failed") return payment;
  const decline = payment.decline ?? { code: "card_declined", message: "The card was declined." };
  return { kind: "declined", gatewayId: payment.gatewayId, ...decline };
}

async function load(stripe: Stripe, gatewayId: string): Promise<GatewayPayment> {
  return readIntent(await askStripe(() => stripe.paymentIntents.retrieve(gatewayId, { expand: EXPAND })));
}

async function find(stripe: Stripe, gatewayId: string): Promise<GatewayPayment | undefined> {
  try {
    return readIntent(await stripe.paymentIntents.retrieve(gatewayId, { expand: EXPAND }));
  } catch (error) {
    return isMissing(error) ? undefined : askStripe(() => Promise.reject(error));
  }
}

/** A hundred intents a page: a span with more than 5,000 is refused rather than half read. */
const PAGES_MAX = 50;

/**
 * By the list, which Stripe names as the one to use right after a write; its search may be an hour behind, so that a
 * search that finds nothing proves nothing (docs.stripe.com/search, "Data freshness"). Clocks may differ by some seconds.
 */
async function findByMetadata(
  stripe: Stripe,
  wanted: { payment_id: string; since: Date; until?: Date },
): Promise<GatewayPayment | undefined> {
  const created: Stripe.RangeQueryParam = {
    gte: Math.floor(wanted.since.getTime() / 1000) - CLOCK_SKEW_SECONDS,
    ...(wanted.until ? { lte: Math.ceil(wanted.until.getTime() / 1000) + CLOCK_SKEW_SECONDS } : {}),
  };
  let after: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query = { created, limit: 100, ...(after ? { starting_after: after } : {}) };
    const list = await askStripe(() => stripe.paymentIntents.list(query));
    const match = list.data.find((intent) => intent.metadata.payment_id === wanted.payment_id);
    if (match) return load(stripe, match.id);
    after = list.data.at(-1)?.id;
    if (!list.has_more || !after) return undefined;
  }
  throw new GatewayUnavailable("Too many payments in the span to find one among them; ask for a shorter span.");
}

const CLOCK_SKEW_SECONDS = 30;

async function capture(stripe: Stripe, gatewayId: string, idempotencyKey: string): Promise<GatewayPayment> {
  try {
    return await fresh(stripe, await stripe.paymentIntents.capture(gatewayId, { expand: EXPAND }, { idempotencyKey }));
  } catch (error) {
    return isStateConflict(error) ? load(stripe, gatewayId) : askStripe(() => Promise.reject(error));
  }
}

/**
 * Stripe stores a refused cancellation under its key and would repeat it for a day, also when the payment has moved on to
 * a state that can be cancelled. So a refusal is followed by a look, and where the payment can be cancelled now, by one
 * more try under a key of its own.
 */
async function cancel(stripe: Stripe, gatewayId: string, idempotencyKey: string): Promise<GatewayPayment> {
  const tryCancel = async (key: string) =>
    readIntent(await stripe.paymentIntents.cancel(gatewayId, { expand: EXPAND }, { idempotencyKey: key }));
  try {
    return await tryCancel(idempotencyKey);
  } catch (error) {
    if (!isStateConflict(error)) return askStripe(() => Promise.reject(error));
  }
  const seen = await load(stripe, gatewayId);
  if (seen.status === "captured" || seen.status === "canceled" || seen.status === "processing") return seen;
  try {
    return await tryCancel(`${idempotencyKey}:${seen.status}`);
  } catch (error) {
    return isStateConflict(error) ? load(stripe, gatewayId) : askStripe(() => Promise.reject(error));
  }
}

async function refund(stripe: Stripe, request: RefundRequest) {
  const params: Stripe.RefundCreateParams = {
    payment_intent: request.gatewayId,
    amount: toStripeAmount(request.amountMinor, request.currency),
    metadata: { reason: request.reason, refund_key: request.idempotencyKey },
    // Without a fee Stripe refuses to be asked for its return.
    ...(request.returnsApplicationFee ? { refund_application_fee: true } : {}),
    expand: ["balance_transaction"],
  };
  return readRefund(await askStripe(() => stripe.refunds.create(params, { idempotencyKey: request.idempotencyKey })));
}

async function findDispute(stripe: Stripe, gatewayId: string): Promise<GatewayDispute | undefined> {
  try {
    return readDispute(await stripe.disputes.retrieve(gatewayId));
  } catch (error) {
    return isMissing(error) ? undefined : askStripe(() => Promise.reject(error));
  }
}

async function listRefunds(stripe: Stripe, gatewayId: string): Promise<GatewayRefund[]> {
  const list = await askStripe(() =>
    stripe.refunds.list({ payment_intent: gatewayId, limit: 100, expand: ["data.balance_transaction"] }),
  );
  if (list.has_more) throw new GatewayUnavailable("This payment has more refunds than can be read.");
  return list.data.map(readRefund);
}
