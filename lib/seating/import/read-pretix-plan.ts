import { z } from "zod";
import {
  coordinateProblem,
  labelProblem,
  namesWheelchairs,
  type Problems,
  type RawArea,
  type RawPlan,
  type RawSeat,
  seatKey,
  UnreadableFile,
} from "./raw-plan.ts";

const label = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const point = z.looseObject({ x: z.number(), y: z.number() });

const seatShape = z.looseObject({
  seat_number: label,
  position: point,
  category: z.string(),
  // Not in pretix's own schema; files in the wild mark wheelchair places by one of these.
  wheelchair: z.boolean().optional(),
  kind: z.string().optional(),
});

const rowShape = z.looseObject({
  row_number: label.optional(),
  position: point.optional(),
  wheelchair: z.boolean().optional(),
  seats: z.array(seatShape),
});

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
  text: z.union([z.string(), z.looseObject({ text: z.string().optional() })]).optional(),
});

const planShape = z.looseObject({
  name: z.string().optional(),
  categories: z.array(z.looseObject({ name: z.string() })),
  zones: z.array(
    z.looseObject({
      name: z.string().optional(),
      position: point.optional(),
      rows: z.array(rowShape).optional(),
      areas: z.array(areaShape).optional(),
    }),
  ),
});

type Plan = z.infer<typeof planShape>;
type Zone = Plan["zones"][number];
type Area = z.infer<typeof areaShape>;

const EXPECTED_KEYS: Readonly<Record<string, readonly string[]>> = {
  plan: ["name", "categories", "zones", "size"],
  zone: ["name", "position", "rows", "areas", "uuid", "displayed"],
  row: ["row_number", "row_number_position", "seats", "position", "uuid", "wheelchair"],
  seat: ["seat_number", "seat_guid", "position", "category", "radius", "uuid", "wheelchair", "kind"],
};

/**
 * Reads a pretix seating plan (zones with rows of seats and drawn areas; https://docs.pretix.eu, seating plan schema).
 * A seat's place is zone + row + seat position. Extra keys are accepted and named in the notes; a zone or row without
 * a name gets its number. Problems carry the JSON path. Throws UnreadableFile when the file is not a plan.
 */
export function readPretixPlan(fallbackName: string, text: string, problems: Problems): RawPlan {
  const plan = parsePlan(text, problems);
  if (plan === undefined) return { name: fallbackName, categories: [], seats: [], areas: [], notes: [] };
  const categories = plan.categories.map((category) => category.name);
  const indexOf = new Map(categories.map((name, i) => [name, i]));
  const seats: RawSeat[] = [];
  const areas: RawArea[] = [];
  const notes = new Set<string>();
  const seen = new Map<string, string>();
  noteExtraKeys("plan", plan, notes);
  plan.zones.forEach((zone, z) => {
    noteExtraKeys("zone", zone, notes);
    const section = zone.name?.trim() || `Section ${z + 1}`;
    if (section !== zone.name?.trim()) notes.add(`a zone without a name became ${section}`);
    readRows(zone, { section, path: `zones[${z}]`, indexOf, seats, seen, notes, problems });
    for (const area of zone.areas ?? []) areas.push(readArea(area, zone.position ?? { x: 0, y: 0 }));
  });
  return { name: plan.name?.trim() || fallbackName, categories, seats, areas, notes: [...notes] };
}

function parsePlan(text: string, problems: Problems): Plan | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UnreadableFile({
      path: "$",
      reason: `is not valid JSON: ${cause instanceof Error ? cause.message : cause}`,
    });
  }
  const parsed = planShape.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) problems.add({ path: pathOf(issue.path), reason: issue.message });
  return undefined;
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "$" : text.replace(/^\./, "");
}

type Reading = {
  readonly section: string;
  readonly path: string;
  readonly indexOf: ReadonlyMap<string, number>;
  readonly seats: RawSeat[];
  /** Path of every seat read so far, by its full name. */
  readonly seen: Map<string, string>;
  readonly notes: Set<string>;
  readonly problems: Problems;
};

