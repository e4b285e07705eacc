import { describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anEventOnSale, sellerOf } from "#prisma/seed/builders";
import { changePromoCode } from "./change-promo-code.ts";
import { deactivatePromoCodes } from "./deactivate-promo-codes.ts";
import { exportPromoCodes } from "./export-promo-codes.ts";
import { listPromoBatches, listPromoCodes } from "./list-promo-codes.ts";
import { makePromoBatch } from "./make-promo-batch.ts";
import { makePromoCode } from "./make-promo-code.ts";
import { newBatchBody, newPromoBody, promoChangeBody } from "./promo-contract.ts";

aDatabase();

async function anEvent() {
  const eventId = await anEventOnSale();
  const owner = await aMember(await sellerOf(eventId), "OWNER");
  return { eventId, owner };
}
type Of = { eventId: number; owner: Staff };

const TEN = { kind: "percent", value: 10 } as const;
const make = ({ eventId, owner }: Of, code: string, terms: object = TEN) =>
  makePromoCode(owner, eventId, newPromoBody.parse({ code, ...terms }));
const makeMany = ({ eventId, owner }: Of, name: string, given: object, onProgress?: (done: number) => void) => {
  const batch = newBatchBody.parse({ name, terms: TEN, ...given });
  return makePromoBatch(owner, eventId, { batch, ...(onProgress ? { onProgress } : {}) });
};
const codesOf = async ({ eventId, owner }: Of, filter: object = {}) => {
  const listed = await listPromoCodes(owner, eventId, { limit: 100, ...filter });
  return listed.ok ? listed.list.data.map(({ code }) => code) : [];
};
const change = async ({ eventId, owner }: Of, id: string, body: object, tickets = 0) =>
  changePromoCode(owner, { eventId, id }, { change: promoChangeBody.parse(body), countTickets: async () => tickets });

describe("one code", () => {
  test("is refused where buyers could take it for another of the event, whatever its case, and made elsewhere", async () => {
    const here = await anEvent();
    expect(await make(here, "Save-10")).toMatchObject({
      ok: true,
      promo: { code: "Save-10", state: "active", uses: 0 },
    });
    for (const [code, looks_alike] of [
      ["SAVE-10", false],
      ["save1O", true],
    ] as const)
      expect(await make(here, code)).toMatchObject({
        refusal: { code: "promo_code_taken", taken: "Save-10", looks_alike },
      });
    expect(await codesOf(here)).toEqual(["Save-10"]);
    expect(await make(await anEvent(), "SAVE-10")).toMatchObject({ ok: true });
  });

  test("is changed by one of two; the second reads what it is by now, and nothing is half-saved", async () => {
    const here = await anEvent();
    const made = await make(here, "ENCORE", { ...TEN, uses_max: 5 });
    const id = made.ok ? made.promo.id : "";
    expect(await change(here, id, { revision: 0, value: 20 })).toMatchObject({
      promo: { value: 20, uses_max: 5, revision: 1 },
    });
    const second = await change(here, id, { revision: 0, value: 30 });
    expect(second).toMatchObject({ refusal: { code: "promo_code_changed", promo_code: { value: 20, revision: 1 } } });
    await db().promoCode.updateMany({ where: { id }, data: { uses: 3 } });
    const below = await change(here, id, { revision: 1, uses_max: 2, tickets_max: 6, price_level_ids: [9] }, 7);
    expect(below).toMatchObject({
      refusal: {
        code: "promo_terms_invalid",
        fields: [
          { path: "price_level_ids", problem: "level" },
          { path: "uses_max", problem: "below_uses", limit: 3 },
          { path: "tickets_max", problem: "below_uses", limit: 7 },
        ],
      },
    });
    expect(await db().promoCode.findFirst({ where: { id } })).toMatchObject({ usesMax: 5, revision: 1, levelIds: [] });
  });

  test("is deactivated and brought back", async () => {
    const here = await anEvent();
    const made = await make(here, "ENCORE");
    const id = made.ok ? made.promo.id : "";
    expect(await change(here, id, { revision: 0, active: false })).toMatchObject({ promo: { state: "inactive" } });
    expect(await change(here, id, { revision: 1, active: true })).toMatchObject({
      promo: { state: "active", revision: 2 },
    });
    const lines = await db().auditEntry.findMany({ where: { eventId: here.eventId }, orderBy: { id: "asc" } });
    expect(lines.map(({ action }) => action)).toEqual(["promo.create", "promo.deactivate", "promo.change"]);
  });
});

