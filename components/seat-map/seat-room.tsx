"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { SeatPageEvent } from "#lib/catalog/contract";
import type { LevelNowWire } from "#lib/pricing/steps/step-contract";
import type { ClosedWord } from "./access-lens.ts";
import { countLeft, type LeftCounts } from "./left-counts.ts";
import type { MapModel } from "./map-geometry.ts";
import type { SeatIndex } from "./seat-index.ts";
import type { SeatSession } from "./seat-session.ts";
import type { SessionState } from "./session-rules.ts";

/** What every part of the seats page shares: the event, its hall unpacked, and the buyer's session. */
export type SeatRoom = {
  readonly event: SeatPageEvent;
  readonly model: MapModel;
  readonly index: SeatIndex;
  readonly session: SeatSession;
  /** False before the sale, after it and when nothing is left to sell, for a buyer without access: the map is looked at, not chosen from. */
  readonly canChoose: boolean;
  /** Until when levels cost what they cost, by their ids. */
  readonly notes: ReadonlyMap<number, LevelNowWire>;
  /** What to say of a part of the hall of which nothing is free though it is not sold. */
  readonly closedWord: ClosedWord;
};

/** A room as it opens, before prices change and without what there is to say of them. */
export type OpenedRoom = Omit<SeatRoom, "notes">;

const RoomContext = createContext<SeatRoom | undefined>(undefined);

export function SeatRoomProvider({ room, children }: { room: SeatRoom; children: ReactNode }) {
  return <RoomContext value={room}>{children}</RoomContext>;
}

/** Throws outside of the seats page. */
export function useSeatRoom(): SeatRoom {
  const room = useContext(RoomContext);
  if (!room) throw new Error("useSeatRoom stands outside of its SeatRoomProvider");
  return room;
}

/** A part of the session, read again whenever it changes. The selector must answer the same object for the same state. */
export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(useSeatRoom().session.store, selector);
}

/** Free seats by section and price level, counted again when a state changed. */
export function useLeftCounts(): LeftCounts {
  const { model, event } = useSeatRoom();
  const states = useSession((state) => state.board.states);
  return useMemo(() => countLeft(model, states, event.levels.length), [model, states, event.levels.length]);
}
