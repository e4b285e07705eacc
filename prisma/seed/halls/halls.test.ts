import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bestAvailable } from "#lib/seating/best-available";
import { prepareHall } from "#lib/seating/blocks";
import { checkLayout } from "#lib/seating/check-layout";
import { polygonContains } from "#lib/seating/geometry";
import { importLayout } from "#lib/seating/import/import-venue";
import { type Layout, type Place, placesOf, seatCountOf } from "#lib/seating/layout";
import { hashLayout } from "#lib/seating/layout-hash";
import { bitmapBytes } from "#lib/seating/seat-state";
import { arena } from "./arena.ts";
import { club } from "./club.ts";
import { operaHouse } from "./opera-house.ts";
import { recitalHall } from "./recital-hall.ts";

const HALLS = [
  { build: operaHouse, name: "the opera house", seats: [1850, 1950] },
  { build: arena, name: "the arena", seats: [17_500, 18_500] },
  { build: club, name: "the club", seats: [250, 350] },
  { build: recitalHall, name: "the recital hall", seats: [400, 440] },
] as const;

/** The least distance between two seats, by looking at each seat's surroundings on a grid. */
function leastDistance(places: readonly Place[]): number {
  const cells = new Map<string, Place[]>();
  for (const place of places) {
    const key = `${Math.floor(place.x / 40)} ${Math.floor(place.y / 40)}`;
    cells.set(key, [...(cells.get(key) ?? []), place]);
  }
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const other of cells.get(`${Math.floor(place.x / 40) + dx} ${Math.floor(place.y / 40) + dy}`) ?? []) {
          if (other.id !== place.id) least = Math.min(least, Math.hypot(place.x - other.x, place.y - other.y));
        }
      }
    }
  }
  return least;
}

const seatsIn = (layout: Layout) =>
  placesOf(layout).filter((place) => layout.sections[place.section]?.kind !== "standing");

describe.each(HALLS)("$name", ({ build, seats: [least, most] }) => {
  const layout = build();

  test("is a sound layout of the intended size, identical each time it is built", () => {
    expect(checkLayout(layout)).toEqual([]);
    expect(seatCountOf(layout)).toBeGreaterThanOrEqual(least);
    expect(seatCountOf(layout)).toBeLessThanOrEqual(most);
    expect(hashLayout(build()).hash).toBe(hashLayout(layout).hash);
  });

  test("keeps seats apart, each inside the outline of its section and no other", () => {
    const places = seatsIn(layout);
    expect(leastDistance(places)).toBeGreaterThan(18.5);
    for (const place of places) {
      const homes = layout.sections.flatMap((section, i) =>
        polygonContains(section.outline, place.x, place.y) ? [i] : [],
      );
      expect(homes).toEqual([place.section]);
    }
  });

  test("has wheelchair places, each with a companion's seat beside it or behind it", () => {
    const hall = prepareHall(layout);
    const wheelchairs = placesOf(layout).filter((place) => place.kind === "WHEELCHAIR");
    expect(wheelchairs.length).toBeGreaterThan(0);
    const kinds = placesOf(layout).map((place) => place.kind);
    for (const { id } of wheelchairs) {
      const beside = [id - 1, id + 1]
        .filter((other) => hall.block[other] === hall.block[id])
        .map((other) => kinds[other - 1]);
      expect(beside).toContain("COMPANION");
    }
  });

  test("can be exported as a seat list and imported again without losing a seat", () => {
    const places = seatsIn(layout);
    const name = (place: Place) => layout.sections[place.section]?.name ?? "";
    const lines = places.map((p) =>
      [name(p), p.row, p.number, p.x, p.y, layout.categories[p.category]?.name, p.kind.toLowerCase()].join(","),
    );
    const text = ["section,row,seat,x,y,category,kind", ...lines].join("\n");
    const result = importLayout({ fileName: "hall.csv", bytes: new TextEncoder().encode(text) });
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    expect(result.report.notes.filter((note) => note.includes("overlapped") || note.includes("behind"))).toEqual([]);
    const label = (from: Layout) => (p: Place) =>
      [from.sections[p.section]?.name, p.row, p.number, from.categories[p.category]?.name, p.kind].join("|");
    expect(placesOf(result.layout).map(label(result.layout)).sort()).toEqual(places.map(label(layout)).sort());
  });
});

test("the arena has sixty sections in two rings, a floor with seats, and a standing area", () => {
  const { sections } = arena();
  expect(sections.filter((section) => /^[12]\d\d$/.test(section.name))).toHaveLength(60);
  expect(sections.filter((section) => section.name.startsWith("Floor"))).toHaveLength(6);
  expect(sections.filter((section) => section.kind === "standing")).toHaveLength(1);
});

test("the arena's geometry is at most 150 kB over the wire", () => {
  const size = gzipSync(hashLayout(arena()).json).length;
  process.stdout.write(`arena geometry: ${(size / 1000).toFixed(1)} kB gzipped\n`);
  expect(size).toBeLessThanOrEqual(150_000);
});

test("the best four seats of the empty arena are side by side on the floor before the stage", () => {
  const layout = arena();
  const hall = prepareHall(layout);
  const choice = bestAvailable(hall, new Uint8Array(bitmapBytes(hall.count)), { quantity: 4 });
  expect(choice).toMatchObject({ tier: 0, why: "one_block" });
  expect(layout.sections[hall.section[choice?.seats[0] ?? 0] ?? -1]?.name).toMatch(/^Floor B/);
});

test("the opera house sells wheelchair places at every price of its stalls and balconies", () => {
  const layout = operaHouse();
  const prices = new Set(
    placesOf(layout)
      .filter((p) => p.kind === "WHEELCHAIR")
      .map((p) => layout.categories[p.category]?.name),
  );
  expect([...prices].sort()).toEqual(["Dress Circle", "Front Stalls", "Stalls", "Upper Balcony"]);
});
