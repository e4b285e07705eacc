import { z } from "zod";
import { type Problems, UnreadableFile } from "./raw-plan.ts";

const label = z.union([z.string(), z.number()]).transform(String);
const point = z.looseObject({ x: z.number(), y: z.number() });

const seatShape = z.looseObject({
  seat_number: label,
  position: point,
  category: z.string().nullish(),
  // Not in pretix's own schema; files in the wild mark wheelchair places by one of these.
  wheelchair: z.boolean().optional(),
  kind: z.string().optional(),
});
export type PretixSeat = z.infer<typeof seatShape>;

const rowShape = z.looseObject({
  row_number: label.nullish(),
  // How the row and its seats are called, `%s` standing for the number.
  row_label: label.nullish(),
  seat_label: label.nullish(),
  position: point.optional(),
  wheelchair: z.boolean().optional(),
  seats: z.array(seatShape),
});
export type PretixRow = z.infer<typeof rowShape>;

const areaText = z.looseObject({ text: z.string().nullish(), position: point.nullish() });

const areaShape = z.looseObject({
  shape: z.string().optional(),
  position: point,
  rotation: z.number().optional(),
  rectangle: z.looseObject({ width: z.number(), height: z.number() }).optional(),
  circle: z.looseObject({ radius: z.number() }).optional(),
  ellipse: z.looseObject({ radius: point }).optional(),
  polygon: z.looseObject({ points: z.array(point) }).optional(),
  // The first version of the format had width, height and a plain text.
  width: z.number().optional(),
  height: z.number().optional(),
  text: z.union([z.string(), areaText]).nullish(),
});
export type PretixArea = z.infer<typeof areaShape>;

const planShape = z.looseObject({
  name: z.string().nullish(),
  categories: z.array(z.looseObject({ name: z.string() })),
  zones: z.array(
    z.looseObject({
      name: z.string().nullish(),
      position: point.optional(),
      rows: z.array(rowShape).optional(),
      areas: z.array(areaShape).optional(),
    }),
  ),
});
export type PretixPlan = z.infer<typeof planShape>;
export type PretixZone = PretixPlan["zones"][number];

/** The plan in a JSON text; undefined after problems were added. Throws UnreadableFile when the text is no JSON or no plan. */
export function parsePretixPlan(text: string, problems: Problems): PretixPlan | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new UnreadableFile({
      path: "$",
      reason: `is not valid JSON: ${cause instanceof Error ? cause.message : cause}`,
    });
  }
  const parsed = planShape.safeParse(json);
  if (parsed.success) return parsed.data;
  if (isGeoJson(json)) throw new UnreadableFile({ path: "$", reason: "is GeoJSON, not a pretix seating plan" });
  for (const issue of parsed.error.issues) problems.add({ path: pathOf(issue.path), reason: issue.message });
  return undefined;
}

function isGeoJson(json: unknown): boolean {
  return typeof json === "object" && json !== null && "type" in json && "features" in json;
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "$" : text.replace(/^\./, "");
}
