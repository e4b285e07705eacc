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
  const first = useRef(model);
  useEffect(() => {
    if (first.current === model) return;
    first.current = model;
    setStore(createPaintStore(model, painted));
  }, [model, painted]);
  useEffect(() => store.setPainted(painted), [store, painted]);
  const { id, isDraft, layoutHash, pricePaintingRevision } = event;
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
