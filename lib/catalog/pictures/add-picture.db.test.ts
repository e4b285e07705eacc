import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { readBytes } from "#lib/platform/http/read-body";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import { addPicture } from "./add-picture.ts";
import { findPictureBytes } from "./queries.ts";

aDatabase();
let organizationId = "";
let owner: Staff;

beforeAll(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER");
});

const aPicture = (width = 8, height = 4) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });

const add = (bytes: Uint8Array) => addPicture(owner, organizationId, async () => bytes);

describe("an uploaded picture", () => {
  test.each(["png", "jpeg", "webp"] as const)("in %s is kept as WebP without its metadata", async (format) => {
    const exif = { IFD0: { Artist: "Secret name", Copyright: "Secret name" } };
    const bytes = await aPicture().withExif(exif).toFormat(format).toBuffer();
    expect(bytes.toString("latin1")).toContain("Secret");
    const added = await add(bytes);
    expect(added).toMatchObject({
      picture: { width: 8, height: 4, url: expect.stringMatching(/^\/pictures\/[0-9a-f]{64}$/) },
    });
    const kept = Buffer.from((await findPictureBytes(added.ok ? added.picture.id : "")) ?? []);
    expect([kept.subarray(0, 4).toString(), kept.subarray(8, 12).toString()]).toEqual(["RIFF", "WEBP"]);
    expect(kept.toString("latin1")).not.toContain("Secret");
  });

  test("is made upright, and no side is longer than 4,096 pixels", async () => {
    const lying = await aPicture(6_000, 300).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await add(lying)).toMatchObject({ picture: { width: 205, height: 4_096 } });
  });

  test("is kept in the smaller sizes that pages ask for, none wider than it is", async () => {
    const added = await add(await aPicture(1_000, 500).png().toBuffer());
    const id = added.ok ? added.picture.id : "";
    const widthAt = async (width: number) =>
      (await sharp((await findPictureBytes(id, { width })) ?? []).metadata()).width;
    expect(await Promise.all([320, 321, 640, 1_280].map(widthAt))).toEqual([320, 640, 640, 1_000]);
    expect(await findPictureBytes("0".repeat(64), { width: 320 })).toBeUndefined();
  });

  test("is kept as JPEG for programs that know no WebP, at most 1,280 pixels wide and on white where it is transparent", async () => {
    const glass = sharp({
      create: { width: 2_000, height: 1_000, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
    });
    const added = await add(await glass.png().toBuffer());
    const jpeg = sharp((await findPictureBytes(added.ok ? added.picture.id : "", { type: "jpeg" })) ?? []);
    expect(await jpeg.metadata()).toMatchObject({ format: "jpeg", width: 1_280, height: 640 });
    expect((await jpeg.stats()).channels.map(({ min }) => min)).toEqual([255, 255, 255]);
  });

  test("is one when it comes twice at once", async () => {
    const bytes = await aPicture(9, 9).png().toBuffer();
    const before = await db().picture.count();
    const [a, b] = await Promise.all([add(bytes), add(bytes)]);
    expect(a).toEqual(b);
    expect(await db().picture.count()).toBe(before + 1);
  });

  test("counts as uploaded now when it comes again, so that no sweep takes it", async () => {
    const bytes = await aPicture(10, 9).png().toBuffer();
    await add(bytes);
    await db().picture.updateMany({ data: { uploadedAt: new Date(0) } });
    const added = await add(bytes);
    const { uploadedAt } = await db().picture.findUniqueOrThrow({ where: { hash: added.ok ? added.picture.id : "" } });
    expect(uploadedAt.getTime()).toBeGreaterThan(0);
  });
});

describe("a file that is refused", () => {
  const bomb = () =>
    sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: "white" }, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer();

  test.each([
    ["an empty file", async () => Buffer.alloc(0), "is empty", "empty"],
    [
      "a text called .png",
      async () => Buffer.from("hello"),
      "is no PNG, JPEG or WebP picture by its content",
      "other_type",
    ],
    [
      "a zip",
      async () => Buffer.from("PK\x03\x04aaaa"),
      "is no PNG, JPEG or WebP picture by its content",
      "other_type",
    ],
    ["a GIF", async () => Buffer.from("GIF89a"), "is no PNG, JPEG or WebP picture by its content", "other_type"],
    ["a PDF", async () => Buffer.from("%PDF-1.7"), "is a PDF: save its page as a PNG picture", "pdf"],
    [
      "an SVG with a script",
      async () => Buffer.from('<?xml version="1.0"?><svg xmlns="x"><script>alert(1)</script></svg>'),
      "is an SVG drawing: save it as a PNG picture, or import it as a hall",
      "svg",
    ],
    [
      "an SVG with a reference elsewhere",
      async () => Buffer.from('<svg xmlns="x"><image href="https://example.com/a.png"/></svg>'),
      "is an SVG drawing: save it as a PNG picture, or import it as a hall",
      "svg",
    ],
    [
      "half a JPEG",
      async () => (await aPicture(400, 400).jpeg().toBuffer()).subarray(0, 900),
      "is a broken JPEG picture: its data end too early or do not fit together",
      "broken",
    ],
    [
      "a PNG of its first bytes alone",
      async () => Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      "is a broken PNG picture: its data end too early or do not fit together",
      "broken",
    ],
    ["a small file of 144 megapixels", bomb, "has more than 50 million pixels", "too_many_pixels"],
  ])("says what is wrong of %s, and nothing is kept", async (_what, make, reason, kind) => {
    const before = await db().picture.count();
    expect(await add(await make())).toEqual({ ok: false, refusal: { code: "invalid_picture", reason, kind } });
    expect(await db().picture.count()).toBe(before);
  });

  test("is not read to its end when it has 60 MB", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 60) controller.close();
        else controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const request = new Request("http://localhost/", { method: "POST", body, duplex: "half" } as RequestInit);
    const refused = await addPicture(owner, organizationId, (limit) => readBytes(request, limit));
    expect(refused).toMatchObject({ refusal: { code: "payload_too_large", limit_bytes: 20 * 1024 * 1024 } });
    expect(sent).toBeLessThan(30);
  });

  test("is not looked at when the person may not upload", async () => {
    const read = async () => {
      throw new Error("read");
    };
    const gate = await aMember(organizationId, "GATE");
    expect(await addPicture(gate, organizationId, read)).toMatchObject({ refusal: { code: "forbidden" } });
    const stranger = await aMember(await anOrganization(), "OWNER");
    expect(await addPicture(stranger, organizationId, read)).toMatchObject({ refusal: { code: "not_found" } });
  });
});
