import sharp from "sharp";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { copyEventRules } from "#lib/pricing/copy-event-rules";
import { sweepPictures } from "#lib/seating/drafts/sweep-pictures";
import { aMember, anEventOnSale, anOrganization, sellerOf } from "#prisma/seed/builders";
import { changeEventPictures } from "./change-event-pictures.ts";
import { copyEvent } from "./copy-event.ts";
import { eventJsonLd } from "./event-json-ld.ts";
import { findEvent } from "./find-event.ts";
import { eventPicturesBody } from "./pictures/event-picture-contract.ts";
import { appendPicture } from "./pictures/picture-store.ts";
import { readPicture } from "./pictures/read-picture.ts";
import { shareJpeg } from "./pictures/share-jpeg.ts";
import { sharePath } from "./pictures/share-path.ts";
import { aStoredPicture } from "./testing/a-stored-picture.ts";

aDatabase();
let id = 0;
let owner: Staff;
let organizationId = "";

beforeAll(async () => {
  id = await anEventOnSale();
  organizationId = await sellerOf(id);
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
});
beforeEach(async () => {
  await db().event.update({ where: { id }, data: { pictures: [], picturesRevision: 1 } });
  forgetSingleton("catalog-briefly");
});

const shown = (picture: string, focus = { x: 20, y: 80 }) => ({
  picture,
  alt: { en: "A band", es: "Una banda" },
  focus,
});
const change = (pictures: object[], revision?: number) =>
  changeEventPictures(owner, id, eventPicturesBody.parse({ pictures, ...(revision ? { revision } : {}) }));
const page = async () => {
  forgetSingleton("catalog-briefly");
  const found = await findEvent({ id });
  if (!found) throw new Error("the event is gone");
  return found;
};

