import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Failure } from "../invariant.ts";
import { scratchFolder } from "../testing/scratch-folder.ts";
import { diskObjects } from "./disk-objects.ts";
import type { ObjectStore } from "./object-store.ts";
import { s3Objects } from "./s3-objects.ts";
import { s3StandIn } from "./testing/s3-stand-in.ts";

const folder = scratchFolder("objects");
let s3: Awaited<ReturnType<typeof s3StandIn>>;

beforeAll(async () => {
  s3 = await s3StandIn();
});
beforeEach(() => {
  Object.assign(s3.state, { isSilent: false, busy: 0, asked: [] });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await s3.close();
});

const bytes = new Uint8Array(randomBytes(70_000));
const object = { bytes, type: "image/webp" };

describe.each<[string, () => ObjectStore]>([
  ["a folder", () => diskObjects(join(folder, "store"))],
  ["a bucket", () => s3Objects(s3.settings)],
])("in %s", (_name, store) => {
  test("an object is what was put there last, until it is removed", async () => {
    const key = "ab/cd-1/whole.webp";
    expect(await store().get(key)).toBeUndefined();
    await store().put(key, { ...object, bytes: new Uint8Array([1, 2, 3]) });
    await store().put(key, object);
    expect(await store().get(key)).toEqual(bytes);
    await store().remove(key);
    expect(await store().get(key)).toBeUndefined();
    await store().remove(key);
  });

  test("many put at once are each whole", async () => {
    const all = Array.from({ length: 20 }, (_, i) => new Uint8Array(randomBytes(1_000 + i)));
    await Promise.all(all.map((each, i) => store().put(`many/${i % 10}`, { bytes: each, type: "image/jpeg" })));
    for (let i = 0; i < 10; i++) {
      const got = await store().get(`many/${i}`);
      expect([all[i], all[i + 10]]).toContainEqual(got);
    }
  });
});

test("a folder that cannot be written is a failure, and nothing half-written stays", async () => {
  writeFileSync(join(folder, "file"), "");
  await expect(diskObjects(join(folder, "file")).put("a/b", object)).rejects.toBeInstanceOf(Failure);
  const blocked = join(folder, "blocked");
  mkdirSync(join(blocked, "a"), { recursive: true });
  // A folder where the file should be: the bytes can be written, their name cannot be given.
  mkdirSync(join(blocked, "a", "b", "c"), { recursive: true });
  await expect(diskObjects(blocked).put("a/b", object)).rejects.toBeInstanceOf(Failure);
  expect(readdirSync(join(blocked, "a"))).toEqual(["b"]);
});

describe("a bucket", () => {
  test("gets the type of the object with it", async () => {
    await s3Objects(s3.settings).put("typed.webp", object);
    expect(s3.objects.get("typed.webp")?.type).toBe("image/webp");
  });

  test.each([
    ["a wrong secret", { secretAccessKey: "another" }, "403 SignatureDoesNotMatch"],
    ["an unknown key", { accessKeyId: "another" }, "403 InvalidAccessKeyId"],
    ["a wrong region", { region: "us-east-1" }, "403 AuthorizationHeaderMalformed"],
    ["a bucket that is not there", { bucket: "another" }, "404 NoSuchBucket"],
  ])("refuses %s: nothing is stored, and it is asked once", async (_what, wrong, words) => {
    const store = s3Objects({ ...s3.settings, ...wrong });
    const failed = store.put("refused", object);
    await expect(failed).rejects.toMatchObject({ dependency: "object_store", message: expect.stringContaining(words) });
    await expect(store.get("refused")).rejects.toBeInstanceOf(Failure);
    expect(s3.objects.has("refused")).toBe(false);
    expect(s3.state.asked).toHaveLength(2);
  });

  test("that is overloaded for a moment is asked again", async () => {
    s3.state.busy = 2;
    await s3Objects(s3.settings).put("busy", object);
    expect(s3.objects.get("busy")?.bytes).toEqual(bytes);
  });

  test("that stays overloaded is given up after three tries", async () => {
    s3.state.busy = 9;
    await expect(s3Objects(s3.settings).put("too-busy", object)).rejects.toThrow(/503 SlowDown/);
    expect([s3.state.asked.length, s3.objects.has("too-busy")]).toEqual([3, false]);
  });

  test("that does not answer is given up after the time it has", async () => {
    s3.state.isSilent = true;
    await expect(s3Objects({ ...s3.settings, waitMs: 50 }).get("silent")).rejects.toThrow(
      /did not answer within 50 ms/,
    );
    // Not a second time; on a busy machine the time may be over before the first arrived.
    expect(s3.state.asked.length).toBeLessThan(2);
  });

  test("that is not there is a failure", async () => {
    const gone = await s3StandIn();
    await gone.close();
    await expect(s3Objects(gone.settings).get("any")).rejects.toThrow(/cannot be reached/);
  });
});
