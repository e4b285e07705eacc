// biome-ignore-all lint/a11y/useSemanticElements: the hall is a drawing with the roles of a grid; a table element cannot hold it.
"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { MapControls } from "#components/seat-map/map-controls";
import { MapScene } from "#components/seat-map/map-scene";
import { Minimap } from "#components/seat-map/minimap";
import { SeatCard } from "#components/seat-map/seat-card";
import { SeatFinder } from "#components/seat-map/seat-finder";
import { SeatGrid } from "#components/seat-map/seat-grid";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { SectionAreas } from "#components/seat-map/section-areas";
import { SectionLabels } from "#components/seat-map/section-labels";
import { StandingCard } from "#components/seat-map/standing-card";
import type { MapController } from "./map-controller.ts";
import { useMapKeys } from "./map-keys.ts";
import { useMapTargets } from "./map-targets.ts";
import { type MapRefs, useSeatMap } from "./use-seat-map.ts";

/** The map: one tab stop, moved and chosen from by finger, mouse, wheel and keys. Its texts are in seats.json. */
export function SeatMap({ say }: { say: (text: string) => void }) {
  const t = useTranslations("seats");
  const { model, session } = useSeatRoom();
  const refs = useMapRefs();
  const targets = useMapTargets();
  const { map, settled } = useSeatMap(refs, targets.hovered, targets.targets);
  const [isFinding, setFinding] = useState(false);
  const wasFinding = useRef(false);
  // After the dialog is gone, because a modal one lets nothing outside of it have the focus.
  useEffect(() => {
    if (!isFinding && wasFinding.current) refs.frame.current?.focus();
    wasFinding.current = isFinding;
  }, [isFinding, refs]);
  const goNear = (to: MapController, id: number) => {
    session.setCursor(id);
    const reach = model.layout.pitch * 6;
    const [x, y] = [model.x[id] ?? 0, model.y[id] ?? 0];
    to.flyTo({ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach });
  };
  const onKeyDown = useMapKeys(map, say, () => setFinding(true));

  return (
    <div className="relative h-full w-full">
      <div
        ref={refs.frame}
        className="seat-frame h-full w-full"
        data-over-seat={targets.hovered > 0 ? "" : undefined}
        // A hall is a grid of seats: one stop for Tab, arrows inside, and the active cell named by its id.
        role="grid"
        aria-label={t("map.label")}
        aria-describedby="map-keys"
        aria-multiselectable="true"
        aria-activedescendant="seat-cursor"
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <SeatGrid />
        <div ref={refs.plane} className="seat-plane">
          <MapScene
            model={model}
            svg={refs.svg}
            seats={refs.seats}
            marks={refs.marks}
            texts={refs.texts}
            areas={<SectionAreas />}
            labels={<SectionLabels k={settled.k} detail={settled.detail} />}
          />
        </div>
      </div>
      <p id="map-keys" className="sr-only">
        {t("map.keys")}
      </p>
      {map ? (
        <>
          {targets.hovered > 0 ? <SeatCard id={targets.hovered} map={map} /> : null}
          {targets.standing >= 0 ? <StandingCard section={targets.standing} onClose={targets.closeStanding} /> : null}
          <MapControls map={map} onFind={() => setFinding(true)} />
          <Minimap map={map} />
        </>
      ) : null}
      {isFinding ? <SeatFinder onClose={() => setFinding(false)} onFound={(id) => map && goNear(map, id)} /> : null}
    </div>
  );
}

function useMapRefs(): MapRefs {
  const frame = useRef<HTMLDivElement>(null);
  const plane = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const seats = useRef<SVGGElement>(null);
  const marks = useRef<SVGGElement>(null);
  const texts = useRef<SVGGElement>(null);
  return useRef<MapRefs>({ frame, plane, svg, seats, marks, texts }).current;
}
