import { z } from "zod";
import { pictureHash } from "#lib/catalog/pictures/picture-contract";
import { text } from "#lib/platform/input";
import { localizedText } from "#lib/platform/localized-text";
import { LAYOUT_NAME_MAX, LAYOUT_PLACES_MAX, LAYOUT_SECTIONS_MAX, VIEW_ALT_MAX } from "../check-layout.ts";
import { SEAT_KINDS } from "../layout.ts";
import { countPlaces } from "./count-places.ts";
import { type HallPlan, SEAT_FEATURES } from "./plan.ts";
import { findBrokenReferences } from "./references.ts";

/**
 * The contract of a hall plan on the wire and in drafts: shapes and bounds. It takes every plan that the designer can hold, also one
 * that cannot be published yet; what is wrong with such a plan is found by `findPlanProblems`.
 */

export const PLAN_LABEL_MAX = 80;
export const PLAN_PARTS_MAX = 20_000;
export const PLAN_DECOR_MAX = 5_000;
const ROWS_MAX = 500;
const SEATS_A_ROW_MAX = 2_000;
const CORNERS_MAX = 4_000;
const EXTENT_MAX = 1_000_000;
const FLOORS_MAX = 50;
const CATEGORIES_MAX = 200;
const TABLE_SEATS_MAX = 200;

const label = text(PLAN_LABEL_MAX);
const id = z.string().regex(/^[a-z0-9]{1,16}$/, "must be 1 to 16 small letters and digits");
/** A free row that was a row of a block keeps its keys by the id "block:row". */
const rowId = z.string().regex(/^[a-z0-9]{1,16}(:-?\d{1,6})?$/, "must be the id of a row");
const ROW_INDEX = /^-?\d{1,6}$/;
const coordinate = z.number().min(-EXTENT_MAX).max(EXTENT_MAX);
const point = z.tuple([coordinate, coordinate]);
const length = z.number().min(0.1).max(EXTENT_MAX);
const degrees = z.number().min(-360).max(360);
const index = z.int().min(-10_000).max(10_000);
const outline = z
  .array(coordinate)
  .min(6)
  .max(2 * CORNERS_MAX)
  .refine((flat) => flat.length % 2 === 0, "must be pairs of x and y");

const style = z.enum(["numbers", "letters", "doubled", "roman"]);
const count = z.int().min(-100_000).max(100_000);
const leftOut = z.string().regex(/^[A-Za-z]{0,24}$/, "must be letters from A to Z");
const digits = z.int().min(1).max(6);
const prefix = text(16);

export const rowScheme = z.object({
  from: z.enum(["front", "back"]),
  start: count,
  step: count,
  style,
  leftOut,
  digits,
  prefix,
  doubledFirst: z.int().min(0).max(ROWS_MAX),
});

export const seatScheme = z.object({
  order: z.enum(["left", "right", "oddLeft", "oddRight", "wings"]),
  start: count,
  step: count,
  centreStart: count,
  aisles: z.enum(["continue", "restart", "hundreds"]),
  style,
  leftOut,
  digits,
  prefix,
  removed: z.enum(["closeUp", "keep"]),
});

const seatKey = z.string().regex(/^[a-z0-9]{1,16}(:-?\d{1,6}){1,2}$/, "must be the key of a seat");

const exception = z.object({
  removed: z.literal(true).exactOptional(),
  number: label.exactOptional(),
  kind: z.enum(Object.values(SEAT_KINDS)).exactOptional(),
  features: z.array(z.enum(SEAT_FEATURES)).max(SEAT_FEATURES.length).exactOptional(),
  category: id.exactOptional(),
  nudge: point.exactOptional(),
  quality: z.int().min(-100).max(100).exactOptional(),
  companionOf: seatKey.exactOptional(),
  reason: text(200).exactOptional(),
});

const base = {
  id,
  category: id.exactOptional(),
  exceptions: z.record(z.string().regex(/^-?\d{1,6}(:-?\d{1,6})?$/, "must be row:seat or seat"), exception),
};

const view = z.object({ picture: pictureHash, alt: localizedText(VIEW_ALT_MAX) });

const rowBlock = z
  .object({
    ...base,
    kind: z.literal("rows"),
    at: point,
    rotation: degrees,
    rowCount: z.int().min(1).max(ROWS_MAX),
    seatCount: z.union([
      z.int().min(1).max(SEATS_A_ROW_MAX),
      z.array(z.int().min(0).max(SEATS_A_ROW_MAX)).max(ROWS_MAX),
    ]),
    firstRow: index,
    firstSeat: z.union([index, z.array(index).max(ROWS_MAX)]),
    axis: z.number().min(-10_000).max(10_000),
    pitch: length,
    rowGap: length,
    curve: z.number().min(-90).max(90),
    stagger: z.number().min(-1).max(1),
    offsets: z.array(z.number().min(-SEATS_A_ROW_MAX).max(SEATS_A_ROW_MAX)).max(ROWS_MAX).exactOptional(),
    aisles: z.array(z.object({ after: index, width: z.number().min(0).max(EXTENT_MAX) })).max(50),
    rowScheme,
    seatScheme,
    rowIds: z.record(z.string().regex(ROW_INDEX, "must be the index of a row"), rowId).exactOptional(),
    rowLabels: z.record(z.string().regex(ROW_INDEX, "must be the index of a row"), label).exactOptional(),
    rowViews: z.record(z.string().regex(ROW_INDEX, "must be the index of a row"), view).exactOptional(),
  })
  .refine(
    ({ rowCount, ...columns }) =>
      [columns.seatCount, columns.firstSeat, columns.offsets].every(
        (column) => !Array.isArray(column) || column.length === rowCount,
      ),
    "counts, first seats and offsets must be one a row",
  );

