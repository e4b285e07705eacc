// biome-ignore-all lint/a11y/useSemanticElements: the hall is a drawing with the roles of a grid; a table element cannot hold it.
"use client";

import { useSeatRoom, useSession } from "#components/seat-map/seat-room";
import { rowOf } from "./map-geometry.ts";
import { useSeatWords } from "./use-seat-words.ts";

/**
 * The map for assistive technology: the row of the keyboard's cursor, each seat a cell with its full name and state. Only one
 * row exists at a time, so 18,000 seats cost no more than 40.
 */
export function SeatGrid() {
  const { model, session, canChoose } = useSeatRoom();
  const words = useSeatWords();
  const cursor = useSession((state) => state.cursor);
  const selected = useSession((state) => state.selected);
  const states = useSession((state) => state.board.states);
  const row = rowOf(model, cursor);
  const ids = row ? Array.from({ length: row.count }, (_, i) => row.firstId + i) : [];
  return (
    <div className="sr-only">
      <div role="row" tabIndex={-1}>
        {ids.map((id) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys; the click is how screen readers press a cell.
          <span
            // The active cell gets a new element with each step, or screen readers take it for the old one.
            key={id === cursor ? `at-${id}` : id}
            id={id === cursor ? "seat-cursor" : undefined}
            role="gridcell"
            tabIndex={-1}
            aria-selected={selected.includes(id)}
            onClick={() => canChoose && session.toggle(id)}
          >
            {words.whole(id, states, selected.includes(id))}
          </span>
        ))}
        {ids.length === 0 ? <span role="gridcell" id="seat-cursor" tabIndex={-1} /> : null}
      </div>
    </div>
  );
}
