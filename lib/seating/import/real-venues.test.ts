import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { placesOf } from "../layout.ts";
import { accepted, seatLines } from "../testing/import-results.ts";
import { importLayout } from "./import-venue.ts";

function realVenue(name: string): Uint8Array | undefined {
  const file = sharedFile(`venues/${name}`);
  return file ? readFileSync(file) : undefined;
}

const benedum = realVenue("benedum-center.csv");
const riethsporthalle = realVenue("riethsporthalle.pretix.json");

describe("the Benedum Center", needs(benedum, "its plan is not in ../shared/venues"), () => {
  test("imports with all its 2,885 seats, rows from the front, the balcony behind the orchestra", () => {
    const { layout, report } = accepted(
      importLayout({ fileName: "benedum-center.csv", bytes: benedum ?? new Uint8Array() }),
    );
    expect(report).toMatchObject({ seats: 2885, sections: 6 });
    const lines = new TextDecoder()
      .decode(benedum)
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(","));
    const expected = lines
      .map(([section, row, number, , , category]) => JSON.stringify([section, row, number, category, "STANDARD"]))
      .sort();
    expect(seatLines(layout)).toEqual(expected);
    const rows = layout.sections.find((section) => section.name === "Orchestra Center")?.rows.map((row) => row.label);
    expect(rows?.join(" ")).toBe("AA BB CC DD EE FF A B C D E F G H J K L M N O P Q R S T U V W");
    const lowest = (name: string) =>
      Math.max(
        ...layout.sections.filter((s) => s.name.startsWith(name)).flatMap((s) => s.rows.flatMap((row) => row.y)),
      );
    const highest = (name: string) =>
      Math.min(
        ...layout.sections.filter((s) => s.name.startsWith(name)).flatMap((s) => s.rows.flatMap((row) => row.y)),
      );
    expect(highest("Balcony")).toBeGreaterThan(lowest("Orchestra"));
    expect(layout.focal[1]).toBeLessThan(highest("Orchestra"));
  });
});

describe("the Riethsporthalle", needs(riethsporthalle, "its plan is not in ../shared/venues"), () => {
  test("imports with all its 1,252 seats and every wheelchair mark of the file, the court in its middle, no two seats on one spot", () => {
    const { layout, report } = accepted(
      importLayout({ fileName: "riethsporthalle.pretix.json", bytes: riethsporthalle ?? new Uint8Array() }),
    );
    const text = new TextDecoder().decode(riethsporthalle);
    expect(report).toMatchObject({
      seats: 1252,
      sections: 6,
      wheelchairs: text.match(/"wheelchair": *true/g)?.length ?? 0,
    });
    expect(layout.categories.map((category) => category.name)).toEqual(["Kategorie I", "Kategorie II", "VIP"]);
    const spots = new Set(placesOf(layout).map((place) => `${place.x} ${place.y}`));
    expect(spots.size).toBe(1252);
    const y = (name: string) => layout.sections.find((section) => section.name === name)?.label[1] ?? 0;
    expect(layout.focal[1]).toBeGreaterThan(y("Block E"));
    expect(layout.focal[1]).toBeLessThan(y("Block B"));
  });
});
