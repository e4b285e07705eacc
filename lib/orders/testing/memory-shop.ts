import { installGateway } from "#lib/payments/testing/install-gateway";
import {
  createMemoryGateway,
  type MemoryGateway,
  type MemoryGatewayOptions,
} from "#lib/payments/testing/memory-gateway";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import {
  aHeldReservation,
  anEventOnSale,
  aSmallHall,
  type Held,
  mailOf,
  sellerOf,
  timeRunsOut,
} from "#prisma/seed/builders";
import { checkInvariants } from "#prisma/seed/invariants";
import { commitOrder } from "../placing/commit-order.ts";
import { receiveWebhook } from "../settling/receive-webhook.ts";
import { reconcilePayments } from "../settling/reconcile-payments.ts";
import { booksOf } from "./books.ts";

export type MemoryShop = Awaited<ReturnType<typeof aMemoryShop>>;

export type MemoryShopOptions = MemoryGatewayOptions & {
  /** Where its buyers pay; the platform's account where nothing is said. */
  readonly paysTo?: "platform" | "its own account";
};

/** A hall of two seats, held by one buyer, whose gateway can do only what it is told. */
export async function aMemoryShop(options: MemoryShopOptions, hall = { rows: 1, seatsPerRow: 2 }) {
  const bank = createMemoryGateway(options);
  installGateway(bank.gateway);
  const eventId = await anEventOnSale({ layout: aSmallHall(hall) });
  const account = options.paysTo === "its own account" ? await ownAccount(await sellerOf(eventId)) : null;
  const held = await aHeldReservation(eventId, [1, 2]);
  return {
    bank,
    eventId,
    held,
    commit: (methodId: string) => commitWith(held, methodId),
    /** The webhook of a payment arrives. */
    hearOf: (gatewayId: string) => receiveWebhook("memory", bank.webhookOf(gatewayId)),
    /** Minutes go by without a word: what is open has been quiet for long enough, and was begun long ago. */
    async minutesPass(minutes = 2) {
      const past = new Date(Date.now() - minutes * 60_000);
      await db().payment.updateMany({ where: { eventId }, data: { createdAt: past, updatedAt: past } });
    },
    reconcile: () => reconcilePayments(0),
    /** The buyer's time runs out and another buyer has the seats. */
    async losesSeats() {
      await timeRunsOut(held);
      await aHeldReservation(eventId, held.seatIds);
      // Minutes go by: what the process remembers of the hall has been read again.
      forgetSingleton("live-seats");
    },
    books: () => booksOf(held),
    broken: () => brokenPromises(eventId, { bank, account }),
  };
}

/** An account that takes payments, of which the platform takes a share. */
async function ownAccount(organizationId: string): Promise<string> {
  const account = `memacct_${uuidv7()}`;
  const row = { organizationId, gateway: "memory", account, state: "ACTIVE", activatedAt: new Date() } as const;
  await db().payoutAccount.create({ data: row });
  const terms = { basisPoints: 250, fixedMinor: 0, validFrom: new Date(Date.now() - 60_000) };
  await db().platformFee.create({ data: { id: uuidv7(), organizationId, currency: "EUR", ...terms } });
  return account;
}

function commitWith(held: Held, paymentMethodId: string) {
  return commitOrder(held.person, {
    reservation: held,
    paymentMethodId,
    idempotencyKey: uuidv7(),
    billing: { name: "Ada Lovelace", email: mailOf(held.buyerKey), phone: null },
    promoCode: undefined,
    locale: "en",
    terms: undefined,
  });
}

/** What is broken after quiet: our invariants, and money at the gateway that is neither a live ticket's nor given back. */
async function brokenPromises(
  eventId: number,
  { bank, account }: { bank: MemoryGateway; account: string | null },
): Promise<string[]> {
  const { _sum } = await db().ticket.aggregate({ where: { eventId, status: "LIVE" }, _sum: { unitMinor: true } });
  const ticketsMinor = _sum.unitMinor ?? 0;
  const kept = bank.keptMinor();
  const broken = await checkInvariants("after quiet");
  const elsewhere = bank.payments().filter((payment) => payment.account !== account);
  return [
    ...broken,
    ...(kept === ticketsMinor ? [] : [`INV-2: the gateway keeps ${kept}, live tickets cost ${ticketsMinor}`]),
    ...elsewhere.map(({ gatewayId }) => `${gatewayId} was made in an account that its seller did not choose`),
  ];
}
