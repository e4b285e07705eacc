"use client";

import { useMemo } from "react";
import { SeatsRoom, type SeatsRoomProps } from "#components/allocations/seats-room";
import { PricesRoom } from "#components/painting/prices-room";
import { HallComing } from "#components/seat-map/hall-coming";
import type { Selling } from "#lib/seating/painting/level-of-seats";
import { buildMapModel } from "../seat-map/map-geometry.ts";
import { buildSeatIndex } from "../seat-map/seat-index.ts";
import { useHall } from "../seat-map/use-hall.ts";
import "../seat-map/seat-map.css";
import "./allocations.css";

/** The seats of an event for its organizer: fetches the hall, which a browser keeps for ever, and opens the map on it. */
export function SeatsDesk({ mode, ...props }: Omit<SeatsRoomProps, "model" | "index"> & { mode: "aside" | "prices" }) {
  const { layoutHash, selling } = props.event;
  const { hall: fetched, isBroken, retry } = useHall(layoutHash);
  const layout = fetched?.hash === layoutHash ? fetched.layout : undefined;
  const sold = JSON.stringify(selling);
  // It is another object each time that the page comes, mostly with the same in it.
  const hall = useMemo(() => {
    if (!layout) return undefined;
    const model = buildMapModel(layout, JSON.parse(sold) as Selling);
    return { model, index: buildSeatIndex(model) };
  }, [layout, sold]);
  if (hall && mode === "prices") return <PricesRoom event={props.event} mayWrite={props.mayWrite} {...hall} />;
  if (hall) return <SeatsRoom {...props} {...hall} />;
  return (
    <div className="grid h-[min(34rem,70dvh)] place-items-center rounded-card border border-line">
      <HallComing isBroken={isBroken} retry={retry} />
    </div>
  );
}
