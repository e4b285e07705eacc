import { readFileSync } from "node:fs";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { importLayout } from "../import/import-venue.ts";
import { type Layout, placesOf } from "../layout.ts";
import { expandPlan } from "../plan/expand-plan.ts";
import { exportSvg } from "../plan/export-plan/export-svg.ts";
import { aFullPlan } from "../plan/testing/any-plan.ts";
import { gridHall } from "../testing/grid-hall.ts";
import { accepted } from "../testing/import-results.ts";
import { detectSeats } from "./detect-seats.ts";
import type { DetectionStep } from "./picture.ts";

const SIDE = 2_000;
type Look = { readonly name: string; readonly change: (svg: string) => string; readonly ground: string };

const LOOKS: readonly Look[] = [
  { name: "light", change: (svg) => svg, ground: "#ffffff" },
  {
    name: "dark",
    change: (svg) =>
      svg
        .replace(".outline{fill:#f3f3f7;stroke:#b9bccb}", ".outline{fill:#1d2033;stroke:#4a4f6b}")
        .replace(".stage{fill:#d9d9e3}", ".stage{fill:#3a3f58}text{fill:#e8e8f0}"),
    ground: "#10121c",
  },
  {
    name: "squares",
    change: (svg) =>
      svg.replace(
        /<circle class="seat" cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"/g,
        (_, x, y, r) =>
          `<rect class="seat" x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}" rx="${r * 0.3}"`,
      ),
    ground: "#ffffff",
  },
  {
    name: "outlined",
    change: (svg) => svg.replace(".seat{fill:#5b6ee1}", ".seat{fill:#ffffff;stroke:#333333;stroke-width:1}"),
    ground: "#ffffff",
  },
];

const table: string[] = [];
afterAll(() => void process.stdout.write(`\n${table.join("\n")}\n`));

async function picture(layout: Layout, { change, ground }: Look, jpeg = false) {
  const scale = SIDE / Math.max(layout.width, layout.height);
  const drawn = sharp(Buffer.from(change(exportSvg(layout, { frame: "leftOut" }))), { density: 72 * scale })
    .resize({ width: Math.round(layout.width * scale), height: Math.round(layout.height * scale), fit: "fill" })
    .flatten({ background: ground });
  const { data, info } = await (jpeg ? sharp(await drawn.jpeg({ quality: 80 }).toBuffer()) : drawn)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { picture: { width: info.width, height: info.height, data: new Uint8ClampedArray(data) }, scale };
}

function compare(layout: Layout, found: ReturnType<typeof detectSeats>, scale: number) {
  const seats = placesOf(layout).filter(
    ({ row, section }) => row !== "" || layout.sections[section]?.kind !== "standing",
  );
  const spots = found.sections.flatMap(({ rows }) =>
    rows.flatMap(({ x, y }) => x.map((at, i) => [at, y[i] ?? 0] as const)),
  );
  const reach = layout.pitch * scale * 0.35;
  const free = new Set(spots.keys());
  let hits = 0;
  for (const seat of seats) {
    let best: number | undefined;
    let distance = reach;
    for (const i of free) {
      const [x, y] = spots[i] ?? [0, 0];
      const d = Math.hypot(x - seat.x * scale, y - seat.y * scale);
      if (d < distance) [best, distance] = [i, d];
    }
    if (best !== undefined) {
      free.delete(best);
      hits++;
    }
  }
  return {
    recall: hits / seats.length,
    precision: hits / Math.max(1, spots.length),
    seats: seats.length,
    spots: spots.length,
  };
}

async function judge(name: string, layout: Layout, look: Look, jpeg = false) {
  const { picture: drawn, scale } = await picture(layout, look, jpeg);
  const startedAt = performance.now();
  const found = detectSeats(drawn);
  const ms = Math.round(performance.now() - startedAt);
  const { recall, precision, seats, spots } = compare(layout, found, scale);
  const rows = found.sections.reduce((sum, section) => sum + section.rows.length, 0);
  table.push(
    `${name} | ${look.name}${jpeg ? " JPEG" : ""} | ${seats} seats, found ${spots} | recall ${(100 * recall).toFixed(1)} % | precision ${(100 * precision).toFixed(1)} % | ${rows} rows (${layout.sections.reduce((sum, s) => sum + s.rows.length, 0)}), ${found.sections.length} sections (${layout.sections.length}) | ${ms} ms`,
  );
  return { recall, precision, found, scale };
}

