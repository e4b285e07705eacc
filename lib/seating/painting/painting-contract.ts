import { z } from "zod";
import { positiveInt, text } from "#lib/platform/input";
import { LAYOUT_PLACES_MAX, LAYOUT_SECTIONS_MAX } from "../check-layout.ts";

const NAME_MAX = 80;
const ROWS_MAX = 20_000;
/** As many groups of seats as an event may have levels, and one that is not for sale. */
const GROUPS_MAX = 201;

const price_level = positiveInt.max(32_767).nullable().meta({ description: "Null: not for sale." });
const section = text(NAME_MAX);

const exceptions = {
  sections: z.array(z.strictObject({ section, price_level })).max(LAYOUT_SECTIONS_MAX),
  rows: z
    .array(z.strictObject({ section, row: text(NAME_MAX), price_level }))
    .max(ROWS_MAX)
    .meta({ description: "All seats of the section whose row has this label." }),
  seats: z
    .array(z.strictObject({ seat_ids: z.array(positiveInt).min(1).max(LAYOUT_PLACES_MAX), price_level }))
    .max(GROUPS_MAX),
};

export const pricePaintingBody = z.strictObject({
  revision: z.int().min(0).meta({ description: "The `revision` of the painting that the change was made on." }),
  dry_run: z.boolean().default(false).meta({ description: "Says what would change, and changes nothing." }),
  sections: exceptions.sections.default([]),
  rows: exceptions.rows.default([]),
  seats: exceptions.seats.default([]),
});
export type PricePaintingBody = z.output<typeof pricePaintingBody>;

const ofLevels = z.array(
  z.object({
    price_level: z.int().nullable().meta({ description: "Null: not for sale." }),
    seats: z.int(),
    value: z.number().meta({ description: "What these seats cost together at the list price, in the major unit." }),
  }),
);

export const pricePaintingWire = z
  .object({
    revision: z.int().meta({ description: "Send it with a change; it grows with each." }),
    ...exceptions,
    kept: exceptions.seats.meta({
      description:
        "Seats that people had when they were painted: they keep the level that they had, until they are painted again.",
    }),
    levels: ofLevels.meta({ description: "How many seats each level has in the whole hall." }),
  })
  .meta({
    id: "PricePainting",
    description:
      "Exceptions from the levels of the hall's categories. The finest wins: a seat before its row, a row before its section.",
  });
export type PricePaintingWire = z.infer<typeof pricePaintingWire>;

export const repaintAnswer = z
  .object({
    is_applied: z.boolean().meta({ description: "False for a dry run." }),
    changed: z.int().meta({ description: "Seats that get another level, or go off or on sale." }),
    kept: z
      .object({ held: z.int(), sold: z.int() })
      .meta({ description: "Seats that stay as they are, since people have them." }),
    painting: pricePaintingWire,
  })
  .meta({ id: "PriceRepaint" });
export type RepaintAnswer = z.infer<typeof repaintAnswer>;
