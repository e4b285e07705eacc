"use client";

import { useTranslations } from "next-intl";
import { StateGlyph } from "#components/seat-map/level-glyph";
import { useSeatRoom } from "#components/seat-map/seat-room";
import { KINDS } from "./map-geometry.ts";

/** What the shapes mean. Kinds of seat that the hall does not have are left out. */
export function MapLegend() {
  const t = useTranslations("seats");
  const { model } = useSeatRoom();
  const kinds = KINDS.flatMap((kind, index) => (kind !== "STANDARD" && model.kind.includes(index) ? [kind] : []));
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {(["mine", "held", "booked"] as const).map((state) => (
        <li key={state} className="flex items-center gap-2">
          <StateGlyph state={state} />
          {t(`legend.${state}`)}
        </li>
      ))}
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <StateGlyph state={kind.toLowerCase() as "wheelchair" | "companion" | "restricted"} />
          {t(`kind.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
