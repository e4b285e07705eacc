import { findGateway } from "#lib/payments/choose-gateway";
import { invariant } from "#lib/platform/invariant";
import { log } from "#lib/platform/observability/log";
import { reconciliationDifferences } from "../metrics.ts";
import { compareMovements } from "./compare-movements.ts";
import { listLedgerMovements } from "./ledger-day-store.ts";
import { type Reconciliation, storeReconciliation } from "./reconciliation-store.ts";

export const DAY_MS = 86_400_000;
/** Movements of so long around the day are read as well, for webhooks that came late and clocks that differ. */
export const AROUND_MS = DAY_MS / 4;

/**
 * Compares a day (UTC, `2026-11-28`) of a gateway's balance movements with the ledger, keeps and answers every difference. Undefined where the
 * gateway does not list its movements. Throws a `Failure` while the gateway cannot answer.
 */
export async function reconcileDay(name: string, day: string): Promise<Reconciliation | undefined> {
  const gateway = findGateway(name);
  invariant(gateway, "a day is reconciled with a gateway of this installation");
  if (!gateway.listsMovements) return undefined;
  const from = new Date(`${day}T00:00:00Z`);
  const until = new Date(from.getTime() + DAY_MS);
  const around = { from: new Date(from.getTime() - AROUND_MS), until: new Date(until.getTime() + AROUND_MS) };
  const [ours, theirs] = await Promise.all([listLedgerMovements(name, around), gateway.listMovements(around)]);
  const differences = compareMovements({ ours, theirs }, { from, until });
  reconciliationDifferences.set({ gateway: name }, differences.length);
  const say = { gateway: name, day, differences: differences.length };
  if (differences.length > 0) log().error(say, "the gateway's movements differ from the ledger");
  else log().info(say, "the gateway's movements agree with the ledger");
  const movements = theirs.filter(({ at }) => at >= from && at < until).length;
  await storeReconciliation({ gateway: name, day }, { movements, differences });
  return { movements, differences };
}
