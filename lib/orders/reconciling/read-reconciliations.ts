import type { Refused } from "#lib/platform/http/refusals";
import { publicId } from "#lib/platform/ids";
import { toMajor } from "#lib/platform/money";
import { refuse } from "../refusals.ts";
import type { Sums } from "./compare-movements.ts";
import type { KnownPayment } from "./ledger-day-store.ts";
import type {
  DifferenceWire,
  PageQuery,
  ReconciledDayWire,
  ReconciliationsWire,
  ReconciliationWire,
} from "./reconciliation-contract.ts";
import { findReconciliation, listReconciliations, type ReconciledDay } from "./reconciliation-store.ts";

/**
 * The days that were compared with a gateway, the latest first, one page. For the platform's operators: it holds the orders of all
 * organizations.
 */
export async function readReconciliations({ page = 1, limit = 20 }: PageQuery): Promise<ReconciliationsWire> {
  const { rows, total } = await listReconciliations({ take: limit, skip: (page - 1) * limit });
  return { data: rows.map(dayOnWire), meta: { total, page, limit } };
}

/** What differed on one day, one page, to the cent. Refuses `not_found` for a day that was not compared. For the same people. */
export async function readReconciliation(
  key: { gateway: string; day: string },
  { page = 1, limit = 20 }: PageQuery,
): Promise<{ ok: true; reconciliation: ReconciliationWire } | Refused<"not_found">> {
  const found = await findReconciliation(key);
  if (!found) return refuse("not_found");
  const { differences, inTransit } = found;
  const shown = differences.slice((page - 1) * limit, page * limit);
  return {
    ok: true,
    reconciliation: {
      ...dayOnWire(found),
      differences: { data: shown.map(differenceOnWire), meta: { total: differences.length, page, limit } },
      in_transit: inTransit.map(({ theirs, arrivedAt }) => ({
        ...movementOnWire(theirs, undefined),
        gateway_movement_id: theirs.id,
        amount: toMajor(theirs.amountMinor, theirs.currency),
        arrived_at: arrivedAt,
      })),
    },
  };
}

function dayOnWire({ gateway, day, at, movements, differences, inTransit, totals }: ReconciledDay): ReconciledDayWire {
  return {
    ...{ gateway, day, compared_at: at.toISOString(), movements, differences: differences.length },
    in_transit: inTransit.filter(({ arrivedAt }) => arrivedAt === null).length,
    totals: totals.map(({ currency, ours, theirs }) => {
      return { currency, ledger: sumsOnWire(ours, currency), gateway: sumsOnWire(theirs, currency) };
    }),
  };
}

function sumsOnWire({ amountMinor, feeMinor }: Sums, currency: string) {
  const [amount, fees] = [toMajor(amountMinor, currency), toMajor(feeMinor, currency)];
  return { amount, fees, net: toMajor(amountMinor - feeMinor, currency) };
}

function differenceOnWire(difference: ReconciledDay["differences"][number]): DifferenceWire {
  const { what, of } = difference;
  const side = "theirs" in difference ? difference.theirs : difference.ours;
  const money = (minor: number) => toMajor(minor, side.currency);
  const ledger = "ours" in difference ? money(difference.ours.amountMinor) : null;
  const gateway = "theirs" in difference ? money(difference.theirs.amountMinor) : null;
  return {
    what,
    ...movementOnWire(side, of),
    gateway_movement_id: "theirs" in difference ? difference.theirs.id : null,
    ...(difference.what === "other_fee"
      ? { ledger: money(difference.bookedMinor), gateway: money(difference.theirs.feeMinor) }
      : { ledger, gateway }),
  };
}

type Side = {
  kind: DifferenceWire["kind"];
  currency: string;
  at: string;
  gatewayPaymentId?: string;
  account?: string | null;
};

function movementOnWire({ kind, currency, at, gatewayPaymentId, account }: Side, of: KnownPayment | undefined) {
  return {
    ...{ kind, currency, at, gateway_payment_id: gatewayPaymentId ?? null, event_id: of?.eventId ?? null },
    ...{ account: account ?? null, order_number: of?.orderNumber ?? null },
    payment_id: of ? publicId(of.eventId, of.id) : null,
  };
}
