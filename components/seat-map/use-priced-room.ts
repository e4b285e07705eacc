import { useMemo, useState } from "react";
import type { OpenedRoom, SeatRoom } from "#components/seat-map/seat-room";
import { toMajor, toMinor } from "#lib/platform/money";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import type { LevelPrices } from "./stream-client.ts";

/**
 * The room at the prices that the stream named last, and what sets them. A note of a level is left out once its price is another than
 * the one that it speaks of. What is held keeps its price: that comes with the hold.
 */
export function usePricedRoom(
  opened: OpenedRoom,
  notes: readonly LevelNowWire[],
): { room: SeatRoom; setPrices: (prices: LevelPrices) => void } {
  const [prices, setPrices] = useState<LevelPrices>({});
  const room = useMemo(() => pricedRoom(opened, { prices, notes }), [opened, prices, notes]);
  return { room, setPrices };
}

export function pricedRoom(
  opened: OpenedRoom,
  { prices, notes }: { prices: LevelPrices; notes: readonly LevelNowWire[] },
): SeatRoom {
  const { currency } = opened.event;
  const levels = opened.event.levels.map((level) => {
    const told = prices[level.id];
    return { ...level, priceMinor: (told === undefined ? undefined : toMinor(told, currency)) ?? level.priceMinor };
  });
  const priceNow = new Map(levels.map(({ id, priceMinor }) => [id, toMajor(priceMinor, currency)]));
  const current = notes.filter(({ price_level_id: id, price }) => priceNow.get(id) === price);
  return {
    ...opened,
    event: { ...opened.event, levels },
    notes: new Map(current.map((note) => [note.price_level_id, note])),
  };
}
