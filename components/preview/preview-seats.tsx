"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { PreviewBanner } from "#components/preview/preview-banner";
import { HallComing } from "#components/seat-map/hall-coming";
import { LevelChips } from "#components/seat-map/level-chips";
import { MapLegend } from "#components/seat-map/map-legend";
import { RoomBar } from "#components/seat-map/room-bar";
import { RoomFrame } from "#components/seat-map/room-frame";
import { type SeatRoom, SeatRoomProvider } from "#components/seat-map/seat-room";
import type { SeatPageEvent } from "#lib/catalog/contract";
import type { Layout } from "#lib/seating/layout";
import { openRoom } from "../seat-map/open-room.ts";
import { decodeBitmap } from "../seat-map/seat-board.ts";
import { useHall } from "../seat-map/use-hall.ts";
import "../seat-map/seat-map.css";

type Props = {
  event: SeatPageEvent;
  /** The states that publication would make, as the stream would send them. */
  states: string;
  back: string;
};

/** The map of a draft as buyers will see it. It listens to nothing and holds nothing. */
export function PreviewSeats({ event, states, back }: Props) {
  const t = useTranslations("preview");
  const { hall, isBroken, retry } = useHall(event.layoutHash);
  const room = useMemo(() => hall && roomToLookAt(event, hall.layout, states), [event, hall, states]);
  return (
    <div className="seat-room flex min-h-0 flex-1 flex-col">
      <PreviewBanner>{t("seatsText")}</PreviewBanner>
      {room ? (
        <SeatRoomProvider room={room}>
          <RoomFrame side={<Side />} back={back} />
        </SeatRoomProvider>
      ) : (
        <>
          <RoomBar event={event} back={back} />
          <div className="grid min-h-0 flex-1 place-items-center p-4">
            <HallComing isBroken={isBroken} retry={retry} />
          </div>
        </>
      )}
    </div>
  );
}

function Side() {
  const t = useTranslations("preview");
  return (
    <aside
      aria-label={t("prices")}
      className="flex min-h-0 shrink-0 flex-col gap-5 overflow-y-auto border-line border-t bg-paper px-4 py-3 lg:w-[23rem] lg:border-t-0 lg:border-l lg:py-5"
    >
      <LevelChips className="flex-col max-lg:hidden" />
      <div className="max-lg:hidden lg:mt-auto">
        <MapLegend />
      </div>
      <p className="text-ink-soft text-sm">{t("nothingSold")}</p>
    </aside>
  );
}

function roomToLookAt(event: SeatPageEvent, layout: Layout, states: string): SeatRoom {
  const room = openRoom({ event, layout });
  const bitmap = decodeBitmap(states);
  if (bitmap) room.session.takeSnapshot(bitmap);
  return { ...room, canChoose: false, notes: new Map() };
}
