import type { GatewayMovement } from "#lib/payments/gateway";
import { globalDb } from "#lib/platform/db/db";
import type { Comparison, Difference } from "./compare-movements.ts";
import type { KnownPayment } from "./ledger-day-store.ts";

export const DAY_MS = 86_400_000;
/** So long a refund may be under way at a bank before it counts as a difference (docs.stripe.com/refunds: up to ten working days). */
export const IN_TRANSIT_DAYS = 14;

/** A day's comparison. `of` is our payment, where the difference is about one. */
export type Reconciliation = Omit<Comparison, "differences"> & {
  movements: number;
  differences: (Difference & { of?: KnownPayment })[];
};

/** Keeps what a day's comparison said; one that was compared before is replaced. */
export async function storeReconciliation(
  key: { gateway: string; day: string },
  { movements, differences, inTransit, totals }: Reconciliation,
): Promise<void> {
  await globalDb().$executeRaw`
    INSERT INTO reconciliations (gateway, day, movements, differences, in_transit, totals)
    VALUES (${key.gateway}, ${key.day}, ${movements}::int, ${JSON.stringify(differences)}::jsonb, ${JSON.stringify(inTransit)}::jsonb,
      ${JSON.stringify(totals)}::jsonb)
    ON CONFLICT (gateway, day) DO UPDATE SET movements = excluded.movements, differences = excluded.differences,
      in_transit = excluded.in_transit, totals = excluded.totals, at = now()`;
}

export async function isReconciled(gateway: string, day: string): Promise<boolean> {
  return (await globalDb().reconciliation.count({ where: { gateway, day } })) > 0;
}

/** The days, the oldest first, that were compared before this moment and had a refund in transit that had not arrived. */
export async function listDaysInTransit(gateway: string, comparedBefore: Date): Promise<string[]> {
  const rows = await globalDb().$queryRaw<{ day: string }[]>`
    SELECT day FROM reconciliations
    WHERE gateway = ${gateway} AND at < ${comparedBefore} AND in_transit @> '[{"arrivedAt": null}]'::jsonb ORDER BY day`;
  return rows.map(({ day }) => day);
}

/** The refunds that were in transit on the days before, arrived or not: one that arrives on this day is of them. */
export async function listInTransitBefore(gateway: string, day: string): Promise<GatewayMovement[]> {
  const first = new Date(Date.parse(`${day}T00:00:00Z`) - (IN_TRANSIT_DAYS + 1) * DAY_MS).toISOString().slice(0, 10);
  const rows = await globalDb().reconciliation.findMany({ where: { gateway, day: { gte: first, lt: day } } });
  return rows.flatMap(({ inTransit }) =>
    (inTransit as unknown as { theirs: GatewayMovement & { at: string } }[]).map(({ theirs }) => {
      return { ...theirs, at: new Date(theirs.at) };
    }),
  );
}

/** A comparison as it was stored: its moments are ISO 8601. */
type Stored<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Stored<Item>[]
    : T extends object
      ? { [Key in keyof T]: Stored<T[Key]> }
      : T;
export type ReconciledDay = Stored<Reconciliation> & { gateway: string; day: string; at: Date };

/** A page of the days that were compared, the latest first. */
export async function listReconciliations(page: {
  take: number;
  skip: number;
}): Promise<{ rows: ReconciledDay[]; total: number }> {
  const orderBy = [{ day: "desc" as const }, { gateway: "asc" as const }];
  const [rows, total] = await Promise.all([
    globalDb().reconciliation.findMany({ orderBy, ...page }),
    globalDb().reconciliation.count(),
  ]);
  return { rows: rows as unknown as ReconciledDay[], total };
}

export async function findReconciliation(key: { gateway: string; day: string }): Promise<ReconciledDay | undefined> {
  const row = await globalDb().reconciliation.findUnique({ where: { gateway_day: key } });
  return row === null ? undefined : (row as unknown as ReconciledDay);
}
