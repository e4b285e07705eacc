import type { GatewayMovement } from "#lib/payments/gateway";

/** A movement of the gateway's balance as our ledger has it. */
export type LedgerMovementRow = Pick<GatewayMovement, "kind" | "amountMinor" | "currency" | "at"> & {
  /** Of the ledger's transaction. */
  id: string;
  gatewayPaymentId: string;
  /** The connected account of the payment; null for the platform's own. */
  account?: string | null;
};

export type Difference =
  | { what: "missing_here"; theirs: GatewayMovement }
  | { what: "missing_there"; ours: LedgerMovementRow }
  | { what: "other_amount"; ours: LedgerMovementRow; theirs: GatewayMovement }
  /** The amounts agree, and the fee is not the one that we booked: `bookedMinor`, in the movement's currency. */
  | { what: "other_fee"; theirs: GatewayMovement; bookedMinor: number };

/** A refund that the gateway moved on the day and that we heard of later, at `arrivedAt`, or still wait for. */
export type InTransit = { theirs: GatewayMovement; arrivedAt: Date | null };

/** What the day moved on our balance in one currency, in minor units: before the fees, and the fees. */
export type Sums = { amountMinor: number; feeMinor: number };
export type Totals = { currency: string; ours: Sums; theirs: Sums };

export type Comparison = { differences: Difference[]; inTransit: InTransit[]; totals: Totals[] };

export type Known = {
  ours: readonly LedgerMovementRow[];
  theirs: readonly GatewayMovement[];
  /** The fees in our ledger by the gateway's movement, in minor units. */
  feesMinor: ReadonlyMap<string, number>;
  /** Refunds in our books whose end we have not heard of and may still wait for. */
  awaited: readonly OpenRefund[];
  /** Refunds in our books that failed: the gateway may have moved their money and brought it back without our ledger. */
  failed: readonly OpenRefund[];
};

/** A refund of ours that the ledger need not know; its amount is positive. */
export type OpenRefund = { gatewayPaymentId: string; amountMinor: number };

/** A day (UTC), and the end of the time around it: what we hear of after that arrived late. */
type Span = { from: Date; until: Date; aroundUntil: Date };
type AtAccount = { account?: string | null };
type Pair = { ours?: LedgerMovementRow; theirs?: GatewayMovement };

/**
 * Compares the ledger with the gateway's list to the cent. Movements are of one payment and one kind: equal amounts cancel each other
 * out, what is left on both sides differs in its amount, and the rest is missing on one side. Only what has a side in the span
 * counts, because the two clocks differ: give both lists with some hours around it, and the refunds that arrived later. A refund that
 * we still wait for is in transit and no difference; neither is the way out and back of one that failed before it counted.
 */
export function compareMovements(known: Known, span: Span): Comparison {
  const awaited = [...known.awaited];
  const failed = { refunded: [...known.failed], refund_returned: [...known.failed] };
  const said: Comparison = { differences: [], inTransit: [], totals: [] };
  for (const pair of pairsOf(known)) {
    if (![pair.ours, pair.theirs].some((side) => side && side.at >= span.from && side.at < span.until)) continue;
    const isLate = pair.ours !== undefined && pair.ours.at >= span.aroundUntil;
    const unmatched = pair.ours ? undefined : pair.theirs;
    const waits = unmatched?.kind === "refunded" && takeRefund(awaited, unmatched);
    const isUndone = unmatched && isRefund(unmatched) && !waits && takeRefund(failed[unmatched.kind], unmatched);
    if (pair.theirs && (waits || isLate))
      said.inTransit.push({ theirs: pair.theirs, arrivedAt: pair.ours?.at ?? null });
    said.differences.push(...(waits || isUndone ? [] : differencesOf(pair, known.feesMinor)));
    addTotals(said.totals, pair, known.feesMinor);
  }
  return said;
}

function isRefund(movement: GatewayMovement): movement is GatewayMovement & { kind: "refunded" | "refund_returned" } {
  return movement.kind === "refunded" || movement.kind === "refund_returned";
}

/** Takes the refund that explains the movement out of `among`; says whether there was one. */
function takeRefund(among: OpenRefund[], { gatewayPaymentId, amountMinor }: GatewayMovement): boolean {
  const at = among.findIndex(
    (each) => each.gatewayPaymentId === gatewayPaymentId && each.amountMinor === Math.abs(amountMinor),
  );
  return at >= 0 && among.splice(at, 1).length > 0;
}

function differencesOf({ ours, theirs }: Pair, feesMinor: Known["feesMinor"]): Difference[] {
  if (!theirs) return ours ? [{ what: "missing_there", ours }] : [];
  if (!ours) return [{ what: "missing_here", theirs }];
  if (ours.amountMinor !== theirs.amountMinor) return [{ what: "other_amount", ours, theirs }];
  const bookedMinor = feesMinor.get(theirs.id) ?? 0;
  return bookedMinor === theirs.feeMinor ? [] : [{ what: "other_fee", theirs, bookedMinor }];
}

function addTotals(totals: Totals[], { ours, theirs }: Pair, feesMinor: Known["feesMinor"]): void {
  const currency = theirs?.currency ?? ours?.currency ?? "";
  const nothing = { amountMinor: 0, feeMinor: 0 };
  const known = totals.find((each) => each.currency === currency);
  const sums = known ?? { currency, ours: { ...nothing }, theirs: { ...nothing } };
  if (!known) totals.push(sums);
  sums.ours.amountMinor += ours?.amountMinor ?? 0;
  sums.ours.feeMinor += theirs ? (feesMinor.get(theirs.id) ?? 0) : 0;
  sums.theirs.amountMinor += theirs?.amountMinor ?? 0;
  sums.theirs.feeMinor += theirs?.feeMinor ?? 0;
}

function pairsOf({ ours, theirs }: Pick<Known, "ours" | "theirs">): Pair[] {
  const mine = Map.groupBy(ours, keyOf);
  const others = Map.groupBy(theirs, keyOf);
  const keys = new Set([...mine.keys(), ...others.keys()]);
  return [...keys].flatMap((key) => pair(mine.get(key) ?? [], others.get(key) ?? []));
}

/** A movement that names no payment is known by its own id, so that it is missing here. Those of two accounts are never the same. */
function keyOf(movement: Pick<GatewayMovement, "kind" | "gatewayPaymentId" | "id" | "currency"> & AtAccount): string {
  return `${movement.account ?? ""} ${movement.kind} ${movement.gatewayPaymentId ?? movement.id} ${movement.currency}`;
}

function pair(ours: readonly LedgerMovementRow[], theirs: readonly GatewayMovement[]): Pair[] {
  const unmatched = [...theirs];
  const equal: Pair[] = [];
  const left = ours.filter((row) => {
    const [same] = unmatched.splice(indexOfAmount(unmatched, row.amountMinor), 1);
    if (same) equal.push({ ours: row, theirs: same });
    return !same;
  });
  const differing = left.map((row, i): Pair => {
    const other = unmatched[i];
    return { ours: row, ...(other ? { theirs: other } : {}) };
  });
  return [...equal, ...differing, ...unmatched.slice(left.length).map((row): Pair => ({ theirs: row }))];
}

/** Past the end where there is none, so that nothing is taken out there. */
function indexOfAmount(among: readonly GatewayMovement[], amountMinor: number): number {
  const at = among.findIndex((each) => each.amountMinor === amountMinor);
  return at < 0 ? among.length : at;
}
