import { findGateway, gatewayOf } from "#lib/payments/choose-gateway";
import { type GatewayMovement, GatewayRejected, type PaymentGateway } from "#lib/payments/gateway";
import { listAccountsWithAccess } from "#lib/payments/payouts/payout-store";
import { recordAccount } from "#lib/payments/payouts/record-account";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { bookFees } from "../ledger/ledger-store.ts";
import { reconciliationDifferences } from "../metrics.ts";
import { compareMovements, type Difference, type Known } from "./compare-movements.ts";
import {
  type KnownPayment,
  listFees,
  listLaterRefunds,
  listLedgerMovements,
  listOpenRefunds,
  listPaymentsAt,
} from "./ledger-day-store.ts";
import {
  DAY_MS,
  IN_TRANSIT_DAYS,
  listInTransitBefore,
  type Reconciliation,
  storeReconciliation,
} from "./reconciliation-store.ts";

/** Movements of so long around the day are read as well, for webhooks that came late and clocks that differ. */
export const AROUND_MS = DAY_MS / 4;

/**
 * Compares a day (UTC, `2026-11-28`) of a gateway's balance movements with the ledger, keeps and answers every difference. Fees that were not
 * known at the capture are booked first. Undefined where the gateway does not list its movements. Throws a `Failure` while the
 * gateway cannot answer.
 */
export async function reconcileDay(name: string, day: string, now = new Date()): Promise<Reconciliation | undefined> {
  const gateway = findGateway(name);
  invariant(gateway, "a day is reconciled with a gateway of this installation");
  if (!gateway.listsMovements) return undefined;
  const from = new Date(`${day}T00:00:00Z`);
  const until = new Date(from.getTime() + DAY_MS);
  const around = { from: new Date(from.getTime() - AROUND_MS), until: new Date(until.getTime() + AROUND_MS) };
  const { theirs, accounts } = await movementsOf(gateway, around);
  const payments = await listPaymentsAt(name, [...new Set(theirs.flatMap((each) => each.gatewayPaymentId ?? []))]);
  await bookMissingFees(theirs, payments);
  const ofDay = {
    name,
    accounts,
    day,
    payments,
    around,
    mayWait: now.getTime() < until.getTime() + IN_TRANSIT_DAYS * DAY_MS,
  };
  const compared = compareMovements(await knownOf(theirs, ofDay), { from, until, aroundUntil: around.until });
  const differences = await withPayments(name, compared.differences);
  report({ name, day, differences: differences.length });
  const movements = theirs.filter(({ at }) => at >= from && at < until).length;
  const said = { movements, ...compared, differences };
  await storeReconciliation({ gateway: name, day }, said);
  return said;
}

/**
 * The movements of the platform's balance and of every connected account, which each are only in their own list. An account that took our
 * access away cannot be compared any more, neither its movements nor our lines of it.
 */
async function movementsOf(
  gateway: PaymentGateway & { listsMovements: true },
  span: { from: Date; until: Date },
): Promise<{ theirs: GatewayMovement[]; accounts: string[] }> {
  const theirs = await gateway.listMovements(span);
  const accounts: string[] = [];
  for (const account of gateway.connects ? await listAccountsWithAccess(gateway.name) : []) {
    const moved = await movementsIn(gateway, account, span);
    if (!moved) continue;
    accounts.push(account);
    theirs.push(...moved.map((movement) => ({ ...movement, account })));
  }
  return { theirs, accounts };
}

async function movementsIn(
  gateway: PaymentGateway,
  account: string,
  span: { from: Date; until: Date },
): Promise<GatewayMovement[] | undefined> {
  const bound = gatewayOf({ gateway: gateway.name, account });
  invariant(bound.listsMovements, "a connected account lists what the platform's own does");
  try {
    return await bound.listMovements(span);
  } catch (error) {
    if (!(error instanceof GatewayRejected)) throw error;
    log().error(
      { err: error, gateway: gateway.name, account },
      "the movements of a connected account cannot be listed",
    );
    await recordAccount(gateway, account);
    return undefined;
  }
}

const REFUND_KINDS: ReadonlySet<GatewayMovement["kind"]> = new Set(["refunded", "refund_returned"]);

type OfDay = {
  name: string;
  /** The connected accounts whose movements were listed. */
  accounts: readonly string[];
  day: string;
  payments: readonly KnownPayment[];
  around: { from: Date; until: Date };
  mayWait: boolean;
};

async function knownOf(
  theirs: readonly GatewayMovement[],
  { name, accounts, day, payments, around, mayWait }: OfDay,
): Promise<Known> {
  const listed = new Set(theirs.map(({ id }) => id));
  const refunded = new Set(
    theirs.flatMap(({ kind, gatewayPaymentId }) => (REFUND_KINDS.has(kind) ? gatewayPaymentId : [])),
  );
  const ofRefunds = payments.filter(({ gatewayId }) => refunded.has(gatewayId));
  const later = { from: around.until, until: new Date(around.until.getTime() + IN_TRANSIT_DAYS * DAY_MS) };
  const [ours, arrived, awaited, failed, feesMinor, earlier] = await Promise.all([
    listLedgerMovements({ gateway: name, accounts }, around),
    listLaterRefunds(ofRefunds, later),
    mayWait ? listOpenRefunds(ofRefunds, "PENDING") : [],
    listOpenRefunds(ofRefunds, "FAILED"),
    listFees(payments),
    listInTransitBefore(name, day),
  ]);
  return {
    ours: [...ours, ...arrived],
    theirs: [...theirs, ...earlier.filter(({ id }) => !listed.has(id))],
    feesMinor,
    awaited,
    failed,
  };
}

/** The differences with the payment of ours that each is about. */
async function withPayments(name: string, differences: readonly Difference[]): Promise<Reconciliation["differences"]> {
  const idOf = (each: Difference) => ("theirs" in each ? each.theirs : each.ours).gatewayPaymentId;
  const payments = await listPaymentsAt(name, [...new Set(differences.flatMap((each) => idOf(each) ?? []))]);
  const known = new Map(payments.map((payment) => [payment.gatewayId, payment]));
  return differences.map((difference) => {
    const of = known.get(idOf(difference) ?? "");
    return { ...difference, ...(of ? { of } : {}) };
  });
}

async function bookMissingFees(theirs: readonly GatewayMovement[], payments: readonly KnownPayment[]): Promise<void> {
  const known = await listFees(payments);
  const missing = theirs.filter(({ id, feeMinor }) => feeMinor !== 0 && !known.has(id));
  const byPayment = Map.groupBy(missing, ({ gatewayPaymentId }) => gatewayPaymentId);
  for (const payment of payments) await bookFees(payment, byPayment.get(payment.gatewayId) ?? []);
}

function report({ name: gateway, day, differences }: { name: string; day: string; differences: number }): void {
  reconciliationDifferences.set({ gateway }, differences);
  const say = { gateway, day, differences };
  if (differences > 0) log().error(say, "the gateway's movements differ from the ledger");
  else log().info(say, "the gateway's movements agree with the ledger");
}
