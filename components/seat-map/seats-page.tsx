"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { HallComing } from "#components/seat-map/hall-coming";
import { RoomBar } from "#components/seat-map/room-bar";
import type { OpenedRoom } from "#components/seat-map/seat-room";
import { SeatRoomView } from "#components/seat-map/seat-room-view";
import type { SeatPageEvent } from "#lib/catalog/contract";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import type { OwnAccessWire } from "#lib/seating/access/access-contract";
import { openRoom } from "./open-room.ts";
import type { StreamOptions } from "./stream-client.ts";
import { useHall } from "./use-hall.ts";
import "./seat-map.css";

type Props = {
  event: SeatPageEvent;
  access?: OwnAccessWire;
  /** Until when each level costs what it costs. */
  notes?: readonly LevelNowWire[];
  top?: ReactNode;
};

/** The seats page: fetches the hall, which a browser keeps for ever, and opens the room on it. A changed hall, or other access, opens another. `top` stands above it. */
export function SeatsPage({ event, access, notes, top }: Props) {
  const { hall, isBroken, retry } = useHall(event.layoutHash);
  // Outside of the fetch: what breaks here is our fault and not the connection's.
  const former = useRef<OpenedRoom>(undefined);
  const room = useMemo(() => {
    // Until the hall of a changed event is here, the former room stays.
    if (!hall || hall.hash !== event.layoutHash) return former.current;
    const opened = openRoom({ event, access, layout: hall.layout, chosen: former.current?.session.chosenIds() });
    former.current = opened;
    return opened;
  }, [event, access, hall]);
  const setNewest = useNewestHall(event);

  return (
    <div className="seat-room flex min-h-0 flex-1 flex-col">
      {top ? (
        <div className="max-h-[40dvh] shrink-0 overflow-y-auto border-line border-b px-4 py-1.5 text-[0.9375rem] leading-snug max-sm:max-h-[30dvh]">
          {top}
        </div>
      ) : null}
      {room ? (
        <SeatRoomView room={room} notes={notes ?? NO_NOTES} onLayout={setNewest} />
      ) : (
        <>
          <RoomBar event={event} />
          <div className="grid min-h-0 flex-1 place-items-center p-4">
            <HallComing isBroken={isBroken} retry={retry} />
          </div>
        </>
      )}
    </div>
  );
}

type OnLayout = NonNullable<StreamOptions["onLayout"]>;

const NO_NOTES: readonly LevelNowWire[] = [];
const REFRESH_EVERY_MS = 2_000;

/** Refreshes the page until its event has the layout and the levels that the stream named last: the page may be served some seconds old. */
function useNewestHall({ layoutHash, pricePaintingRevision }: SeatPageEvent): OnLayout {
  const router = useRouter();
  const shown = `${layoutHash} ${pricePaintingRevision}`;
  const [newest, setNewest] = useState(shown);
  useEffect(() => {
    if (newest === shown) return;
    router.refresh();
    const timer = setInterval(() => router.refresh(), REFRESH_EVERY_MS);
    return () => clearInterval(timer);
  }, [newest, shown, router]);
  return useCallback(
    (hash, painting = pricePaintingRevision) => {
      const isOlder = hash === layoutHash && painting < pricePaintingRevision;
      if (!isOlder) setNewest(`${hash} ${painting}`);
    },
    [layoutHash, pricePaintingRevision],
  );
}
