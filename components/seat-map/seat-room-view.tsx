"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { CartPanel } from "#components/cart/cart-panel";
import { InsideClock } from "#components/cart/inside-clock";
import { RoomFrame } from "#components/seat-map/room-frame";
import { type OpenedRoom, SeatRoomProvider, useSeatRoom, useSession } from "#components/seat-map/seat-room";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import { type LevelPrices, openSeatStream, type StreamOptions } from "./stream-client.ts";
import { usePricedRoom } from "./use-priced-room.ts";

type Props = { room: OpenedRoom; notes: readonly LevelNowWire[]; onLayout: NonNullable<StreamOptions["onLayout"]> };

/** The open room: map or list beside the basket, and the stream that keeps both true. */
export function SeatRoomView({ room: opened, notes, onLayout }: Props) {
  const { room, setPrices } = usePricedRoom(opened, notes);
  useSeatStream(opened, { onLayout, onPrices: setPrices });
  return (
    <SeatRoomProvider room={room}>
      <RoomFrame clock={<InsideClock />} notice={<LinkNotice />} side={<CartPanel />} />
    </SeatRoomProvider>
  );
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
      onSale: session.setPaused,
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
