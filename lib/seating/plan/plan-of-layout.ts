import { type Decor, type Layout, type Row, SEAT_KINDS, type Section } from "../layout.ts";
import type { FreeRow, HallPlan, PlanDecor, PlanSection, SeatException, SeatFeature } from "./plan.ts";
import { seatKey } from "./seat-key.ts";

/**
 * The plan of a layout that was imported or made by other means: its rows as free rows, its drawings and its page as they are, so
 * that `expandPlan` gives the same layout. Ids count the objects (s1, r1, d1, c1, f1), so the plan of a layout is always the same and
 * the keys of its seats are known without having been stored.
 */
export function planOfLayout(layout: Layout): HallPlan {
  const names = { category: (index: number) => `c${index + 1}`, floor: (index = 0) => `f${index + 1}` };
  const exceptions = companionsOf(layout);
  let [rows, next] = [0, 1];
  const sections = layout.sections.map((section, i): PlanSection => {
    const parts = section.rows.map((row): FreeRow => {
      const first = next;
      next += row.numbers.length;
      return toFreeRow(row, { id: `r${++rows}`, own: section.category, tie: (seat) => exceptions(first + seat) });
    });
    next += section.kind === "standing" ? section.capacity : 0;
    return toSection(section, { id: `s${i + 1}`, parts, names });
  });
  return {
    name: layout.name,
    pitch: layout.pitch,
    page: { width: layout.width, height: layout.height },
    floors: (layout.floors ?? ["1"]).map((name, i) => ({ id: names.floor(i), name })),
    categories: layout.categories.map(({ name, sold }, i, all) => ({
      ...{ id: names.category(i), name, sold: sold !== false },
      hue: Math.round(210 + (360 * i) / all.length) % 360,
    })),
    focal: layout.focal,
    decor: layout.decor.map((item, i) => toDecor(item, { id: `d${i + 1}`, floor: names.floor(item.floor) })),
    background: null,
    sections,
  };
}

type Names = { category: (index: number) => string; floor: (index?: number) => string };

function toSection(
  section: Section,
  { id, parts, names }: { id: string; parts: readonly FreeRow[]; names: Names },
): PlanSection {
  return {
    id,
    name: section.name,
    kind: section.kind,
    floor: names.floor(section.floor),
    category: names.category(section.category),
    outline: section.outline,
    label: section.label,
    capacity: section.kind === "standing" ? section.capacity : 0,
    parts,
    ...(section.entrance === undefined ? {} : { entrance: section.entrance }),
    ...(section.view === undefined ? {} : { view: section.view }),
  };
}

type RowTerms = { readonly id: string; readonly own: number; readonly tie: (seat: number) => string | undefined };

function toFreeRow(row: Row, { id, own, tie }: RowTerms): FreeRow {
  const first = row.categories?.[0] ?? own;
  const isOfOne = row.categories?.every((category) => category === first) ?? true;
  const plain = isOfOne ? first : own;
  const exceptions: Record<string, SeatException> = {};
  row.numbers.forEach((_, i) => {
    const exception = exceptionOf(row, i, { plain, companionOf: tie(i) });
    if (Object.keys(exception).length > 0) exceptions[i] = exception;
  });
  return {
    kind: "row",
    ...{ id, label: row.label, firstSeat: 0, numbers: row.numbers, x: row.x, y: row.y, exceptions },
    ...(plain === own ? {} : { category: `c${plain + 1}` }),
    ...(row.view === undefined ? {} : { view: row.view }),
  };
}

function exceptionOf(
  row: Row,
  i: number,
  { plain, companionOf }: { plain: number; companionOf: string | undefined },
): SeatException {
  const category = row.categories?.[i] ?? plain;
  const kind = SEAT_KINDS[(row.kinds?.[i] ?? ".") as keyof typeof SEAT_KINDS] ?? "STANDARD";
  const features = (Object.keys(row.features ?? {}) as SeatFeature[]).filter((name) =>
    row.features?.[name]?.includes(i),
  );
  const reason = row.reasons?.find(({ seats }) => seats.includes(i))?.text;
  const quality = row.quality?.[i] ?? 0;
  return {
    ...(category === plain ? {} : { category: `c${category + 1}` }),
    ...(kind === "STANDARD" ? {} : { kind }),
    ...(features.length > 0 ? { features } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(quality === 0 ? {} : { quality }),
    ...(companionOf === undefined ? {} : { companionOf }),
  };
}

/** For a seat id the key of the wheelchair space that it belongs to. */
function companionsOf({ companions = [], sections }: Layout): (seat: number) => string | undefined {
  if (companions.length === 0) return () => undefined;
  const keys = [""];
  let rows = 0;
  sections.forEach((section, s) => {
    if (section.kind === "standing")
      for (let n = 1; n <= section.capacity; n++) keys.push(seatKey(`s${s + 1}`, String(n)));
    for (const row of section.rows) {
      rows++;
      for (let i = 0; i < row.numbers.length; i++) keys.push(seatKey(`r${rows}`, String(i)));
    }
  });
  const tied = new Map(companions.map(([companion, wheelchair]) => [companion, keys[wheelchair]]));
  return (seat) => tied.get(seat);
}

function toDecor({ floor: _, ...item }: Decor, { id, floor }: { id: string; floor: string }): PlanDecor {
  return { ...item, id, floor };
}
