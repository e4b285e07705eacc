import { setPricePainting, touchEvent } from "#lib/catalog/event-fragments";
import { type OwnEvent, ownEvent } from "#lib/catalog/organizer-event";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { invariant } from "#lib/platform/invariant";
import { appendFact } from "#lib/platform/outbox/append-fact";
import { changeSale, type SaleChange } from "../access/sale-change-store.ts";
import type { SetSeat } from "../allocations/allocation-store.ts";
import { tellSeats } from "../allocations/paint-seats.ts";
import type { Layout } from "../layout.ts";
import { announceHall } from "../live-seats.ts";
import { refuse } from "../refusals.ts";
import { findLayout } from "../store.ts";
import { paintingProblems } from "./judge-painting.ts";
import type { Painting } from "./level-of-seats.ts";
import type { PricePaintingBody, PricePaintingWire, RepaintAnswer } from "./painting-contract.ts";
import { lockSeatsToPaint, readSeatsToPaint, writeRepaint } from "./painting-store.ts";
import { paintingOfBody, paintingOnWire } from "./painting-wire.ts";
import { planRepaint, type Repaint, type SeatToPaint, seatsRepainted } from "./plan-repaint.ts";
import { paintingColumn, storedPainting } from "./stored-painting.ts";

type PaintRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "price_painting_changed">;

/** The levels that are painted over an event's seats, and the seats of each level, for its staff. */
export async function readPricePainting(
  person: Staff,
  eventId: number,
): Promise<{ ok: true; painting: PricePaintingWire } | Refused<"not_found" | "forbidden">> {
  const own = await ownEvent(person, eventId, "event.read");
  if (!own.ok) return own;
  const { layoutHash, painting, pricePaintingRevision, currency } = own.row;
  const layout = await layoutOf(layoutHash);
  const selling = { levels: own.levels, painting: storedPainting(painting), currency };
  return { ok: true, painting: paintingOnWire(pricePaintingRevision, layout, selling) };
}

type Painted = {
  ok: true;
  answer: RepaintAnswer;
  layoutHash: string;
  seats: SetSeat[];
  audit?: Record<string, unknown>;
};

/**
 * Paints price levels over the seats of an event, in place of what was painted before. A draft's seats get them at publication. Of a
 * published event those seats change that nobody has; held and sold ones keep their level, and the answer counts them. With `dry_run` it
 * only says what would change. Refuses an older revision with the painting of now.
 */
export async function paintPrices(
  person: Staff,
  eventId: number,
  asked: PricePaintingBody,
): Promise<{ ok: true; answer: RepaintAnswer } | PaintRefusal> {
  if (asked.dry_run) return previewPaint(person, eventId, asked);
  const done = await changeSale(person, eventId, {
    action: "event.paint_prices",
    touch: (tx, { updatedAt }) => touchEvent(tx, eventId, updatedAt),
    work: (change) => paint(change, asked),
  });
  if (!done.ok) return done;
  const { answer, layoutHash, seats } = done;
  tellSeats(eventId, seats);
  if (seats.length > 0) announceHall(eventId, { layoutHash, painting: answer.painting.revision });
  return { ok: true, answer };
}

async function paint(change: SaleChange, asked: PricePaintingBody): Promise<Painted | PaintRefusal> {
  const { tx, eventId, row } = change;
  const judged = await judge(change, { asked, seatsOf: (ids) => lockSeatsToPaint(tx, { eventId, ids }) });
  if (!judged.ok) return judged;
  const { repaint, answerOf } = judged;
  const seats = await writeRepaint(tx, eventId, repaint.writes);
  const revision = await setPricePainting(tx, eventId, paintingColumn(repaint.painting));
  if (seats.length > 0) await appendFact(tx, { type: "event.repainted", eventId, subject: "event" });
  const answer = answerOf(revision, true);
  const audit = { changed: answer.changed, kept: answer.kept, levels: answer.painting.levels };
  return { ok: true, answer, layoutHash: row.layoutHash, seats, audit };
}

async function previewPaint(
  person: Staff,
  eventId: number,
  asked: PricePaintingBody,
): Promise<{ ok: true; answer: RepaintAnswer } | PaintRefusal> {
  const own = await ownEvent(person, eventId, "event.write");
  if (!own.ok) return own;
  const judged = await judge(own, { asked, seatsOf: (ids) => readSeatsToPaint(eventId, ids) });
  return judged.ok ? { ok: true, answer: judged.answerOf(asked.revision, false) } : judged;
}

type Judged = { ok: true; repaint: Repaint; answerOf: (revision: number, isApplied: boolean) => RepaintAnswer };

async function judge(
  own: OwnEvent,
  { asked, seatsOf }: { asked: PricePaintingBody; seatsOf: (ids: readonly number[]) => Promise<SeatToPaint[]> },
): Promise<Judged | PaintRefusal> {
  const { row, levels } = own;
  const layout = await layoutOf(row.layoutHash);
  const before = storedPainting(row.painting);
  const wireOf = (painting: Painting, revision: number) =>
    paintingOnWire(revision, layout, { levels, painting, currency: row.currency });
  if (row.pricePaintingRevision !== asked.revision)
    return refuse("price_painting_changed", { painting: wireOf(before, row.pricePaintingRevision) });
  const fields = paintingProblems(asked, { layout, levelIds: levels.map(({ id }) => id) });
  if (fields.length > 0) return refuse("invalid_request", { fields });
  const after = paintingOfBody(asked);
  const changes = seatsRepainted(layout, { levels, before, after });
  const ids = changes.map(({ id }) => id);
  const seats = row.status === "DRAFT" ? [] : await seatsOf(ids);
  const firstLevel = Math.min(...levels.map(({ id }) => id));
  const repaint = planRepaint(changes, { seats, painting: after, firstLevel });
  const { held, sold } = repaint.kept;
  const changed = changes.length - held - sold;
  const answerOf = (revision: number, isApplied: boolean) => {
    return { is_applied: isApplied, changed, kept: repaint.kept, painting: wireOf(repaint.painting, revision) };
  };
  return { ok: true, repaint, answerOf };
}

async function layoutOf(hash: string): Promise<Layout> {
  const layout = await findLayout(hash);
  invariant(layout, "an event's layout is stored");
  return layout;
}