function readRows(zone: Zone, reading: Reading): void {
  const { section, indexOf, seats, seen, notes, problems } = reading;
  for (const [r, row] of (zone.rows ?? []).entries()) {
    noteExtraKeys("row", row, notes);
    const label = row.row_number || String(r + 1);
    if (row.row_number === undefined || row.row_number === "")
      notes.add(`${section}: a row without a name became ${label}`);
    for (const [s, seat] of row.seats.entries()) {
      noteExtraKeys("seat", seat, notes);
      const path = `${reading.path}.rows[${r}].seats[${s}]`;
      const x = (zone.position?.x ?? 0) + (row.position?.x ?? 0) + seat.position.x;
      const y = (zone.position?.y ?? 0) + (row.position?.y ?? 0) + seat.position.y;
      const category = indexOf.get(seat.category);
      const key = seatKey(section, label, seat.seat_number);
      const before = seen.get(key);
      seen.set(key, path);
      const reasons = [
        labelProblem("zone name", section),
        labelProblem("row_number", label),
        labelProblem("seat_number", seat.seat_number),
        coordinateProblem("x", x),
        coordinateProblem("y", y),
        category === undefined ? `category ${seat.category} is not in the plan's categories` : undefined,
        before === undefined
          ? undefined
          : `section ${section} row ${label} seat ${seat.seat_number} stands already at ${before}`,
      ].filter((reason) => reason !== undefined);
      for (const reason of reasons) problems.add({ path, reason });
      const kind = kindOf(seat, row.wheelchair === true);
      seats.push({ section, row: label, number: seat.seat_number, x, y, category: category ?? 0, kind });
    }
  }
}

function kindOf(seat: z.infer<typeof seatShape>, rowIsWheelchair: boolean): RawSeat["kind"] {
  const word = seat.kind?.toLowerCase() ?? "";
  if (seat.wheelchair ?? (rowIsWheelchair || word === "wheelchair" || namesWheelchairs(seat.category))) return "w";
  if (word === "companion") return "c";
  return word === "restricted" ? "r" : ".";
}

function noteExtraKeys(what: keyof typeof EXPECTED_KEYS, value: object, notes: Set<string>): void {
  for (const key of Object.keys(value)) {
    if (EXPECTED_KEYS[what]?.includes(key) !== true) notes.add(`${what} key not used: ${key.slice(0, 40)}`);
  }
}

/** An area's outline in plan units, rotated about its position. A plain text has only a point. */
function readArea(area: Area, zone: { x: number; y: number }): RawArea {
  const x = zone.x + area.position.x;
  const y = zone.y + area.position.y;
  const text = (typeof area.text === "string" ? area.text : (area.text?.text ?? "")).trim().slice(0, 80);
  if (area.circle !== undefined && (area.shape ?? "circle") === "circle") {
    return {
      outline: ring(x, y, area.circle.radius, area.circle.radius),
      circle: { x, y, radius: area.circle.radius },
      text,
    };
  }
  const radians = ((area.rotation ?? 0) * Math.PI) / 180;
  const turned = localOutline(area).flatMap(([dx, dy]) => [
    x + dx * Math.cos(radians) - dy * Math.sin(radians),
    y + dx * Math.sin(radians) + dy * Math.cos(radians),
  ]);
  return { outline: turned.length === 0 ? [x, y] : turned, text };
}

function localOutline(area: Area): [number, number][] {
  const shape = area.shape ?? (area.polygon ? "polygon" : area.ellipse ? "ellipse" : "rectangle");
  if (shape === "polygon") return (area.polygon?.points ?? []).map((p): [number, number] => [p.x, p.y]);
  if (shape === "ellipse" && area.ellipse !== undefined) {
    const flat = ring(0, 0, area.ellipse.radius.x, area.ellipse.radius.y);
    return Array.from({ length: flat.length / 2 }, (_, i): [number, number] => [
      flat[2 * i] ?? 0,
      flat[2 * i + 1] ?? 0,
    ]);
  }
  const width = area.rectangle?.width ?? area.width ?? 0;
  const height = area.rectangle?.height ?? area.height ?? 0;
  if (shape === "text" || width === 0 || height === 0) return [];
  return [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
}

function ring(x: number, y: number, rx: number, ry: number): number[] {
  return Array.from({ length: 32 }, (_, i) => (i * Math.PI) / 16).flatMap((t) => [
    x + rx * Math.cos(t),
    y + ry * Math.sin(t),
  ]);
}
