"use client";

import { useEffect, useRef } from "react";
import { StoredPicture } from "#components/pictures/stored-picture";
import { LevelGlyph } from "#components/seat-map/level-glyph";
import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { toScreen } from "./map-camera.ts";
import type { MapController } from "./map-controller.ts";
import { NOT_SOLD, sectionOf, viewFrom } from "./map-geometry.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** The seat under the pointer: place, price and peculiarities. It follows the map and ignores presses. */
export function SeatCard({ id, map }: { id: number; map: MapController }) {
  const { model, event } = useSeatRoom();
  const words = useSeatWords();
  const states = useSession((state) => state.board.states);
  const isMine = useSession((state) => state.selected.includes(id));
  const card = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      map.onMove((camera) => {
        if (!card.current) return;
        const [x, y] = toScreen(camera, model.x[id] ?? 0, model.y[id] ?? 0);
        const gap = (model.seatSize / 2) * camera.k + 12;
        const isBelow = y - gap < card.current.offsetHeight + 8;
        const half = card.current.offsetWidth / 2 + 8;
        const left = Math.min(map.viewport().width - half, Math.max(half, x));
        card.current.style.transform = `translate(${left}px, ${isBelow ? y + gap : y - gap}px) translate(-50%, ${isBelow ? "0" : "-100%"})`;
      }),
    [map, model, id],
  );

  const level = event.levels[model.level[id] ?? NOT_SOLD];
  const sign = words.sign(id);
  const view = viewFrom(model, id);
  return (
    <div
      ref={card}
      aria-hidden="true"
      className="pointer-events-none absolute top-0 left-0 z-10 min-w-44 max-w-64 rounded-control border border-line bg-raised px-3.5 py-2.5 shadow-overlay"
    >
      {view ? (
        <StoredPicture
          picture={view.picture}
          alt=""
          sizes="14rem"
          className="mb-2 aspect-video w-56 rounded-control bg-sunken object-cover"
        />
      ) : null}
      <p className="text-ink-soft text-sm">{sectionOf(model, id).name}</p>
      <p className="font-display font-bold text-lg leading-tight">{words.seat(id)}</p>
      {level ? (
        <p className="mt-1 flex items-center gap-2">
          <LevelGlyph level={event.levels.indexOf(level)} />
          <span className="tabular font-semibold">{words.money(level.priceMinor)}</span>
          <span className="truncate text-ink-soft text-sm">{level.name}</span>
        </p>
      ) : null}
      {sign ? <p className="mt-1 font-medium text-sm">{sign}</p> : null}
      <p className="mt-1 text-ink-soft text-sm">{words.state(id, states, isMine)}</p>
    </div>
  );
}
