import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { findGeometry } from "#lib/catalog/queries";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { anEventOnSale, aSmallHall } from "../../prisma/seed/builders.ts";
import { judgeSeats } from "./judge-seats.ts";
import { type LiveSeats, openLiveSeats } from "./live-seats.ts";
import { packedGeometry } from "./packed-geometry.ts";
import { publishSeats, saveLayout } from "./publish-seats.ts";
import { findLayout } from "./store.ts";

aDatabase();

async function aVenue(): Promise<number> {
  const eventId = await anEventOnSale();
  return (await db().event.findUniqueOrThrow({ where: { id: eventId } })).venueId;
}

describe("a layout", () => {
  test("is stored once under the hash of its content, and a changed one is the venue's next version", async () => {
    const venueId = await aVenue();
    const hash = await saveLayout(venueId, aSmallHall({ name: "One" }));
    expect(await saveLayout(venueId, aSmallHall({ name: "One" }))).toBe(hash);
    const changed = await saveLayout(venueId, aSmallHall({ name: "One", rows: 6 }));
    const versions = await db().layout.findMany({ where: { venueId }, orderBy: { version: "asc" } });
    expect(versions.map((layout) => [layout.version, layout.seatCount])).toEqual([
      [1, 50],
      [2, 50],
      [3, 60],
    ]);
    expect(versions.at(-1)?.hash).toBe(changed);
  });

  test("is read back as it was saved, and parsed once", async () => {
    const hash = await saveLayout(await aVenue(), aSmallHall({ name: "Two" }));
    const layout = await findLayout(hash);
    expect(layout).toEqual(aSmallHall({ name: "Two" }));
    expect(await findLayout(hash)).toBe(layout);
    expect(await findLayout("0".repeat(64))).toBeUndefined();
  });

  test("with problems is not stored", async () => {
    const layout = aSmallHall();
    const broken = { ...layout, sections: layout.sections.map((section) => ({ ...section, capacity: 7 })) };
    await expect(saveLayout(await aVenue(), broken)).rejects.toThrow("sound");
  });

  test("is sent in the best encoding the client accepts, and always decodes to the hashed bytes", async () => {
    const hash = await saveLayout(await aVenue(), aSmallHall({ name: "Three" }));
    const geometry = await findGeometry(hash);
    const asked = async (acceptEncoding: string) => {
      const packed = await packedGeometry(hash, acceptEncoding);
      return { encoding: packed?.encoding, bytes: Buffer.from(packed?.bytes ?? []) };
    };
    const [brotli, gzip, plain] = [await asked("gzip, deflate, br"), await asked("gzip;q=1.0"), await asked("")];
    expect([brotli.encoding, gzip.encoding, plain.encoding]).toEqual(["br", "gzip", undefined]);
    expect([brotliDecompressSync(brotli.bytes), gunzipSync(gzip.bytes), plain.bytes].map(String)).toEqual([
      geometry,
      geometry,
      geometry,
    ]);
    expect(await packedGeometry("0".repeat(64), "br")).toBeUndefined();
  });
});

describe("publishing an event", () => {
  test("creates a free seat row for every place, at the price level of its category", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 3, seatsPerRow: 7 }) });
    const rows = await db().seat.findMany({ where: { eventId }, orderBy: { id: "asc" } });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    for (const row of rows)
      expect(row).toMatchObject({ status: "AVAILABLE", version: 0, priceLevelId: 1, kind: "STANDARD" });
  });

  test("is refused when a category has no price level, and creates no row", async () => {
    const eventId = await anEventOnSale();
    await db().seat.deleteMany({ where: { eventId } });
    await db().priceLevel.update({ where: { eventId_id: { eventId, id: 1 } }, data: { layoutCategories: [] } });
    await expect(publishSeats(eventId, aSmallHall())).rejects.toThrow("a price level sells the category Standard");
    expect(await db().seat.count({ where: { eventId } })).toBe(0);
  });
});

describe("the rule of the lone seat", () => {
  const opened = async (orphanRule: "OFF" | "LENIENT" | "STRICT"): Promise<LiveSeats> => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 1, seatsPerRow: 10 }), orphanRule });
    const seats = await openLiveSeats(eventId);
    if (!seats) throw new Error("there is no such event");
    return seats;
  };

  test("asks for another choice when a seat would be left alone, and offers one that it allows", async () => {
    for (const rule of ["LENIENT", "STRICT"] as const) {
      const seats = await opened(rule);
      const verdict = await judgeSeats(seats, [2, 3]);
      expect(verdict).toMatchObject({ ok: false, stranded: [1] });
      if (!verdict.ok) expect(await judgeSeats(seats, verdict.suggestion)).toEqual({ ok: true });
    }
  });

  test("does not judge when the organizer turned it off", async () => {
    expect(await judgeSeats(await opened("OFF"), [2, 3])).toEqual({ ok: true });
  });

  test("does not judge a choice with a taken seat, which the hold itself refuses", async () => {
    const seats = await opened("STRICT");
    await db().$executeRaw`UPDATE seats SET status = 'BLOCKED' WHERE event_id = ${seats.event.id} AND id = 3`;
    const { announceSeats } = await import("./live-seats.ts");
    announceSeats(seats.event.id, [[3, 3, 1]]);
    expect(await judgeSeats(seats, [2, 3])).toEqual({ ok: true });
  });
});