const SHARED = [
  "02-show1-polygon.pretix.json",
  "03-amazing-venue.svg",
  "benedum-center.csv",
  "riethsporthalle.pretix.json",
];
const [first] = SHARED;

describe("the seats of a picture", () => {
  const halls: [string, () => Layout][] = [
    [
      "a grid",
      () =>
        gridHall(
          [
            { rows: 12, blocks: [8, 12, 8] },
            { rows: 9, blocks: [14] },
          ],
          40,
        ),
    ],
    ["everything a designer draws", () => expandPlan(aFullPlan())],
  ];
  test.each(halls.flatMap(([name, hall]) => LOOKS.map((look) => [name, look.name, hall, look] as const)))(
    "%s, %s",
    async (name, _, hall, look) => {
      const { recall, precision } = await judge(name, hall(), look);
      expect(recall).toBeGreaterThanOrEqual(0.95);
      expect(precision).toBeGreaterThanOrEqual(0.95);
    },
  );
});

describe(
  "the seats of a picture of a shared hall",
  needs(sharedFile(`venues/${first}`), "../shared/venues is not on this machine"),
  () => {
    test.each(SHARED.flatMap((file) => LOOKS.map((look) => [file, look.name, look] as const)))(
      "%s, %s",
      async (file, _, look) => {
        const bytes = readFileSync(sharedFile(`venues/${file}`) ?? "");
        const { layout } = accepted(importLayout({ fileName: file, bytes }));
        for (const jpeg of look.name === "light" ? [false, true] : [false]) {
          const { recall, precision } = await judge(file, layout, look, jpeg);
          expect(recall).toBeGreaterThanOrEqual(0.95);
          expect(precision).toBeGreaterThanOrEqual(0.95);
        }
      },
    );
  },
);

test("a picture without seats has none", () => {
  const data = new Uint8ClampedArray(4 * 100 * 100).fill(255);
  expect(detectSeats({ width: 100, height: 100, data })).toEqual({ pitch: 0, size: 0, count: 0, sections: [] });
});

test("a picture that is too large, or shorter than it says, is refused", () => {
  const data = new Uint8ClampedArray(4);
  expect(() => detectSeats({ width: 10_000, height: 10_000, data })).toThrow("40 million pixels");
  expect(() => detectSeats({ width: 10, height: 10, data })).toThrow("less data");
});

test("a seat that a person points at says how large seats are, and nothing there is said", () => {
  const [width, height] = [400, 200];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const paint = (x: number, y: number) => data.set([60, 80, 200, 255], 4 * (y * width + x));
  // Large tiles above, small seats below.
  for (let y = 0; y < 100; y++) for (let x = 0; x < width; x++) if (x % 50 < 30 && y % 50 < 30) paint(x, y);
  for (let y = 120; y < height; y++) for (let x = 0; x < width; x++) if (x % 20 < 8 && y % 20 < 8) paint(x, y);
  const seats = (seatAt?: readonly [number, number]) =>
    detectSeats({ width, height, data, ...(seatAt ? { seatAt } : {}) });
  expect(seats([15, 15])).toMatchObject({ size: 30, count: 16 });
  expect(seats([23, 123])).toMatchObject({ size: 8, count: 80 });
  expect(() => seats([40, 40])).toThrow("no seat where one was pointed at");
});

test("says what it is doing", async () => {
  const steps: DetectionStep[] = [];
  detectSeats({ width: 400, height: 401, data: new Uint8ClampedArray(4 * 400 * 401) }, (step) => steps.push(step));
  expect(steps.map(({ step }) => step)).toEqual([
    "shapes",
    "shapes",
    "shapes",
    "shapes",
    "shapes",
    "shapes",
    "seats",
    "rows",
  ]);
});
