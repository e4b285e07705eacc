"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { type DifferenceDrawing, DRAWN_CHANGES, type DrawnChange } from "#lib/seating/plan/draw-difference";

/** Shape says the change, colour repeats it. */
const COLOURS: Readonly<Record<DrawnChange, string>> = {
  added: "text-good",
  removed: "text-bad",
  moved: "text-ink",
  renamed: "text-warn",
  other: "text-accent",
};

const ZOOM_MAX = 8;

/** A floor with a sign on each seat that a later version added, removed, moved, renamed or changed otherwise. */
export function DifferenceMap({ drawing, isOnly }: { drawing: DifferenceDrawing; isOnly: boolean }) {
  const t = useTranslations("venues.compare");
  const [zoom, setZoom] = useState(1);
  const { box, counts } = drawing;
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-lg">{isOnly ? t("map") : t("mapOf", { floor: drawing.floor })}</h2>
        <div className="flex gap-2">
          <Button variant="secondary" disabled={zoom === 1} onClick={() => setZoom(zoom / 2)}>
            {t("farther")}
          </Button>
          <Button variant="secondary" disabled={zoom === ZOOM_MAX} onClick={() => setZoom(zoom * 2)}>
            {t("closer")}
          </Button>
        </div>
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {DRAWN_CHANGES.filter((kind) => counts[kind] > 0).map((kind) => (
          <li key={kind} className="tabular flex items-center gap-2">
            <svg viewBox="-10 -10 20 20" className={`size-5 shrink-0 ${COLOURS[kind]}`} aria-hidden="true">
              <path d={LEGEND[kind]} fill="none" stroke="currentColor" strokeWidth="2.5" />
            </svg>
            {t(`signs.${kind}`, { count: counts[kind] })}
          </li>
        ))}
      </ul>
      <section
        aria-label={t("scroll")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        className="max-h-[34rem] overflow-auto rounded-control border border-line bg-sunken"
      >
        <svg
          aria-hidden="true"
          viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
          className="block max-w-none"
          style={{ width: `${zoom * 100}%`, maxHeight: `${zoom * 32}rem` }}
        >
          <Floor drawing={drawing} />
        </svg>
      </section>
    </Card>
  );
}

function Floor({ drawing }: { drawing: DifferenceDrawing }) {
  const { areas, names, still, signs, pitch, box } = drawing;
  return (
    <>
      <path d={areas} className="fill-raised stroke-line-strong" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      <path d={still} className="stroke-line-strong" fill="none" strokeWidth={pitch * 0.5} strokeLinecap="round" />
      {DRAWN_CHANGES.map((kind) => (
        <g key={kind} className={COLOURS[kind]} fill="none" stroke="currentColor" strokeLinejoin="round">
          <path d={signs[kind]} strokeWidth={pitch} strokeOpacity="0.16" strokeLinecap="round" />
          <path d={signs[kind]} strokeWidth="2" vectorEffect="non-scaling-stroke" />
        </g>
      ))}
      {names.map(({ x, y, text }) => (
        <text
          key={`${x} ${y} ${text}`}
          {...{ x, y }}
          dy="-0.45em"
          textAnchor="middle"
          className="fill-ink stroke-raised font-semibold [paint-order:stroke]"
          strokeWidth={pitch * 0.25}
          strokeLinejoin="round"
          fontSize={Math.max(box.width / 70, pitch * 0.8)}
        >
          {text}
        </text>
      ))}
    </>
  );
}

const LEGEND: Readonly<Record<DrawnChange, string>> = {
  added: "M-7 0h14M0 -7v14",
  removed: "M-6 -6L6 6M-6 6L6 -6",
  moved: "M-8 5L6 -5M-1 -7L6 -5L4 2",
  renamed: "M-6 -6h12v12h-12Z",
  other: "M0 -7L7 0L0 7L-7 0Z",
};
