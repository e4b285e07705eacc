import { readdirSync, rmSync } from "node:fs";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { env } from "#lib/platform/env";
import { Failure } from "#lib/platform/invariant";
import { s3StandIn } from "#lib/platform/objects/testing/s3-stand-in";
import { checkDependencies } from "#lib/platform/observability/health";
import { forgetSingleton } from "#lib/platform/singleton";
import { aDatabase } from "#lib/platform/testing/database";
import { scratchFolder } from "#lib/platform/testing/scratch-folder";
import { claimPictureStore } from "./claim-picture-store.ts";
import { pictureStore } from "./health.ts";
import { movePictures } from "./move-pictures.ts";
import { pictureObjects, removePicture } from "./picture-objects.ts";
import { appendPicture, deleteDueFiles, deleteUnusedPictures } from "./picture-store.ts";
import { findPictureBytes } from "./queries.ts";
import { type Picture, readPicture } from "./read-picture.ts";
import { sweepPictureFiles } from "./sweep-picture-files.ts";

aDatabase();
const s3 = await s3StandIn();
const another = scratchFolder("pictures");
afterAll(async () => {
  await s3.close();
  rmSync(another, { recursive: true, force: true });
});

/** Points the process at a store; without settings, at the folder of the test's database. */
function useStore(settings: Record<string, string> = {}): void {
  for (const name of Object.keys(process.env).filter((each) => each.startsWith("PICTURES_S3")))
    delete process.env[name];
  process.env.PICTURES_DIR = folder;
  if (settings.PICTURES_S3_BUCKET) delete process.env.PICTURES_DIR;
  Object.assign(process.env, settings);
  forgetSingleton("env");
}

const bucket = (settings: { secretAccessKey?: string; waitMs?: number } = {}) => {
  const { endpoint, bucket: name, region, accessKeyId, secretAccessKey } = s3.settings;
  return {
    PICTURES_S3_ENDPOINT: endpoint,
    PICTURES_S3_BUCKET: name,
    PICTURES_S3_REGION: region,
    PICTURES_S3_ACCESS_KEY_ID: accessKeyId,
    PICTURES_S3_SECRET_ACCESS_KEY: settings.secretAccessKey ?? secretAccessKey,
    PICTURES_S3_WAIT_MS: String(settings.waitMs ?? 20_000),
  };
};

let folder = "";
beforeEach(async () => {
  folder ||= env().PICTURES_DIR ?? "";
  Object.assign(s3.state, { isSilent: false, busy: 0, worksFor: Number.POSITIVE_INFINITY, asked: [] });
  s3.objects.clear();
  useStore();
  await db().picture.deleteMany();
  await db().pictureGarbage.deleteMany();
  await db().pictureStoreMark.deleteMany();
  rmSync(folder, { recursive: true, force: true });
});