describe("many codes", () => {
  test("are generated under one name, each easy to read, and written with progress", async () => {
    const here = await anEvent();
    const heard: number[] = [];
    const generate = { count: 6_000, prefix: "NEWS-", length: 7 };
    const made = await makeMany(here, "Newsletter", { generate }, (done) => heard.push(done));
    expect(made).toMatchObject({ ok: true, batch: { name: "Newsletter", codes: 6_000 } });
    expect(heard).toEqual([5_000, 6_000]);
    const rows = await db().promoCode.findMany({ where: { eventId: here.eventId } });
    expect(rows).toHaveLength(6_000);
    expect(rows.every(({ code }) => /^NEWS-[2-9A-HJKMNP-TV-Z]{7}$/.test(code))).toBe(true);
    const batches = await listPromoBatches(here.owner, here.eventId, {});
    expect(batches).toMatchObject({ list: { data: [{ name: "Newsletter", codes: 6_000, active: 6_000, uses: 0 }] } });
  });

  test("of a list are saved all or none: the lines that collide are named, with what they look like", async () => {
    const here = await anEvent();
    await make(here, "ENCORE");
    const refused = await makeMany(here, "Partner", { list: "code\nAAAA\nencore\nBBBB\nENC0RE" });
    expect(refused).toMatchObject({
      refusal: { code: "promo_lines_invalid", count: 1, lines: [{ line: 5, problem: "repeated", like: "encore" }] },
    });
    const taken = await makeMany(here, "Partner", { list: "code\nAAAA\nenc0re\nBBBB" });
    expect(taken).toMatchObject({
      refusal: { count: 1, lines: [{ line: 3, code: "enc0re", problem: "taken", like: "ENCORE" }] },
    });
    expect(await codesOf(here)).toEqual(["ENCORE"]);
    expect(await db().promoBatch.count({ where: { eventId: here.eventId } })).toBe(0);
    expect(await makeMany(here, "Partner", { list: "AAAA\nBBBB" })).toMatchObject({ ok: true, batch: { codes: 2 } });
    expect(await makeMany(here, "PARTNER", { list: "CCCC" })).toMatchObject({ refusal: { reason: "name_taken" } });
    expect(await makeMany(here, "Nothing", { list: "\n" })).toMatchObject({ refusal: { reason: "empty" } });
  });

  test("are found by state, kind, batch and text; deactivated by the batch; downloaded with nothing that runs", async () => {
    const here = await anEvent();
    const { eventId, owner } = here;
    await makeMany(here, "Partner", { list: "AAAA\n-BBB" });
    await make(here, "SOON", { ...TEN, valid_from: "2100-01-01T00:00:00Z", note: "For the +1 of members" });
    await make(here, "OVER", { kind: "amount", value: 5, valid_until: "2020-01-01T00:00:00Z" });
    await make(here, "FULL", { ...TEN, uses_max: 1 });
    await db().promoCode.updateMany({ where: { eventId, code: "FULL" }, data: { uses: 1 } });
    const { id: batch_id } = await db().promoBatch.findFirstOrThrow({ where: { eventId } });
    expect((await codesOf(here, { state: "active" })).sort()).toEqual(["-BBB", "AAAA"]);
    for (const [state, code] of [
      ["scheduled", "SOON"],
      ["over", "OVER"],
      ["used_up", "FULL"],
    ])
      expect(await codesOf(here, { state })).toEqual([code]);
    expect(await codesOf(here, { kind: "amount" })).toEqual(["OVER"]);
    expect(await codesOf(here, { q: "aa" })).toEqual(["AAAA"]);
    expect(await codesOf(here, { q: "MEMBERS" })).toEqual(["SOON"]);
    expect(await deactivatePromoCodes(owner, eventId, { batch_id })).toEqual({ ok: true, deactivated: 2 });
    expect(await codesOf(here, { batch_id, state: "inactive" })).toHaveLength(2);
    const file = await exportPromoCodes(owner, eventId, { batch_id });
    const lines = file.ok ? (await new Response(file.csv).text()).split("\r\n") : [];
    expect(lines[0]).toMatch(/^code,batch,state,/);
    expect(lines.slice(1, 3).sort()).toEqual([
      "'-BBB,Partner,inactive,percent,10,,0,,,,,,,,,,",
      "AAAA,Partner,inactive,percent,10,,0,,,,,,,,,,",
    ]);
  });

  test("are read and changed by the organizer's people alone", async () => {
    const here = await anEvent();
    const stranger = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    expect(await makeMany({ ...here, owner: stranger }, "Theirs", { list: "AAAA" })).toMatchObject({ ok: false });
    const gate = await aMember(await sellerOf(here.eventId), "GATE");
    expect(await make({ ...here, owner: gate }, "AAAA")).toMatchObject({ refusal: { code: "forbidden" } });
    expect(await db().promoCode.count({ where: { eventId: here.eventId } })).toBe(0);
  });
});
