import type { OpenedRoom } from "#components/seat-map/seat-room";
import type { SeatPageEvent } from "#lib/catalog/contract";
import type { OwnAccessWire } from "#lib/seating/access/access-contract";
import type { Layout } from "#lib/seating/layout";
import { storedPainting } from "#lib/seating/painting/stored-painting";
import { accessLens, closedWordOf, opensByAccess } from "./access-lens.ts";
import { buildMapModel } from "./map-geometry.ts";
import { createSeatAdvice } from "./seat-advice.ts";
import { createSeatCalls } from "./seat-calls.ts";
import { buildSeatIndex } from "./seat-index.ts";
import { createSeatSession } from "./seat-session.ts";

type Opening = {
  readonly event: SeatPageEvent;
  readonly layout: Layout;
  /** What the buyer has access to, besides what is on sale to everybody. */
  readonly access?: OwnAccessWire | undefined;
  /** Ids of the seats that are chosen already. */
  readonly chosen?: readonly number[] | undefined;
};

/** Puts the room together: the hall unpacked, the rules for it, and a session of this browser. */
export function openRoom({ event, layout, access, chosen = [] }: Opening): OpenedRoom {
  // A paused sale can be looked at and chosen from: only the hold waits until it goes on.
  const isOn = event.saleState === "on_sale" || event.saleState === "paused";
  const canChoose = isOn || opensByAccess(event.saleState, access);
  const model = buildMapModel(layout, { levels: event.levels, painting: storedPainting(event.painting) });
  const session = createSeatSession({
    eventId: event.id,
    model,
    max: event.seatsPerHoldMax,
    isPaused: event.salePausedAt !== null,
    api: createSeatCalls(event.id),
    advice: createSeatAdvice(model, new Date(event.startsAt), event.orphanRule),
    storage: storageOrNothing(),
    chosen,
    lens: access && canChoose ? accessLens(model, event.levels, access) : undefined,
  });
  const closedWord = closedWordOf(canChoose ? access : undefined);
  return { event, model, index: buildSeatIndex(model), session, canChoose, closedWord };
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
