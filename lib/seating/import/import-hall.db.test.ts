import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { aDatabase } from "#lib/platform/testing/database";
import { needs } from "#lib/platform/testing/needs";
import { sharedFile } from "#lib/platform/testing/shared-file";
import { aMember, anOrganization, aVenue } from "#prisma/seed/builders";
import { newDraftBody, publicationBody } from "../drafts/draft-contract.ts";
import { makeDraft } from "../drafts/make-draft.ts";
import { publishDraft } from "../drafts/publish-draft.ts";
import { hallPlan } from "../plan/contract.ts";
import { importHall } from "./import-hall.ts";

aDatabase();
let organizationId = "";
let owner: Staff;

beforeAll(async () => {
  organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
});

const LIST = "section,row,seat,x,y,category\nStalls,A,1,0,0,All\nStalls,A,2,20,0,All\n";

function sent(body: BodyInit, signal?: AbortSignal): Request {
  const init = { method: "POST", body, duplex: "half", ...(signal ? { signal } : {}) };
  return new Request("http://localhost/import", init as RequestInit);
}

const read = (body: BodyInit, fileName = "hall") =>
  importHall(owner, organizationId, { request: sent(body), fileName, options: undefined });

/** A body that would never end, with the number of bytes that were asked of it. */
function endless() {
  const chunk = new Uint8Array(1024 * 1024).fill(65);
  const taken = { megabytes: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      taken.megabytes++;
      controller.enqueue(chunk);
    },
  });
  return { body, taken };
}

describe("an uploaded file", () => {
  test("becomes a plan, and the same file says where it is already", async () => {
    const first = await read(LIST, "Teatro.csv");
    if (!first.ok) throw new Error(JSON.stringify(first));
    expect(first.hall).toMatchObject({ report: { seats: 2, sections: 1, categories: 1 }, already_there: [] });
    expect(first.hall.labels[1]).toEqual({ section: "Stalls", row: "A", seat: "2" });
    const venue = await aVenue({ organizationId });
    const plan = hallPlan.parse(first.hall.plan);
    const draft = await makeDraft(owner, venue.id, newDraftBody.parse({ name: "Main hall", plan }));
    if (!draft.ok) throw new Error(JSON.stringify(draft));
    const published = await publishDraft(owner, draft.draft.id, publicationBody.parse({ revision: 1 }));
    expect(published).toMatchObject({ ok: true });
    const again = await read(LIST, "Teatro.csv");
    expect(again).toMatchObject({ hall: { already_there: [{ venue_id: venue.id, hall: "Main hall", version: 1 }] } });
  });

  test("that does not end is refused at 50 MB, not when memory is full", async () => {
    const { body, taken } = endless();
    expect(await read(body)).toMatchObject({ refusal: { code: "payload_too_large", limit_bytes: 50 * 1024 * 1024 } });
    expect(taken.megabytes).toBeLessThan(60);
  });

  test("of another organization is not found", async () => {
    const theirs = await anOrganization();
    const result = await importHall(owner, theirs, { request: sent(LIST), fileName: "x", options: undefined });
    expect(result).toMatchObject({ refusal: { code: "not_found" } });
  });

  test("is not read further when its sender goes away", async () => {
    const away = new AbortController();
    away.abort();
    const request = new Request("http://localhost/import", { method: "POST", body: LIST });
    Object.defineProperty(request, "signal", { value: away.signal });
    const result = await importHall(owner, organizationId, { request, fileName: "x", options: undefined });
    expect(result).toMatchObject({ refusal: { code: "invalid_file" } });
  });

  test("is read beside the server's event loop, and of many at once some are refused for now", async () => {
    const rows = Array.from(
      { length: 4_000 },
      (_, i) => `Stalls,R${i >> 5},${(i % 32) + 1},${(i % 32) * 20},${(i >> 5) * 25},All`,
    );
    const big = `${LIST.split("\n")[0]}\n${rows.join("\n")}`;
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    const alone = await read(big);
    clearInterval(counting);
    expect(alone.ok).toBe(true);
    // Read on the event loop itself, the clock would get a handful of turns.
    expect(turns).toBeGreaterThan(40);
    const results = await Promise.all(Array.from({ length: 14 }, () => read(big)));
    const codes = results.map((result) => (result.ok ? "ok" : result.refusal.code));
    expect(codes.filter((code) => code === "ok").length).toBeGreaterThanOrEqual(9);
    expect(new Set(codes)).toEqual(new Set(["ok", "import_busy"]));
    expect(await read(LIST)).toMatchObject({ ok: true });
  });

  test("that is broken says what and where", async () => {
    const broken = { "%PDF-1.7 x": "is a PDF", "PK\u0003\u0004 xl/workbook.xml": "damaged", "{": "JSON", "": "empty" };
    for (const [text, words] of Object.entries(broken)) {
      const result = await read(text);
      const problems = result.ok || result.refusal.code !== "invalid_file" ? [] : result.refusal.problems;
      expect(problems.map(({ reason }) => reason).join(), text).toContain(words);
    }
  });
});

const venues = ["02-show1-polygon.pretix.json", "benedum-center.csv", "03-amazing-venue.svg"];
describe("a shared hall", needs(sharedFile(`venues/${venues[0]}`), "../shared/venues is not on this machine"), () => {
  test.each(venues)("%s is a plan that a draft takes", async (file) => {
    const result = await read(readFileSync(sharedFile(`venues/${file}`) ?? ""), file);
    if (!result.ok) throw new Error(JSON.stringify(result));
    expect(hallPlan.safeParse(result.hall.plan).success).toBe(true);
  });
});
