import { describe, expect, test } from "vitest";
import { aDatabase } from "#lib/platform/testing/database";
import { anOrganizersDesk } from "./testing/an-organizers-desk.ts";

aDatabase();

const desk = anOrganizersDesk();
const { post, patch, read, staffWith, inDays } = desk;

describe("two who edit one event", () => {
  test("the second hears what the first changed, and nothing of theirs is saved", async () => {
    const id = await post();
    const { revision } = await read(id);
    const first = await patch(id, { revision, title: "First", performers: ["Ann"] });
    expect(first.ok).toBe(true);
    const second = await patch(id, { revision, title: "Second", subtitle: "S" }, await staffWith("MANAGER"));
    expect(second).toMatchObject({
      ok: false,
      refusal: { code: "event_edited", revision: revision + 1, changes: { title: "First", performers: ["Ann"] } },
    });
    expect(await read(id)).toMatchObject({ title: "First", subtitle: "", revision: revision + 1 });
    expect((await patch(id, { revision: revision + 1, subtitle: "S" })).ok).toBe(true);
    expect(await read(id)).toMatchObject({ title: "First", subtitle: "S", revision: revision + 2 });
  });

  test("a change that changes nothing leaves the revision, and one without a revision is judged by none", async () => {
    const id = await post();
    const { revision, title } = await read(id);
    await patch(id, { title, limits: {} });
    expect((await read(id)).revision).toBe(revision);
    await patch(id, { limits: { reserve: 5, hot: true } });
    await patch(id, { limits: { hot: true, reserve: 5 }, revision: revision + 1 });
    expect((await read(id)).revision).toBe(revision + 1);
  });
});

describe("a draft without prices", () => {
  test("is kept, changed and given prices later", async () => {
    const id = await post({ price_levels: [] });
    expect(await read(id)).toMatchObject({ status: "draft", price_levels: [] });
    expect((await patch(id, { title: "Still unpriced", end_time: inDays(31) })).ok).toBe(true);
    expect((await patch(id, { price_levels: [{ name: "All", price: 10, layout_categories: [0, 1] }] })).ok).toBe(true);
    expect((await read(id)).price_levels).toHaveLength(1);
    expect((await patch(id, { price_levels: [] })).ok).toBe(true);
    expect((await read(id)).price_levels).toEqual([]);
  });

  test("is never put on sale", async () => {
    const id = await post({ price_levels: [] });
    const refused = await patch(id, { status: "on_sale" });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "invalid_request" } });
    expect((await read(id)).status).toBe("draft");
    await expect(post({ price_levels: [], status: "on_sale" })).rejects.toThrow("no level sells");
    const sold = await post({ status: "on_sale" });
    expect(await patch(sold, { price_levels: [] })).toMatchObject({ ok: false, refusal: { code: "invalid_request" } });
  });
});
