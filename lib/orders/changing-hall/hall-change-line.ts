import { z } from "zod";
import type { HallChangeList } from "#lib/seating/hall-change/hall-change-contract";
import type { listHallChangeRows } from "#lib/seating/hall-change/hall-change-store";

type Row = Awaited<ReturnType<typeof listHallChangeRows>>["rows"][number];
const counts = z.record(z.string(), z.int());

/** A change of a hall as lists and messages name it. */
export function hallChangeLine(row: Row): HallChangeList["data"][number] {
  const { id, hallId, version, toHash, changedAt, changedBy, difference } = row;
  return {
    ...{ id, hall_id: hallId, version, layout_hash: toHash },
    ...{ changed_at: changedAt.toISOString(), changed_by: changedBy, counts: counts.parse(difference) },
  };
}
