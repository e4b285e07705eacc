"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { HallSkeleton } from "#components/seat-map/hall-skeleton";
import { LevelChips } from "#components/seat-map/level-chips";
import { RoomBar } from "#components/seat-map/room-bar";
import { RoomVoice } from "#components/seat-map/room-voice";
import { SeatList } from "#components/seat-map/seat-list";
import { SeatMap } from "#components/seat-map/seat-map";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { type Opened, useOpened } from "./use-opened.ts";

/** The frame of an open room: its bar, the map or the list, and what stands beside them. Within a SeatRoomProvider. */
export function RoomFrame(props: { clock?: ReactNode; notice?: ReactNode; side: ReactNode; back?: string }) {
  const { clock, notice, side, back } = props;
  const { event } = useSeatRoom();
  const [view, setView] = useState<"map" | "list">("map");
  const place = useOpened();
  const [spoken, setSpoken] = useState("");
  // Screen readers ignore an unchanged text, so a repeated announcement gets an inaudible mark.
  const say = useCallback((text: string) => setSpoken((before) => (before === text ? `${text}\u200b` : text)), []);
  return (
    <>
      <RoomBar event={event} view={view} onView={setView} back={back} />
      {clock}
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="relative flex min-h-0 flex-1 flex-col">
          <LevelChips className="overflow-x-auto border-line border-b px-4 py-2 [scrollbar-width:none] lg:hidden" />
          {notice}
          <div className="relative min-h-0 flex-1">
            <Hall view={view} say={say} opened={place} />
          </div>
        </div>
        {side}
      </div>
      <RoomVoice spoken={spoken} />
    </>
  );
}

/** The map or the list; the shape of a hall until the states have come. */
function Hall(props: { view: "map" | "list"; say: (text: string) => void; opened: Opened }) {
  const { view, say, opened } = props;
  const t = useTranslations("seats");
  const isKnown = useSession((state) => state.isKnown);
  if (!isKnown) return <HallSkeleton label={t("loading")} />;
  return view === "map" ? <SeatMap say={say} /> : <SeatList opened={opened} />;
}
