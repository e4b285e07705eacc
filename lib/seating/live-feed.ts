import { toMajor } from "#lib/platform/money";
import { createFrameLog } from "./frame-log.ts";
import type { LiveStates, ToldChange } from "./live-states.ts";
import type { SeatChange } from "./seat-state.ts";
import type { SeatedEvent } from "./store.ts";

/** Changes are gathered this long, so that a rush is a few frames and not thousands. */
const TICK_MS = 100;
const REREAD_EVERY_MS = 4_000;

/** The list prices of the levels by their ids, as the stream names them. */
export function pricesOf({ priceLevels, currency }: SeatedEvent): Record<string, number> {
  return Object.fromEntries(priceLevels.map(({ id, priceMinor }) => [id, toMajor(priceMinor, currency)]));
}

export function isPaused({ salePausedAt }: SeatedEvent): boolean {
  return salePausedAt !== null;
}

/** Gathers changes into frames for the listeners, and rereads the database while there are any. */
export function createFeed(states: LiveStates, event: () => SeatedEvent, reread: () => void) {
  const frames = createFrameLog();
  const listeners = new Set<(frame: Uint8Array) => void>();
  const pending = new Map<number, SeatChange>();
  let tick: NodeJS.Timeout | undefined;
  let rereading: NodeJS.Timeout | undefined;

  function flush(): void {
    tick = undefined;
    const frame = frames.append([...pending.values()]);
    pending.clear();
    send(frame);
  }

  function append(change: SeatChange): void {
    pending.set(change[0], change);
    tick ??= setTimeout(flush, TICK_MS).unref();
  }

  const snapshot = () =>
    frames.snapshot(states.bitmap, {
      ...{ layoutHash: event().layoutHash, painting: event().pricePaintingRevision },
      prices: pricesOf(event()),
      isPaused: isPaused(event()),
    });

  function send(frame: Uint8Array): void {
    for (const listener of listeners) listener(frame);
  }

  return {
    epoch: frames.epoch,
    snapshot,
    listeners: () => listeners.size,
    append,
    take: (change: ToldChange) => {
      const state = states.apply(change);
      if (state !== undefined) append([change[0], state, change[2]]);
    },
    tellHall: (hall: { layoutHash: string; painting: number }) => send(frames.layout(hall)),
    tellSale: () => send(frames.sale(isPaused(event()))),
    tellPrices: () => send(frames.prices(pricesOf(event()))),
    forget: () => {
      pending.clear();
      clearTimeout(tick);
      tick = undefined;
    },
    listen: (lastEventId: string | null, listener: (frame: Uint8Array) => void) => {
      for (const frame of frames.since(lastEventId) ?? [snapshot()]) listener(frame);
      listeners.add(listener);
      rereading ??= setInterval(reread, REREAD_EVERY_MS).unref();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(rereading);
        rereading = undefined;
      };
    },
  };
}
