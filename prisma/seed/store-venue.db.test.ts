import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findHouseLayout } from "#lib/catalog/house-store";
import { listVenues } from "#lib/catalog/queries";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { importLayout } from "#lib/seating/import/import-venue";
import { gridHall } from "#lib/seating/testing/grid-hall";
import { storeVenue } from "./store-venue.ts";

aDatabase();

const place = { address: "", city: "Vienna", country: "AT", timezone: "Europe/Vienna" };
const hall = (rows: number) => gridHall([{ rows, blocks: [4] }]);
const stored = (name: string, rows = 2, withEvent = false) =>
  storeVenue({ ...place, name, layout: hall(rows), withEvent });
const counts = async () => [await db().venue.count(), await db().layout.count(), await db().event.count()];

describe("an imported hall", () => {
  test("is there once, however often and at whatever moment it is imported", async () => {
    const first = await stored("Small hall", 2, true);
    expect(first).toMatchObject({ version: 1, wasThere: false, event: { wasThere: false } });
    const before = await counts();
    const again = await Promise.all([1, 2, 3].map(() => stored("Small hall", 2, true)));
    for (const each of again) {
      expect(each).toEqual({ ...first, wasThere: true, event: { slug: first.event?.slug, wasThere: true } });
    }
    expect(await counts()).toEqual(before);
  });

  test("imported three times at once is stored once", async () => {
    const all = await Promise.all([1, 2, 3].map(() => stored("Busy hall")));
    expect(all.filter(({ wasThere }) => !wasThere)).toHaveLength(1);
    expect(new Set(all.map(({ venueSlug }) => venueSlug)).size).toBe(1);
    expect(await db().venue.count({ where: { name: "Busy hall" } })).toBe(1);
  });

  test("with another plan is the venue's next version; of another name or city it is another venue", async () => {
    const first = await stored("Grown hall", 2);
    expect(await stored("Grown hall", 3)).toMatchObject({ venueSlug: first.venueSlug, version: 2, wasThere: false });
    expect(await stored("Grown hall", 2)).toMatchObject({ venueSlug: first.venueSlug, version: 1, wasThere: true });
    const elsewhere = await storeVenue({
      ...place,
      city: "Graz",
      name: "Grown hall",
      layout: hall(4),
      withEvent: false,
    });
    expect(elsewhere.venueSlug).not.toBe(first.venueSlug);
  });

  test("is stored whole or not at all", async () => {
    const before = await counts();
    const broken = { ...hall(2), categories: [] };
    await expect(storeVenue({ ...place, name: "Broken", layout: broken, withEvent: true })).rejects.toThrow("sound");
    const unsound = storeVenue({
      ...place,
      name: "No zone",
      layout: hall(5),
      withEvent: true,
      timezone: null as never,
    });
    await expect(unsound).rejects.toThrow();
    expect(await counts()).toEqual(before);
  });

  test("has an address of its own that pages take, whatever its name", async () => {
    for (const name of ["H".repeat(80), "Театр", "Größe & Co"]) {
      const { venueSlug, event } = await storeVenue({ ...place, name, layout: hall(2), withEvent: true });
      expect(venueSlug).toMatch(/^[a-z0-9-]{6,70}$/);
      expect(event?.slug).toMatch(/^opening-night-[a-z0-9-]{6,70}$/);
    }
  });

  test("sells no seat that its plan does not sell", async () => {
    const layout = hall(2);
    const [section] = layout.sections;
    const rows =
      section?.rows.map((row, i) => (i === 0 ? { ...row, categories: row.numbers.map(() => 1) } : row)) ?? [];
    const partly = {
      ...layout,
      categories: [{ name: "A" }, { name: "Closed", sold: false as const }],
      sections: section ? [{ ...section, rows }] : [],
    };
    const { event } = await storeVenue({ ...place, name: "Partly open", layout: partly, withEvent: true });
    const { id } = await db().event.findUniqueOrThrow({ where: { slug: event?.slug ?? "" } });
    const seats = await db().seat.findMany({ where: { eventId: id }, orderBy: { id: "asc" } });
    expect(seats.map(({ status }) => status)).toEqual([...Array(4).fill("BLOCKED"), ...Array(4).fill("AVAILABLE")]);
    const { venueId } = await db().event.findUniqueOrThrow({ where: { id } });
    expect(await findHouseLayout({ venueId, hash: undefined })).toMatchObject({
      categoryCount: 2,
      unsoldCategories: [1],
    });
    expect(await db().priceLevel.findMany({ where: { eventId: id } })).toMatchObject([
      { name: "A", layoutCategories: [0] },
    ]);
  });
});

describe("a layout with a NUL in a name", () => {
  const withNul = async () => {
    const venue = await db().venue.create({ data: { slug: "old", name: "Old", ...place } });
    const geometry = JSON.stringify({ ...hall(2), categories: [{ name: "A\0x" }] });
    await db().layout.create({ data: { hash: "0".repeat(64), venueId: venue.id, version: 1, seatCount: 8, geometry } });
  };

  test("is refused by the database, and one of before breaks no list of venues", async () => {
    await expect(withNul()).rejects.toThrow("layouts_without_nul");
    await db().venue.deleteMany({ where: { slug: "old" } });
    const { meta } = await listVenues({});
    await db().$executeRawUnsafe("ALTER TABLE layouts DROP CONSTRAINT layouts_without_nul");
    await withNul();
    const listed = await listVenues({});
    expect(listed.meta.total).toBe(meta.total);
    expect(listed.data.map(({ name }) => name)).not.toContain("Old");
  });
});

const twice = sharedFile("cases/import-me-twice.csv");

describe("the plan that is imported twice", needs(twice, "../shared/cases is not on this machine"), () => {
  test("is already there the second time", async () => {
    const read = () => importLayout({ fileName: "import-me-twice.csv", bytes: readFileSync(twice ?? "") });
    const once = async () => {
      const result = read();
      if (!result.ok) throw new Error("not imported");
      return storeVenue({ ...place, name: "Twice", layout: result.layout, withEvent: false });
    };
    expect((await once()).wasThere).toBe(false);
    expect((await once()).wasThere).toBe(true);
  });
});