describe("the pictures of an event", () => {
  test("are kept in their order with sides and focal points, and the first is its poster and its shared picture", async () => {
    const [a, b] = [await aStoredPicture(640, 480), await aStoredPicture(800, 600)];
    expect(sharePath(await page())).toMatch(/\/share\.png$/);
    expect(await change([shown(a), { picture: b, decorative: true }])).toMatchObject({
      ok: true,
      revision: 2,
      pictures: [
        { ...shown(a), width: 640, height: 480, decorative: false },
        { picture: b, alt: {}, width: 800, height: 600, focus: { x: 50, y: 40 } },
      ],
    });
    const event = await page();
    expect(event.picture).toMatchObject(shown(a));
    expect(event.pictures.map(({ picture }) => picture)).toEqual([a, b]);
    expect(sharePath(event)).toBe(`/events/${event.slug}/share.jpg?v=${a.slice(0, 12)}-20-80`);
    const { image } = JSON.parse(eventJsonLd(event, "https://x.example")) as { image: string[] };
    expect(image).toEqual([
      `https://x.example${sharePath(event)}`,
      `https://x.example/pictures/${a}?as=jpeg`,
      `https://x.example/pictures/${b}?as=jpeg`,
    ]);
    expect(await db().auditEntry.count({ where: { eventId: id, action: "event.update" } })).toBeGreaterThan(0);
  });

  test("that someone else changed meanwhile are not written over, and the second hears of them", async () => {
    const [a, b] = [await aStoredPicture(), await aStoredPicture()];
    expect(await change([shown(a)], 1)).toMatchObject({ ok: true });
    expect(await change([shown(b)], 1)).toMatchObject({
      refusal: { code: "event_edited", revision: 2, changed_by: "Olga", changes: { pictures: [shown(a)] } },
    });
    expect((await page()).picture).toMatchObject({ picture: a });
    const both = await Promise.all([change([shown(b)], 2), change([], 2)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("do not make a change of the event's words stale", async () => {
    const { editRevision } = await db().event.findUniqueOrThrow({ where: { id } });
    await change([shown(await aStoredPicture())]);
    expect(await db().event.findUniqueOrThrow({ where: { id } })).toMatchObject({ editRevision });
  });

  test("are refused by their place when one is not stored, and nothing changes", async () => {
    const a = await aStoredPicture();
    await change([shown(a)]);
    expect(await change([shown(a), shown("0".repeat(64))])).toMatchObject({
      refusal: { code: "invalid_request", fields: [{ path: "pictures.1.picture" }] },
    });
    expect((await page()).pictures).toHaveLength(1);
  });

  test("belong to those who may write the event", async () => {
    const gate = await aMember(organizationId, "GATE");
    const stranger = await aMember(await anOrganization(), "OWNER");
    const body = eventPicturesBody.parse({ pictures: [] });
    expect(await changeEventPictures(gate, id, body)).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await changeEventPictures(stranger, id, body)).toMatchObject({ refusal: { code: "not_found" } });
    expect(await changeEventPictures(owner, 999_999, body)).toMatchObject({ refusal: { code: "not_found" } });
  });

  test.each([
    ["one twice", [shown("a".repeat(64)), shown("a".repeat(64))], "pictures"],
    ["more than twelve", Array.from({ length: 13 }, (_, i) => shown(String(i).padStart(64, "0"))), "pictures"],
    ["one without words in every language", [{ picture: "a".repeat(64), alt: { en: "Only" } }], "pictures.0.alt.es"],
    ["a decorative one with words", [{ ...shown("a".repeat(64)), decorative: true }], "pictures.0.alt.en"],
    ["a focal point outside", [shown("a".repeat(64), { x: 101, y: 0 })], "pictures.0.focus.x"],
    ["a focal point between", [shown("a".repeat(64), { x: 1.5, y: 0 })], "pictures.0.focus.x"],
    ["no hash", [shown("../../etc/passwd")], "pictures.0.picture"],
  ])("with %s are refused beside the field", (_what, pictures, path) => {
    const read = eventPicturesBody.safeParse({ pictures });
    expect(read.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });

  test("go with a copy, and stay for it when the first event lets them go", async () => {
    const a = await aStoredPicture();
    await change([shown(a)]);
    const startsAtMs = Date.now() + 90 * 86_400_000;
    const made = await copyEvent(owner, id, { startsAtMs, key: "with pictures", copyRules: copyEventRules });
    await change([]);
    await db().picture.update({ where: { hash: a }, data: { uploadedAt: new Date(0) } });
    await sweepPictures();
    expect(await db().picture.count({ where: { hash: a } })).toBe(1);
    const where = { id: made.ok ? made.id : 0 };
    expect(await db().event.findUniqueOrThrow({ where })).toMatchObject({ pictures: [shown(a)] });
    await db().event.update({ where, data: { pictures: [] } });
    await sweepPictures();
    expect(await db().picture.count({ where: { hash: a } })).toBe(0);
  });
});

test("the picture of a shared link is cut around the focal point to 1,200 × 630 pixels", async () => {
  const red = { r: 220, g: 0, b: 0 };
  const corner = await sharp({ create: { width: 300, height: 300, channels: 3, background: { r: 0, g: 0, b: 220 } } })
    .png()
    .toBuffer();
  const drawn = sharp({ create: { width: 1_000, height: 1_000, channels: 3, background: red } });
  const read = await readPicture(
    await drawn
      .composite([{ input: corner, left: 700, top: 700 }])
      .png()
      .toBuffer(),
  );
  if (!read.ok) throw new Error(read.trouble.reason);
  await appendPicture(read.picture);
  const cut = async (focus: { x: number; y: number }) => {
    const { hash: picture, width, height } = read.picture;
    const jpeg = sharp(await shareJpeg({ picture, width, height, alt: {}, decorative: true, focus }));
    const { channels } = await jpeg.stats();
    return { ...(await jpeg.metadata()), blue: Math.round(channels[2]?.mean ?? 0) };
  };
  const [top, bottom] = [await cut({ x: 50, y: 0 }), await cut({ x: 80, y: 100 })];
  expect(bottom).toMatchObject({ format: "jpeg", width: 1_200, height: 630 });
  expect(top.blue).toBeLessThan(10);
  expect(bottom.blue).toBeGreaterThan(25);
});
