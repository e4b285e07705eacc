import type { EventCopy } from "#lib/catalog/copied-rules";
import { pricePaintingOf, setPricePainting } from "#lib/catalog/event-fragments";
import type { RepaintedEvent } from "#lib/catalog/event-sales";
import type { Transaction } from "#lib/platform/db/transaction";
import { findLayout } from "../store.ts";
import { carryToLayout } from "./carry-painting.ts";
import { type Painting, UNPAINTED } from "./level-of-seats.ts";
import { paintingColumn, storedPainting } from "./stored-painting.ts";

/** Copies the painted price levels of an event to its copy in the same hall, without seats that keep a level because people had them. */
export async function copyPainting(tx: Transaction, { fromId, toId, layoutHash }: EventCopy): Promise<void> {
  const from = await pricePaintingOf(tx, fromId);
  const painting = { ...storedPainting(from.painting), kept: [] };
  // Ids of seats are those of one layout. The copy is made in the event's own hall; it changed in between where the hashes differ.
  if (from.layoutHash !== layoutHash || isUnpainted(painting)) return;
  await setPricePainting(tx, toId, paintingColumn(painting));
}

/**
 * Takes the painting of a locked event along that gets another layout or other levels before anything is sold. Levels are recognised by
 * their names; one that was renamed keeps its place in the list.
 */
export async function takePaintingAlong(tx: Transaction, event: RepaintedEvent): Promise<void> {
  const { before, after } = event;
  const painting = storedPainting(event.painting);
  if (isUnpainted(painting)) return;
  const from = await findLayout(before.layoutHash);
  const to = before.layoutHash === after.layoutHash ? from : await findLayout(after.layoutHash);
  const carried = from && to ? carryToLayout(painting, { from, to, levelOf: sameLevel(event) }) : UNPAINTED;
  await setPricePainting(tx, event.id, paintingColumn(carried));
}

function sameLevel({ before, after }: RepaintedEvent): (level: number) => number | undefined {
  const idOf = new Map(after.levels.map(({ id, name }) => [name, id]));
  const nameOf = new Map(before.levels.map(({ id, name }) => [id, name]));
  const former = new Set(nameOf.values());
  return (level) => {
    const renamed = after.levels.find(({ id, name }) => id === level && !former.has(name));
    return idOf.get(nameOf.get(level) ?? "") ?? renamed?.id;
  };
}

const isUnpainted = ({ sections, rows, seats, kept }: Painting) =>
  [sections, rows, seats, kept].every(({ length }) => length === 0);
