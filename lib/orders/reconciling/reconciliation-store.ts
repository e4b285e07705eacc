import { globalDb } from "#lib/platform/db/db";
import type { Difference } from "./compare-movements.ts";

export type Reconciliation = { movements: number; differences: Difference[] };

/** Keeps what a day's comparison said; one that was compared before is replaced. */
export async function storeReconciliation(
  key: { gateway: string; day: string },
  { movements, differences }: Reconciliation,
): Promise<void> {
  await globalDb().$executeRaw`
    INSERT INTO reconciliations (gateway, day, movements, differences)
    VALUES (${key.gateway}, ${key.day}, ${movements}::int, ${JSON.stringify(differences)}::jsonb)
    ON CONFLICT (gateway, day) DO UPDATE SET movements = excluded.movements, differences = excluded.differences, at = now()`;
}

export async function isReconciled(gateway: string, day: string): Promise<boolean> {
  return (await globalDb().reconciliation.count({ where: { gateway, day } })) > 0;
}
