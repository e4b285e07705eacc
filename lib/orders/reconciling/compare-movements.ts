import type { GatewayMovement } from "#lib/payments/gateway";

/** A movement of the gateway's balance as our ledger has it. */
export type LedgerMovementRow = Pick<GatewayMovement, "kind" | "amountMinor" | "currency" | "at"> & {
  /** Of the ledger's transaction. */
  id: string;
  gatewayPaymentId: string;
};

export type Difference =
  | { what: "missing_here"; theirs: GatewayMovement }
  | { what: "missing_there"; ours: LedgerMovementRow }
  | { what: "other_amount"; ours: LedgerMovementRow; theirs: GatewayMovement };

/**
 * Compares the ledger with the gateway's list to the cent. Movements are of one payment and one kind: equal amounts cancel each other
 * out, what is left on both sides differs in its amount, and the rest is missing on one side. Only differences with a side in the span
 * count, because the two clocks differ: give both lists with some hours around it.
 */
export function compareMovements(
  { ours, theirs }: { ours: readonly LedgerMovementRow[]; theirs: readonly GatewayMovement[] },
  span: { from: Date; until: Date },
): Difference[] {
  const mine = Map.groupBy(ours, keyOf);
  const others = Map.groupBy(theirs, keyOf);
  const keys = new Set([...mine.keys(), ...others.keys()]);
  return [...keys]
    .flatMap((key) => differencesOf(mine.get(key) ?? [], others.get(key) ?? []))
    .filter((difference) => {
      const sides = [
        ...("ours" in difference ? [difference.ours] : []),
        ...("theirs" in difference ? [difference.theirs] : []),
      ];
      return sides.some(({ at }) => at >= span.from && at < span.until);
    });
}

/** A movement that names no payment is known by its own id, so that it is missing here. */
function keyOf(movement: { kind: string; gatewayPaymentId?: string; id: string; currency: string }): string {
  return `${movement.kind} ${movement.gatewayPaymentId ?? movement.id} ${movement.currency}`;
}

function differencesOf(ours: readonly LedgerMovementRow[], theirs: readonly GatewayMovement[]): Difference[] {
  const unmatched = [...theirs];
  const left = ours.filter(({ amountMinor }) => {
    const at = unmatched.findIndex((each) => each.amountMinor === amountMinor);
    if (at >= 0) unmatched.splice(at, 1);
    return at < 0;
  });
  return [
    ...left.map((row, i): Difference => {
      const other = unmatched[i];
      return other ? { what: "other_amount", ours: row, theirs: other } : { what: "missing_there", ours: row };
    }),
    ...unmatched.slice(left.length).map((row): Difference => ({ what: "missing_here", theirs: row })),
  ];
}
