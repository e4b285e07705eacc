import type { OwnAccessWire } from "#lib/seating/access/access-contract";
import type { SeatStateCode } from "#lib/seating/seat-state";
import type { MapModel } from "./map-geometry.ts";

/** The state of a seat as one buyer sees it, by its position and its state for everybody. */
export type Lens = (position: number, state: SeatStateCode) => SeatStateCode;

type Levels = readonly { readonly id: number }[];

/**
 * The lens of a buyer with access, as buyer-view.ts sees seats on the server: seats that are set aside for them are free while nobody has
 * them, and seats that are not on sale to them are blocked. The hold judges alone; this only keeps a browser from offering in vain.
 */
export function accessLens(model: MapModel, levels: Levels, access: OwnAccessWire): Lens {
  const own = new Set(access.seat_ids.map(model.ids.positionOf));
  const sellsOthers = access.is_open && !access.sells_alone;
  const isOnSale = (position: number) =>
    sellsOthers && (access.price_levels?.includes(levels[model.level[position] ?? -1]?.id ?? -1) ?? true);
  return (position, state) => {
    if (own.has(position)) return state === 3 ? 0 : state;
    return state === 0 && !isOnSale(position) ? 3 : state;
  };
}

/** Whether the buyer may choose seats now, besides those who may while the event is on sale to everybody. */
export function opensByAccess(saleState: string, access: OwnAccessWire | undefined): boolean {
  if (!access || (saleState !== "upcoming" && saleState !== "sold_out")) return false;
  return access.seat_ids.length > 0 || (saleState === "upcoming" && access.is_open);
}

/** Why nothing of a section or price level is free though it is not sold: a word of `seats.map`. */
export type ClosedWord = "closed" | "closedToYou" | "closedByLink" | "closedInPresale";

export function closedWordOf(access: OwnAccessWire | undefined): ClosedWord {
  if (!access) return "closed";
  if (access.sells_alone) return "closedByLink";
  if (!access.is_open) return "closedToYou";
  return access.price_levels === null ? "closed" : "closedInPresale";
}
