"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { MapModel } from "../seat-map/map-geometry.ts";
import { openSeatStream } from "../seat-map/stream-client.ts";
import { createPaintStore, type Painted, type PaintStore } from "./paint-store.ts";
import type { SeatsEvent } from "./seats-event.ts";

type Live = { event: SeatsEvent; painted: Painted; model: MapModel };

/** The state of the map, fed by the event's stream; a draft has no seats yet. */
export function useLiveStore({ event, painted, model }: Live): PaintStore {
  const router = useRouter();
  const [store, setStore] = useState(() => createPaintStore(model, painted));
  const { id, isDraft, layoutHash, pricePaintingRevision } = event;
  const first = useRef({ model, layoutHash });
  useEffect(() => {
    const was = first.current;
    if (was.model === model) return;
    first.current = { model, layoutHash };
    // What was chosen while a painted hall was on its way stays chosen: positions are those of the layout.
    const isSameHall = was.layoutHash === layoutHash;
    setStore((known) => createPaintStore(model, painted, isSameHall ? known.getState() : undefined));
  }, [model, painted, layoutHash]);
  useEffect(() => store.setPainted(painted), [store, painted]);
  useEffect(() => {
    if (isDraft) return;
    const stream = openSeatStream({
      eventId: id,
      onSnapshot: store.takeSnapshot,
      onChanges: store.takeChanges,
      onLayout: (hash, painting = pricePaintingRevision) => {
        if (hash !== layoutHash || painting > pricePaintingRevision) router.refresh();
      },
      onLink: () => undefined,
    });
    return stream.close;
  }, [store, id, isDraft, layoutHash, pricePaintingRevision, router]);
  return store;
}
