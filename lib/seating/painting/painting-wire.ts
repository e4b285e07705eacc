import { toMajor } from "#lib/platform/money";
import type { Layout } from "../layout.ts";
import { levelsOfSeats, NOT_FOR_SALE, type PaintedSeats, type Painting, type Selling } from "./level-of-seats.ts";
import type { PricePaintingBody, PricePaintingWire } from "./painting-contract.ts";

const onWire = (level: number) => (level === NOT_FOR_SALE ? null : level);
const ofWire = (level: number | null) => level ?? NOT_FOR_SALE;
const seatsOnWire = (seats: readonly PaintedSeats[]) =>
  seats.map(({ seatIds, level }) => ({ seat_ids: [...seatIds], price_level: onWire(level) }));

/** A painting as the API takes it, without seats that are kept. */
export function paintingOfBody({
  sections,
  rows,
  seats,
}: Pick<PricePaintingBody, "sections" | "rows" | "seats">): Painting {
  return {
    sections: sections.map(({ section, price_level }) => ({ section, level: ofWire(price_level) })),
    rows: rows.map(({ section, row, price_level }) => ({ section, row, level: ofWire(price_level) })),
    seats: seats.map(({ seat_ids, price_level }) => ({ seatIds: seat_ids, level: ofWire(price_level) })),
    kept: [],
  };
}

/** A painting as the API answers it, read again. */
export function paintingOfWire(wire: PricePaintingWire): Painting {
  const kept = wire.kept.map(({ seat_ids, price_level }) => ({ seatIds: seat_ids, level: ofWire(price_level) }));
  return { ...paintingOfBody(wire), kept };
}

/** The exceptions of a painting as the API takes them. */
export function exceptionsOnWire({ sections, rows, seats }: Painting) {
  return {
    sections: sections.map(({ section, level }) => ({ section, price_level: onWire(level) })),
    rows: rows.map(({ section, row, level }) => ({ section, row, price_level: onWire(level) })),
    seats: seatsOnWire(seats),
  };
}

type Priced = Omit<Selling, "levels"> & {
  readonly levels: readonly (Selling["levels"][number] & { readonly priceMinor: number })[];
  readonly painting: Painting;
  readonly currency: string;
};

/** A painting as the API answers it, with the seats of each level. */
export function paintingOnWire(revision: number, layout: Layout, selling: Priced): PricePaintingWire {
  const { painting, levels, currency } = selling;
  const counts = new Map<number, number>();
  for (const level of levelsOfSeats(layout, selling).subarray(1)) counts.set(level, (counts.get(level) ?? 0) + 1);
  const sold = levels.toSorted((a, b) => a.id - b.id);
  return {
    revision,
    ...exceptionsOnWire(painting),
    kept: seatsOnWire(painting.kept),
    levels: [
      ...sold.map(({ id, priceMinor }) => {
        const seats = counts.get(id) ?? 0;
        return { price_level: id, seats, value: toMajor(seats * priceMinor, currency) };
      }),
      { price_level: null, seats: counts.get(NOT_FOR_SALE) ?? 0, value: 0 },
    ],
  };
}
