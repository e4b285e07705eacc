"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { CartPanel } from "#components/cart/cart-panel";
import { HallSkeleton } from "#components/seat-map/hall-skeleton";
import { LevelChips } from "#components/seat-map/level-chips";
import { RoomBar } from "#components/seat-map/room-bar";
import { RoomVoice } from "#components/seat-map/room-voice";
import { SeatList } from "#components/seat-map/seat-list";
import { SeatMap } from "#components/seat-map/seat-map";
import { type OpenedRoom, SeatRoomProvider, useSeatRoom, useSession } from "#components/seat-map/seat-room";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import { type LevelPrices, openSeatStream, type StreamOptions } from "./stream-client.ts";
import { type Opened, useOpened } from "./use-opened.ts";
import { usePricedRoom } from "./use-priced-room.ts";

type Props = { room: OpenedRoom; notes: readonly LevelNowWire[]; onLayout: NonNullable<StreamOptions["onLayout"]> };

/** The open room: map or list beside the basket, and the stream that keeps both true. */
export function SeatRoomView({ room: opened, notes, onLayout }: Props) {
  const { room, setPrices } = usePricedRoom(opened, notes);
  const [view, setView] = useState<"map" | "list">("map");
  const place = useOpened();
  const [spoken, setSpoken] = useState("");
  // Screen readers ignore an unchanged text, so a repeated announcement gets an inaudible mark.
  const say = useCallback((text: string) => setSpoken((before) => (before === text ? `${text}\u200b` : text)), []);
  useSeatStream(opened, { onLayout, onPrices: setPrices });
  return (
    <SeatRoomProvider room={room}>
      <RoomBar event={room.event} view={view} onView={setView} />
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="relative flex min-h-0 flex-1 flex-col">
          <LevelChips className="overflow-x-auto border-line border-b px-4 py-2 [scrollbar-width:none] lg:hidden" />
          <LinkNotice />
          <div className="relative min-h-0 flex-1">
            <Hall view={view} say={say} opened={place} />
          </div>
        </div>
        <CartPanel />
      </div>
      <RoomVoice spoken={spoken} />
    </SeatRoomProvider>
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

/** Says so when the states are no longer live. */
function LinkNotice() {
  const t = useTranslations("seats.link");
  const { canChoose } = useSeatRoom();
  const link = useSession((state) => state.link);
  if (!canChoose || (link !== "offline" && link !== "polling")) return null;
  return (
    <p
      role="status"
      className="absolute inset-x-0 top-2 z-10 mx-auto w-fit rounded-full bg-warn-soft px-4 py-1.5 font-medium text-sm shadow-raised"
    >
      {t(link)}
    </p>
  );
}

/** One stream for the tab: paused while the tab is hidden, then resumed at its last frame. */
function useSeatStream(
  { event, session }: OpenedRoom,
  { onLayout, onPrices }: { onLayout: NonNullable<StreamOptions["onLayout"]>; onPrices: (prices: LevelPrices) => void },
): void {
  useEffect(() => {
    const stream = openSeatStream({
      eventId: event.id,
      onSnapshot: session.takeSnapshot,
      onChanges: session.takeChanges,
      onLayout,
      onPrices,
      onLink: session.setLink,
    });
    void session.restore();
    const seen = () => (document.hidden ? stream.pause() : stream.resume());
    document.addEventListener("visibilitychange", seen);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      stream.close();
    };
  }, [event.id, session, onLayout, onPrices]);
}
