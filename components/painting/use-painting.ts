"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { describePainting } from "#lib/seating/painting/describe-painting";
import { levelsOfSeats, NOT_FOR_SALE, type Painting, UNPAINTED } from "#lib/seating/painting/level-of-seats";
import type { RepaintAnswer } from "#lib/seating/painting/painting-contract";
import { exceptionsOnWire, paintingOfWire } from "#lib/seating/painting/painting-wire";
import type { SeatsEvent } from "../allocations/seats-event.ts";
import { type ApiRefusal, call } from "../api/call.ts";
import type { MapModel } from "../seat-map/map-geometry.ts";

type Levels = { readonly base: Int16Array; readonly wanted: Int16Array; readonly revision: number };

/** What another organizer painted meanwhile, and how much of this page's own painting lies over it. */
export type Overtaken = { readonly theirs: number; readonly mine: number };

/**
 * The painting of price levels as this page has it: the levels that are saved (`base`) and those that its organizer wants, by position.
 * Where another was faster, theirs becomes the ground and what was painted here stays over it.
 */
export function usePainting(event: SeatsEvent, model: MapModel) {
  const router = useRouter();
  const { selling } = event;
  // Without seats that are kept for their buyers: they follow what is painted as soon as nobody has them, at the next repaint.
  const levelsBy = (painting: Painting = UNPAINTED) =>
    levelsOfSeats(model.layout, { levels: selling.levels, painting: { ...painting, kept: [] } });
  const opened = (): Levels => {
    const base = levelsBy(selling.painting);
    return { base, wanted: base, revision: event.pricePaintingRevision };
  };
  const [levels, setLevels] = useState<Levels>(opened);
  const [overtaken, setOvertaken] = useState<Overtaken>();
  const unsaved = useMemo(() => positionsOf(levels.base, levels.wanted), [levels]);

  // Another organizer painted, and nothing of this page's own is unsaved.
  if (event.pricePaintingRevision > levels.revision && unsaved.length === 0) setLevels(opened());

  const takeTheirs = (painting: RepaintAnswer["painting"]) => {
    const theirs = levelsBy(paintingOfWire(painting));
    const wanted = theirs.slice();
    for (const position of unsaved) wanted[position] = levels.wanted[position] ?? NOT_FOR_SALE;
    setOvertaken({ theirs: positionsOf(levels.base, theirs).length, mine: unsaved.length });
    setLevels({ base: theirs, wanted, revision: painting.revision });
  };
  const ask = async (dry_run: boolean): Promise<RepaintAnswer | ApiRefusal> => {
    const painting = describePainting(model.layout, { levels: selling.levels, wanted: levels.wanted });
    const answer = await call("PUT /api/v1/events/{id}/price-painting", {
      params: { id: event.id },
      body: { revision: levels.revision, dry_run, ...exceptionsOnWire(painting) },
    });
    if (answer.ok) return answer.value;
    if (answer.refusal.code === "price_painting_changed") takeTheirs(answer.refusal.painting);
    return answer.refusal;
  };
  return {
    wanted: levels.wanted,
    unsaved,
    overtaken,
    paint: (positions: readonly number[], level: number) => {
      const wanted = levels.wanted.slice();
      for (const position of positions) wanted[position] = level;
      setLevels({ ...levels, wanted });
    },
    discard: () => setLevels({ ...levels, wanted: levels.base }),
    preview: () => ask(true),
    save: async () => {
      const answer = await ask(false);
      if ("painting" in answer && "is_applied" in answer) {
        const base = levelsBy(paintingOfWire(answer.painting));
        setLevels({ base, wanted: base, revision: answer.painting.revision });
        setOvertaken(undefined);
        router.refresh();
      }
      return answer;
    },
  };
}

export type PaintingHere = ReturnType<typeof usePainting>;

function positionsOf(a: Int16Array, b: Int16Array): number[] {
  const positions: number[] = [];
  for (let position = 1; position < a.length; position++) if (a[position] !== b[position]) positions.push(position);
  return positions;
}