const freeRow = z
  .object({
    ...base,
    id: rowId,
    kind: z.literal("row"),
    label,
    firstSeat: index,
    numbers: z.array(label).min(1).max(LAYOUT_PLACES_MAX),
    x: z.array(coordinate),
    y: z.array(coordinate),
    view: view.exactOptional(),
  })
  .refine(
    ({ numbers, x, y }) => numbers.length === x.length && numbers.length === y.length,
    "columns differ in length",
  );

const side = z.int().min(0).max(TABLE_SEATS_MAX);

const table = z.object({
  ...base,
  kind: z.literal("table"),
  shape: z.enum(["round", "rectangle", "booth", "box"]),
  at: point,
  rotation: degrees,
  size: z.tuple([length, length]),
  sides: z.tuple([side, side, side, side]),
  label,
  seatScheme,
  view: view.exactOptional(),
});

export const planPart = z.discriminatedUnion("kind", [rowBlock, freeRow, table]);

const PARTS_OF: Readonly<Record<string, readonly string[]>> = {
  seated: ["rows", "row"],
  tables: ["table", "row"],
  standing: [],
};

export const planSection = z
  .object({
    id,
    name: label,
    kind: z.enum(["seated", "tables", "standing"]),
    floor: id,
    category: id.nullable(),
    entrance: label.exactOptional(),
    view: view.exactOptional(),
    outline: outline.nullable(),
    label: point.exactOptional(),
    capacity: z.int().min(0).max(LAYOUT_PLACES_MAX),
    parts: z.array(planPart).max(PLAN_PARTS_MAX),
  })
  .refine(
    ({ kind, parts }) => parts.every((part) => PARTS_OF[kind]?.includes(part.kind)),
    "has parts of another kind of section",
  )
  .refine(({ kind, capacity }) => kind === "standing" || capacity === 0, "only a standing section has a capacity");

const decorBase = { id, floor: id };

export const planDecor = z.discriminatedUnion("kind", [
  z.object({ ...decorBase, kind: z.enum(["stage", "screen"]), outline, text: label }),
  z.object({ ...decorBase, kind: z.literal("shape"), outline }),
  z.object({ ...decorBase, kind: z.literal("table"), at: point, radius: length, text: label }),
  z.object({ ...decorBase, kind: z.literal("text"), at: point, size: length, text: label }),
  z.object({ ...decorBase, kind: z.literal("door"), at: point, rotation: degrees, width: length, text: label }),
]);

const pixels = z.int().min(1).max(100_000);

const background = z.object({
  picture: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be the id of a picture"),
  floor: id,
  at: point,
  scale: z.number().min(1e-4).max(1e4),
  rotation: degrees,
  opacity: z.number().min(0).max(1),
  unitsPerMetre: z.number().min(1e-3).max(1e4).exactOptional(),
  size: z.tuple([pixels, pixels]).exactOptional(),
  locked: z.boolean().exactOptional(),
  hidden: z.boolean().exactOptional(),
});

const shape = z.object({
  name: text(LAYOUT_NAME_MAX),
  pitch: length,
  page: z.object({ width: length, height: length }).exactOptional(),
  floors: z
    .array(z.object({ id, name: label }))
    .min(1)
    .max(FLOORS_MAX),
  categories: z
    .array(z.object({ id, name: label, sold: z.boolean(), hue: z.int().min(0).max(359) }))
    .max(CATEGORIES_MAX),
  focal: point.nullable(),
  decor: z.array(planDecor).max(PLAN_DECOR_MAX),
  background: background.nullable(),
  sections: z.array(planSection).max(LAYOUT_SECTIONS_MAX),
});

/** A whole plan. Refuses ids that come twice, references to what is not there, and more than 200,000 places. */
export const hallPlan: z.ZodType<HallPlan> = shape.superRefine((plan, { addIssue }) => {
  for (const { path, message } of findBrokenReferences(plan)) addIssue({ code: "custom", path: [...path], message });
  const places = countPlaces(plan);
  if (places > LAYOUT_PLACES_MAX)
    addIssue({
      code: "custom",
      path: ["sections"],
      message: `has ${places} places, at most ${LAYOUT_PLACES_MAX} are accepted`,
    });
});
