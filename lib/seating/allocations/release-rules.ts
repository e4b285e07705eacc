/** A seat as its release is judged. `isGone`: sold, or never on sale. */
export type ReleaseSeat = {
  id: number;
  section: number;
  levelId: number;
  allocationId: number | null;
  isGone: boolean;
};

type Scoped = { id: number; kind: string; releaseScope: "HOUSE" | "SECTION" | "LEVEL" | null };

/** Seats that these kinds keep are never sold to the public, so nobody waits for them. */
const NEVER_SOLD = ["HOUSE", "PRESS", "PRODUCTION"];

/**
 * The accessible places that their rule releases, by allocation: those of a house, a section or a price level in which every other seat
 * is gone. Seats of promoters and the box office are on sale through them, so they count until they are sold; other accessible places
 * do not.
 */
export function soldOutReleases(
  allocations: readonly Scoped[],
  seats: readonly ReleaseSeat[],
): { allocationId: number; seatIds: number[] }[] {
  const kindOf = new Map(allocations.map(({ id, kind }) => [id, kind]));
  const onSale = seats.filter(({ isGone, allocationId }) => {
    const kind = kindOf.get(allocationId ?? 0) ?? "";
    return !isGone && kind !== "ACCESSIBLE" && !NEVER_SOLD.includes(kind);
  });
  const sections = new Set(onSale.map(({ section }) => section));
  const levels = new Set(onSale.map(({ levelId }) => levelId));
  const isLeft = (scope: "HOUSE" | "SECTION" | "LEVEL", { section, levelId }: ReleaseSeat) =>
    scope === "HOUSE" ? onSale.length > 0 : scope === "SECTION" ? sections.has(section) : levels.has(levelId);
  return allocations.flatMap(({ id, releaseScope }) => {
    if (releaseScope === null) return [];
    const due = seats.filter((seat) => seat.allocationId === id && !seat.isGone && !isLeft(releaseScope, seat));
    return due.length > 0 ? [{ allocationId: id, seatIds: due.map((seat) => seat.id) }] : [];
  });
}
