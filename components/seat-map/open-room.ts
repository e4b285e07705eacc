import type { SeatRoom } from "#components/seat-map/seat-room";
import type { SeatPageEvent } from "#lib/catalog/contract";
import type { Layout } from "#lib/seating/layout";
import { buildMapModel } from "./map-geometry.ts";
import { createSeatAdvice } from "./seat-advice.ts";
import { createSeatCalls } from "./seat-calls.ts";
import { buildSeatIndex } from "./seat-index.ts";
import { createSeatSession } from "./seat-session.ts";

/** Puts the room together: the hall unpacked, the rules for it, and a session of this browser, in which some seats are chosen already. */
export function openRoom(event: SeatPageEvent, layout: Layout, chosen: readonly number[] = []): SeatRoom {
  const model = buildMapModel(layout, event.levels);
  const session = createSeatSession({
    eventId: event.id,
    model,
    max: event.seatsPerHoldMax,
    api: createSeatCalls(event.id),
    advice: createSeatAdvice(model, new Date(event.startsAt), event.orphanRule),
    storage: storageOrNothing(),
    chosen,
  });
  return { event, model, index: buildSeatIndex(model), session, canChoose: event.saleState === "on_sale" };
}

/** The browser's storage, or one that forgets where storage is forbidden: a hold then does not outlive a reload. */
function storageOrNothing(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    localStorage.getItem("fairseat");
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
  }
}
