import type { Layout } from "../layout.ts";
import { seatIdsOf } from "../seat-ids.ts";
import {
  levelsOfSeats,
  NO_LEVEL,
  NOT_FOR_SALE,
  type PaintedSeats,
  type Painting,
  type SellingLevel,
} from "./level-of-seats.ts";

/** A seat of a published event behind its lock. `isHad`: a buyer holds it or has a ticket for it. */
export type SeatToPaint = { readonly id: number; readonly isHad: boolean; readonly isSold: boolean };

type Change = { readonly id: number; readonly before: number; readonly after: number };

/** Seats with another answer than before, in the order of their ids. */
export function seatsRepainted(
  layout: Layout,
  { levels, before, after }: { levels: readonly SellingLevel[]; before: Painting; after: Painting },
): Change[] {
  const was = levelsOfSeats(layout, { levels, painting: before });
  const willBe = levelsOfSeats(layout, { levels, painting: after });
  const { idAt } = seatIdsOf(layout);
  const changes: Change[] = [];
  for (let position = 1; position < was.length; position++) {
    const [old, now] = [was[position] ?? NO_LEVEL, willBe[position] ?? NO_LEVEL];
    if (old !== now) changes.push({ id: idAt(position), before: old, after: now });
  }
  return changes.sort((a, b) => a.id - b.id);
}

export type Repaint = {
  /** What to write: the level of each seat, and its state where it goes off or on sale. */
  readonly writes: {
    readonly ids: number[];
    readonly levels: number[];
    readonly states: ("BLOCKED" | "AVAILABLE" | null)[];
  };
  readonly kept: { readonly held: number; readonly sold: number };
  readonly painting: Painting;
};

/**
 * Decides a repaint of a published event: seats that people have keep their level, and the painting says so, so that it stays the truth of
 * every seat. A seat that is not for sale bears the first level, which no one is asked to pay. `seats` are those of the changes. Pure.
 */
export function planRepaint(
  changes: readonly Change[],
  { seats, painting, firstLevel }: { seats: readonly SeatToPaint[]; painting: Painting; firstLevel: number },
): Repaint {
  const now = new Map(seats.map((seat) => [seat.id, seat]));
  const keeping = changes.filter(({ id }) => now.get(id)?.isHad);
  const moving = changes.filter(({ id }) => now.get(id)?.isHad === false);
  const sold = keeping.filter(({ id }) => now.get(id)?.isSold).length;
  return {
    writes: {
      ids: moving.map(({ id }) => id),
      levels: moving.map(({ after }) => (after === NOT_FOR_SALE ? firstLevel : after)),
      states: moving.map(({ before, after }) =>
        after === NOT_FOR_SALE ? "BLOCKED" : before === NOT_FOR_SALE ? "AVAILABLE" : null,
      ),
    },
    kept: { held: keeping.length - sold, sold },
    painting: { ...painting, kept: byLevel(keeping) },
  };
}

function byLevel(keeping: readonly Change[]): PaintedSeats[] {
  const groups = Map.groupBy(keeping, ({ before }) => before);
  return [...groups].map(([level, seats]) => ({ level, seatIds: seats.map(({ id }) => id) }));
}
