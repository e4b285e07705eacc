import { z } from "zod";
import { pictureHash } from "#lib/catalog/pictures/picture-contract";
import { localizedTextWire } from "#lib/platform/localized-text";
import { SEAT_STATES } from "./seat-state.ts";

/** The API's answers about halls and their seats. */

const mapSeat = z
  .object({
    id: z.int().meta({ description: "Unique in the event." }),
    seat_number: z.string(),
    status: z.enum(SEAT_STATES),
    price: z.number(),
  })
  .meta({ id: "MapSeat" });

const mapSection = z
  .object({
    id: z.int(),
    name: z.string(),
    price: z.number().nullable().meta({ description: "The lowest of its seats; null when none is sold." }),
    price_range: z
      .object({ min: z.number(), max: z.number() })
      .nullable()
      .meta({ description: "Rows and seats of one section may cost different prices." }),
    rows: z.array(z.object({ row_number: z.string(), seats: z.array(mapSeat) })),
  })
  .meta({ id: "MapSection" });

export const seatMap = z
  .object({
    event_id: z.int(),
    venue_id: z.int(),
    layout_version: z.int(),
    currency: z.string(),
    sections: z.array(mapSection),
    last_updated: z.iso.datetime(),
  })
  .meta({ id: "SeatMap" });

export type SeatMap = z.infer<typeof seatMap>;

const point = z.tuple([z.number(), z.number()]);
const polygon = z.array(z.number()).meta({ description: "Flat: x0, y0, x1, y1, …" });

/** What people see from seats. */
const seatView = z
  .object({
    picture: pictureHash.meta({ description: "Served as WebP at `/pictures/{id}`." }),
    alt: localizedTextWire.meta({ description: "What it shows, by language; empty where nobody wrote it." }),
  })
  .meta({ id: "SeatView" });

export const layoutRow = z
  .object({
    label: z.string(),
    numbers: z.array(z.string()),
    x: z.array(z.number()),
    y: z.array(z.number()),
    categories: z
      .array(z.int())
      .exactOptional()
      .meta({ description: "Of each seat, where the row differs from its section." }),
    kinds: z.string().exactOptional().meta({
      description: "One letter a seat: `.` standard, `w` wheelchair, `c` companion, `r` restricted view.",
    }),
    features: z
      .object({ hearingLoop: z.array(z.int()).exactOptional(), stepFree: z.array(z.int()).exactOptional() })
      .exactOptional()
      .meta({ description: "Positions of the seats with a hearing loop or without steps on the way." }),
    reasons: z
      .array(z.object({ text: z.string(), seats: z.array(z.int()) }))
      .exactOptional()
      .meta({ description: "Why the view from some seats is restricted, with their positions." }),
    quality: z
      .array(z.int())
      .exactOptional()
      .meta({ description: "Of each seat, as the organizer painted it: -100 to 100." }),
    view: seatView.exactOptional().meta({ description: "The view from the row, where it differs from the section's." }),
  })
  .meta({ id: "LayoutRow" });

export const layoutSection = z
  .object({
    name: z.string(),
    kind: z.enum(["seated", "standing", "tables"]),
    category: z.int(),
    outline: polygon,
    label: point,
    rows: z.array(layoutRow),
    capacity: z.int(),
    floor: z.int().exactOptional().meta({ description: "Index into `floors`; the first where it is absent." }),
    entrance: z.string().exactOptional(),
    view: seatView.exactOptional().meta({ description: "The view from its places; rows may have their own." }),
  })
  .meta({ id: "LayoutSection" });

const floor = z.int().exactOptional();

const decor = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("stage"), outline: polygon, text: z.string(), floor }),
    z.object({ kind: z.literal("screen"), outline: polygon, text: z.string(), floor }),
    z.object({ kind: z.literal("shape"), outline: polygon, floor }),
    z.object({ kind: z.literal("table"), at: point, radius: z.number(), text: z.string(), floor }),
    z.object({ kind: z.literal("text"), at: point, size: z.number(), text: z.string(), floor }),
    z.object({
      ...{ kind: z.literal("door"), at: point, rotation: z.number(), width: z.number(), text: z.string(), floor },
    }),
  ])
  .meta({ id: "LayoutDecor" });

/** The geometry of a hall (layout.ts); seat ids count the seats from 1 in the order in which they stand in it, unless `seatIds` names them. */
export const hallLayout = z
  .object({
    name: z.string(),
    width: z.number(),
    height: z.number(),
    pitch: z.number(),
    focal: point,
    categories: z.array(
      z.object({
        name: z.string(),
        sold: z.literal(false).exactOptional().meta({ description: "There for seats that are never sold." }),
      }),
    ),
    sections: z.array(layoutSection),
    decor: z.array(decor),
    floors: z.array(z.string()).exactOptional().meta({ description: "From the lowest; absent for a hall of one." }),
    companions: z
      .array(z.tuple([z.int(), z.int()]))
      .exactOptional()
      .meta({ description: "Ids of a companion seat and of the wheelchair space that it belongs to." }),
    seatIds: z.array(z.int()).exactOptional().meta({
      description:
        "Ids of the seats in the order in which they stand here, as pairs of the first id of a run and its length; absent where they count from 1. A hall that was changed after sales began keeps the ids of its seats.",
    }),
  })
  .meta({
    id: "Layout",
    description:
      "Seat ids count from 1 in the order of sections, their rows, their seats; `seatIds` says where they do not.",
  });
