"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useLeftCounts, useSeatRoom } from "#components/seat-map/seat-room";
import type { Detail } from "./map-camera.ts";
import type { MapSection } from "./map-geometry.ts";
import { sectionTexts } from "./map-texts.ts";
import { sectionSpan } from "./price-span.ts";
import { levelSlot } from "./seat-marks.ts";
import { useSeatWords } from "./use-seat-words.ts";

/** Names of the sections, with price and free seats if there is room. Close up, only standing areas keep theirs. */
export function SectionLabels({ k, detail }: { k: number; detail: Detail }) {
  const t = useTranslations("seats");
  const { model, event, closedWord } = useSeatRoom();
  const words = useSeatWords();
  const left = useLeftCounts();
  const texts = useMemo(() => sectionTexts(model, k), [model, k]);
  const line = 15 / k;
  // Between the two, names lie on the seats; as soon as those are big enough to press they give way.
  const isFar = detail === "seats" && k * model.layout.pitch < 7;
  const isNamed = (kind: MapSection["kind"]) =>
    detail === "sections" || kind === "standing" || (isFar && kind === "seated");
  return (
    <g className="section-labels" style={{ fontSize: 13 / k }}>
      {texts.map(({ section, lines: room }) => {
        if (room === 0 || !isNamed(section.kind)) return null;
        const free = left.sections[section.index] ?? 0;
        const lines = Math.min(room, free > 0 && section.kind === "standing" ? 3 : 2);
        const [x, y] = section.label;
        const span = sectionSpan(left, event.levels, section.index);
        const price = span ? words.money(span.min) : "";
        const none = left.closed.sections[section.index] ? closedWord : "soldOut";
        return (
          <text
            key={section.index}
            x={x}
            y={y - (line * (lines - 1)) / 2}
            className={`section-label label-${section.kind} slot-${levelSlot(section.levels[0] ?? 0)}`}
          >
            <tspan x={x} className="section-name">
              {section.name}
            </tspan>
            {lines > 1 ? (
              <tspan x={x} dy={line} className="section-note">
                {free === 0 ? t(`map.${none}`) : span && span.max > span.min ? t("map.from", { price }) : price}
              </tspan>
            ) : null}
            {lines === 3 ? (
              <tspan x={x} dy={line} className="section-note">
                {t("map.left", { count: free })}
              </tspan>
            ) : null}
          </text>
        );
      })}
    </g>
  );
}