let colour = 0;
/** A picture of its own colour, read as an upload is. */
async function aRealPicture(width = 700): Promise<Picture> {
  colour += 1;
  const background = { r: colour, g: 90, b: 200 };
  const read = await readPicture(
    await sharp({ create: { width, height: 80, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  if (!read.ok) throw new Error(read.trouble.reason);
  return read.picture;
}

/** A picture as it was stored before there was a picture store: all in the database. */
async function anUnmovedPicture(): Promise<Picture> {
  const picture = await aRealPicture();
  const { hash, width, height, bytes, sizes } = picture;
  await db().picture.create({ data: { hash, width, height, bytes: new Uint8Array(bytes) } });
  const rows = sizes.map((size) => ({ pictureHash: hash, width: size.width, bytes: new Uint8Array(size.bytes) }));
  await db().pictureSize.createMany({ data: rows });
  return picture;
}

const filesOnDisk = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
const garbage = () => db().pictureGarbage.count();

describe.each<[string, () => Record<string, string>]>([
  ["a folder", () => ({})],
  ["a bucket", bucket],
])("with %s", (_name, settings) => {
  beforeEach(() => useStore(settings()));

  test("a picture is stored with its sizes, and nothing of it is in the database or counts as garbage", async () => {
    const picture = await aRealPicture();
    await appendPicture(picture);
    expect(await findPictureBytes(picture.hash)).toEqual(picture.bytes);
    expect(await findPictureBytes(picture.hash, { width: 320 })).toEqual(picture.sizes[0]?.bytes);
    expect(await findPictureBytes(picture.hash, { type: "jpeg" })).toEqual(picture.jpeg);
    expect(await db().picture.findUniqueOrThrow({ where: { hash: picture.hash } })).toMatchObject({ bytes: null });
    expect(await garbage()).toBe(0);
  });

  test("pictures of before are shown from the database, moved with all their sizes, and shown from the store", async () => {
    const [a, b] = [await anUnmovedPicture(), await anUnmovedPicture()];
    const shown = async () =>
      Promise.all(
        [a, b].flatMap(({ hash }) => [
          findPictureBytes(hash),
          findPictureBytes(hash, { width: 600 }),
          findPictureBytes(hash, { type: "jpeg" }),
        ]),
      );
    const before = await shown();
    expect(before.filter(Boolean)).toHaveLength(6);
    expect(await movePictures()).toEqual({ moved: 2, left: 0 });
    expect(await shown()).toEqual(before);
    expect(await db().picture.count({ where: { bytes: { not: null } } })).toBe(0);
    expect(await db().pictureSize.count()).toBe(0);
    expect(await movePictures()).toEqual({ moved: 0, left: 0 });
  });

  test("the files of a swept picture are deleted, and those of others stay", async () => {
    const [old, kept] = [await aRealPicture(), await aRealPicture()];
    await appendPicture(old);
    await appendPicture(kept);
    await db().picture.update({ where: { hash: old.hash }, data: { uploadedAt: new Date(0) } });
    expect(await deleteUnusedPictures({ days: 7, isUsed: ["false"] })).toBe(1);
    expect(await sweepPictureFiles()).toBe(1);
    expect(await pictureObjects().get(`${old.hash.slice(0, 2)}/${old.hash}/whole.webp`)).toBeUndefined();
    expect(await findPictureBytes(kept.hash)).toEqual(kept.bytes);
    expect(await garbage()).toBe(0);
  });
});

describe("while the bucket is out of reach", () => {
  test.each([
    ["overloaded", () => Object.assign(s3.state, { busy: 9_999 }), {}],
    ["silent", () => Object.assign(s3.state, { isSilent: true }), { waitMs: 50 }],
    ["of another key", () => undefined, { secretAccessKey: "another" }],
  ] as [string, () => unknown, { waitMs?: number; secretAccessKey?: string }][])(
    "and %s, an upload fails, no picture is there, and what it may have left is garbage of tomorrow",
    async (_how, breakIt, settings) => {
      useStore(bucket(settings));
      breakIt();
      const picture = await aRealPicture();
      await expect(appendPicture(picture)).rejects.toBeInstanceOf(Failure);
      expect(await db().picture.count()).toBe(0);
      expect(await findPictureBytes(picture.hash)).toBeUndefined();
      const { dueAt } = await db().pictureGarbage.findUniqueOrThrow({ where: { hash: picture.hash } });
      expect(dueAt.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
      expect(await sweepPictureFiles()).toBe(0);
    },
  );

  test("a move stops where it is, loses nothing, and goes on afterwards", async () => {
    useStore(bucket());
    const pictures = await Promise.all([1, 2, 3].map(anUnmovedPicture));
    pictures.sort((a, b) => (a.hash < b.hash ? -1 : 1));
    // Each has four files (whole, two sizes, JPEG): the store fails within the second picture.
    s3.state.worksFor = 6;
    await expect(movePictures()).rejects.toBeInstanceOf(Failure);
    s3.state.worksFor = Number.POSITIVE_INFINITY;
    expect(await db().picture.count({ where: { bytes: { not: null } } })).toBe(2);
    for (const { hash, bytes } of pictures) expect(await findPictureBytes(hash)).toEqual(bytes);
    expect(await movePictures()).toEqual({ moved: 2, left: 0 });
    for (const { hash, bytes } of pictures) expect(await findPictureBytes(hash)).toEqual(bytes);
    expect(await garbage()).toBe(0);
  });

  test("files that are due stay noted, and are deleted later", async () => {
    useStore(bucket());
    const picture = await aRealPicture();
    await appendPicture(picture);
    await db().picture.updateMany({ data: { uploadedAt: new Date(0) } });
    await deleteUnusedPictures({ days: 7, isUsed: ["false"] });
    s3.state.busy = 9_999;
    await expect(sweepPictureFiles()).rejects.toBeInstanceOf(Failure);
    expect(await garbage()).toBe(1);
    s3.state.busy = 0;
    expect(await sweepPictureFiles()).toBe(1);
    expect([s3.objects.size, await garbage()]).toEqual([0, 0]);
  });
});

test("a picture that cannot be decoded stays in the database, is shown from there, and keeps no other from moving", async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  await db().picture.create({ data: { hash: "0".repeat(64), width: 1, height: 1, bytes } });
  await anUnmovedPicture();
  expect(await movePictures()).toEqual({ moved: 1, left: 1 });
  expect(await findPictureBytes("0".repeat(64))).toEqual(bytes);
});

test("an upload that never ended is swept from the store a day later", async () => {
  const picture = await aRealPicture();
  await appendPicture(picture);
  await db().picture.deleteMany();
  await db().pictureGarbage.create({ data: { hash: picture.hash, dueAt: new Date(Date.now() + 60_000) } });
  expect(await sweepPictureFiles()).toBe(0);
  await db().pictureGarbage.updateMany({ data: { dueAt: new Date(0) } });
  expect(await sweepPictureFiles()).toBe(1);
  expect(filesOnDisk()).toBe(0);
});

test("a picture that is uploaded again after a sweep keeps its files, though they were garbage", async () => {
  const picture = await aRealPicture();
  await appendPicture(picture);
  await db().pictureGarbage.create({ data: { hash: picture.hash, dueAt: new Date(0) } });
  await sweepPictureFiles();
  expect(await findPictureBytes(picture.hash)).toEqual(picture.bytes);
});

test("an upload of a picture whose files are being swept waits, and then has all of them", async () => {
  const picture = await aRealPicture();
  await appendPicture(picture);
  await db().picture.deleteMany();
  await db().pictureGarbage.create({ data: { hash: picture.hash, dueAt: new Date(0) } });
  let upload: Promise<void> | undefined;
  await deleteDueFiles(async (hash) => {
    upload = appendPicture(picture);
    await waitUntilBlocked();
    await removePicture(hash);
  });
  await upload;
  expect(await findPictureBytes(picture.hash)).toEqual(picture.bytes);
  expect(await findPictureBytes(picture.hash, { type: "jpeg" })).toEqual(picture.jpeg);
  expect(await garbage()).toBe(0);
});

/** Waits until a statement on the garbage waits for a lock. */
async function waitUntilBlocked(): Promise<void> {
  const blocked = async () => {
    const [row] = await db().$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%INTO picture_garbage%'
        AND datname = current_database()`;
    return Number(row?.count);
  };
  await expect.poll(blocked, { timeout: 30_000 }).toBeGreaterThan(0);
}

describe("the store of a database", () => {
  const isReady = async () => (await checkDependencies([pictureStore])).dependencies[0];

  test("is the one that it saw first, for every process", async () => {
    const claims = await Promise.all(Array.from({ length: 8 }, claimPictureStore));
    expect(claims).toEqual(claims.map(() => ({ ok: true, place: expect.stringContaining(folder) })));
    expect(await isReady()).toMatchObject({ name: "pictures", status: "ok", needed: false });
  });

  test("is not the disk of another process, nor a bucket, and readiness says so", async () => {
    await claimPictureStore();
    useStore({ PICTURES_DIR: another });
    expect(await claimPictureStore()).toMatchObject({ ok: false, why: "other" });
    expect(await isReady()).toMatchObject({ status: "degraded" });
    useStore(bucket());
    expect(await claimPictureStore()).toMatchObject({ ok: false, why: "other" });
    expect(s3.objects.size).toBe(0);
  });

  test("is not one that another database uses", async () => {
    await claimPictureStore();
    await db().pictureStoreMark.deleteMany();
    expect(await claimPictureStore()).toMatchObject({ ok: false, why: "foreign" });
  });

  test("is known again by a process that died between its note and its mark", async () => {
    await claimPictureStore();
    await db().pictureStoreMark.updateMany({ data: { isPlaced: false } });
    expect(await claimPictureStore()).toMatchObject({ ok: true });
    rmSync(folder, { recursive: true, force: true });
    expect(await claimPictureStore()).toMatchObject({ ok: false, why: "other" });
  });

  test("that is out of reach is down, while requests are served", async () => {
    useStore(bucket({ secretAccessKey: "another" }));
    expect(await isReady()).toMatchObject({ status: "down" });
    expect(await checkDependencies([pictureStore])).toMatchObject({ status: "ok" });
  });
});
