import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { saveLayout } from "#lib/seating/publish-seats";
import {
  aHallDraft,
  aHeldReservation,
  aMember,
  anEventOnSale,
  aSmallHall,
  aUser,
  aVenue,
  sellerOf,
} from "#prisma/seed/builders";
import { NEW_VENUE } from "../v1/venues/new-venue-example.ts";
import { A_PNG } from "./a-png.ts";
import { asked, codeOf, signedInAs } from "./asking.ts";

/** What organizers do with venues, halls and pictures, held against the document. */
export function hallsStory(): void {
  let eventId = 0;
  let organizationId = "";
  let owner = { cookie: "" };
  let mine = { params: { id: "" }, headers: owner };

  beforeAll(async () => {
    eventId = await anEventOnSale();
    organizationId = await sellerOf(eventId);
    owner = await signedInAs((await aMember(organizationId, "OWNER")).userId);
    mine = { params: { id: organizationId }, headers: owner };
  });

  describe("venues", () => {
    test("one is made, changed by one of two, used, and archived when no event to come is there", async () => {
      const body = { ...NEW_VENUE, organization_id: organizationId };
      const made = await asked("POST v1/venues", { headers: owner, body });
      expect(codeOf(made)).toBe("201");
      const its = { params: { id: String(made.body.id) }, headers: owner };
      expect(codeOf(await asked("GET v1/venues/[id]", its))).toBe("200");
      expect(codeOf(await asked("GET v1/organizations/[id]/venues", mine))).toBe("200");
      expect(codeOf(await asked("GET v1/time-zones", { query: "?country=ES&city=Madrid" }))).toBe("200");
      const change = { ...its, body: { name: "Teatro del Sur", revision: 1 } };
      expect(codeOf(await asked("PATCH v1/venues/[id]", change))).toBe("200");
      const second = await asked("PATCH v1/venues/[id]", change);
      expect([codeOf(second), second.body.changes]).toEqual(["409 venue_changed", { name: "Teatro del Sur" }]);
      expect(codeOf(await asked("PATCH v1/venues/[id]", { ...its, body: {} }))).toBe("400 invalid_request");
      expect(codeOf(await asked("POST v1/venues", { headers: owner, body: {} }))).toBe("400 invalid_request");
      const shared = { headers: owner, body: { ...body, organization_id: null } };
      expect(codeOf(await asked("POST v1/venues", shared))).toBe("403 forbidden");
      const { venueId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
      await db().venue.update({ where: { id: venueId }, data: { organizationId } });
      const busy = { params: { id: String(venueId) }, headers: owner };
      const moved = { ...busy, body: { time_zone: "Atlantic/Canary", revision: 1 } };
      expect(codeOf(await asked("PATCH v1/venues/[id]", moved))).toBe("409 venue_in_use");
      expect(codeOf(await asked("DELETE v1/venues/[id]", busy))).toBe("409 venue_in_use");
      expect(codeOf(await asked("DELETE v1/venues/[id]", its))).toBe("204");
      const gate = await signedInAs((await aMember(organizationId, "GATE")).userId);
      const fan = { ...its, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked("GET v1/venues/[id]", fan))).toBe("403 forbidden");
      for (const endpoint of ["PATCH v1/venues/[id]", "DELETE v1/venues/[id]"])
        expect(codeOf(await asked(endpoint, { ...change, headers: gate }))).toBe("403 forbidden");
    });
  });

  describe("the hall of an event on sale", () => {
    test("is compared, changed by one of two, and its changes listed", async () => {
      const its = { params: { id: String(await anEventOnSale()) }, headers: owner };
      await db().event.update({ where: { id: Number(its.params.id) }, data: { organizationId } });
      const { venueId, layoutHash } = await db().event.findUniqueOrThrow({ where: { id: Number(its.params.id) } });
      const { hallId } = await db().hallVersion.findFirstOrThrow({ where: { layoutHash, hall: { venueId } } });
      const larger = { ...aSmallHall({ rows: 6 }), name: `Larger hall ${venueId}` };
      const { version } = await db().hallVersion.findFirstOrThrow({
        where: { hallId, layoutHash: await saveLayout(venueId, larger) },
      });
      const body = { hall_id: hallId, version, layout_hash: layoutHash };
      const change = "POST v1/events/[id]/hall-changes";
      expect(codeOf(await asked(change, { ...its, body: { ...body, dry_run: true } }))).toBe("200");
      expect(codeOf(await asked(change, { ...its, body: {} }))).toBe("400 invalid_request");
      expect(codeOf(await asked(change, { ...its, body: { ...body, version: 99 } }))).toBe("404 not_found");
      const changed = await asked(change, { ...its, body });
      expect([codeOf(changed), changed.body.applied]).toEqual(["200", true]);
      expect(codeOf(await asked(change, { ...its, body }))).toBe("409 hall_changed");
      await aHeldReservation(Number(its.params.id), [60]);
      const smaller = { ...body, version: version - 1, layout_hash: changed.body.layout_hash };
      expect(codeOf(await asked(change, { ...its, body: smaller }))).toBe("409 hall_change_refused");
      const other = await db().hall.create({ data: { venueId, name: "Another hall" } });
      await db().hallVersion.create({ data: { hallId: other.id, version: 1, layoutHash } });
      const elsewhere = { ...smaller, hall_id: other.id, version: 1 };
      expect(codeOf(await asked(change, { ...its, body: elsewhere }))).toBe("409 hall_not_changeable");
      expect(codeOf(await asked("GET v1/events/[id]/hall-changes", its))).toBe("200");
      const fan = await signedInAs((await aUser()).userId);
      for (const [endpoint, given] of [["GET v1/events/[id]/hall-changes"], [change, body]] as const) {
        const theirs = { ...its, headers: fan, ...(given ? { body: given } : {}) };
        expect(codeOf(await asked(endpoint, theirs)), endpoint).toBe("403 forbidden");
      }
    });
  });

  describe("halls", () => {
    test("a file is read as one, and refused with what is wrong and where", async () => {
      const route = "POST v1/organizations/[id]/hall-imports";
      const at = { params: { id: organizationId }, headers: owner };
      const list = "section,row,seat,x,y,category\nStalls,A,1,0,0,All\nStalls,A,2,20,0,All\n";
      const read = await asked(route, { ...at, text: list });
      expect(codeOf(read)).toBe("200");
      expect(read.body.report).toMatchObject({ seats: 2, sections: 1 });
      expect(codeOf(await asked(route, { ...at, text: "%PDF-1.7" }))).toBe("422 invalid_file");
      const wrong = await asked(route, { ...at, text: list.replaceAll(",seat,", ",Nummer,") });
      expect(wrong.body).toMatchObject({ error: "invalid_file", problems: [{ line: 1 }], fields: { length: 6 } });
      const mapped = {
        ...at,
        text: list.replaceAll(",seat,", ",Nummer,"),
        query: `?options=${encodeURIComponent('{"columns":{"seat":"Nummer"}}')}`,
      };
      expect(codeOf(await asked(route, mapped))).toBe("200");
      expect(codeOf(await asked(route, { ...mapped, query: "?options=%7B" }))).toBe("400 invalid_request");
      const fan = await signedInAs((await aUser()).userId);
      expect(codeOf(await asked(route, { ...at, text: list, headers: fan }))).toBe("403 forbidden");
    });

    test("one is drawn, saved by one of two, published once, and compared with what was published", async () => {
      const venue = await aVenue({ organizationId });
      const at = { params: { id: String(venue.id) }, headers: owner };
      const first = { params: { id: await aHallDraft(venue.id) }, headers: owner };
      expect(codeOf(await asked("GET v1/venues/[id]/halls", at))).toBe("200");
      expect(codeOf(await asked("GET v1/venues/[id]/hall-drafts", at))).toBe("200");
      const empty = await asked("POST v1/venues/[id]/hall-drafts", { ...at, body: { name: "Studio" } });
      expect(codeOf(empty)).toBe("201");
      expect(codeOf(await asked("POST v1/venues/[id]/hall-drafts", { ...at, body: {} }))).toBe("400 invalid_request");
      expect(codeOf(await asked("GET v1/hall-drafts/[id]", first))).toBe("200");
      const save = { ...first, body: { name: "Great hall", revision: 1 } };
      expect(codeOf(await asked("PATCH v1/hall-drafts/[id]", save))).toBe("200");
      expect(codeOf(await asked("PATCH v1/hall-drafts/[id]", save))).toBe("409 draft_changed");
      expect(codeOf(await asked("PATCH v1/hall-drafts/[id]", { ...first, body: {} }))).toBe("400 invalid_request");
      expect(codeOf(await asked("POST v1/hall-drafts/[id]/presence", first))).toBe("200");
      expect(codeOf(await asked("GET v1/hall-drafts/[id]/difference", first))).toBe("200");
      const toFile = { ...first, query: "?format=pdf" };
      expect(codeOf(await asked("GET v1/hall-drafts/[id]/export", toFile))).toBe("200");
      expect(codeOf(await asked("GET v1/hall-drafts/[id]/export", first))).toBe("400 invalid_request");
      const { id: hallId } = await db().hall.findFirstOrThrow({ where: { venueId: venue.id } });
      const hall = { params: { id: String(venue.id), hall_id: hallId }, headers: owner, query: "?format=csv" };
      expect(codeOf(await asked("GET v1/venues/[id]/halls/[hall_id]/export", hall))).toBe("200");
      const versions = { ...hall, query: "?from=1&to=1" };
      const same = await asked("GET v1/venues/[id]/halls/[hall_id]/difference", versions);
      expect(codeOf(same)).toBe("200");
      expect(same.body).toMatchObject({ counts: { added: 0, removed: 0 } });
      const byFan = { ...versions, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked("GET v1/venues/[id]/halls/[hall_id]/difference", byFan))).toBe("403 forbidden");
      const noVersion = { ...hall, query: "?from=1&to=99" };
      expect(codeOf(await asked("GET v1/venues/[id]/halls/[hall_id]/difference", noVersion))).toBe("404 not_found");
      const noHall = { ...hall, params: { ...hall.params, hall_id: uuidv7() } };
      expect(codeOf(await asked("GET v1/venues/[id]/halls/[hall_id]/export", noHall))).toBe("404 not_found");
      const publish = "POST v1/hall-drafts/[id]/publication";
      expect(codeOf(await asked(publish, { ...first, body: { revision: 1 } }))).toBe("409 draft_changed");
      expect(codeOf(await asked(publish, { ...first, body: {} }))).toBe("400 invalid_request");
      expect(codeOf(await asked(publish, { ...first, body: { revision: 2 } }))).toBe("200");
      const nothing = { params: { id: String(empty.body.id) }, headers: owner };
      expect(codeOf(await asked(publish, { ...nothing, body: { revision: 1 } }))).toBe("422 plan_has_errors");
      const many = Array.from({ length: 50 }, () => ({ venueId: venue.id, name: "x", plan: "{}" }));
      await db().hallDraft.createMany({ data: many });
      const full = { ...at, body: { name: "One more" } };
      expect(codeOf(await asked("POST v1/venues/[id]/hall-drafts", full))).toBe("409 draft_limit_reached");
      const fan = await signedInAs((await aUser()).userId);
      for (const endpoint of ["GET v1/hall-drafts/[id]/export", "GET v1/venues/[id]/halls/[hall_id]/export"]) {
        const theirs = { ...(endpoint.includes("draft") ? toFile : hall), headers: fan };
        expect(codeOf(await asked(endpoint, theirs)), endpoint).toBe("403 forbidden");
      }
      for (const endpoint of ["GET v1/venues/[id]/halls", "GET v1/venues/[id]/hall-drafts"])
        expect(codeOf(await asked(endpoint, { ...at, headers: fan }))).toBe("403 forbidden");
      expect(codeOf(await asked("POST v1/venues/[id]/hall-drafts", { ...full, headers: fan }))).toBe("403 forbidden");
      for (const [endpoint, body] of [
        ["GET v1/hall-drafts/[id]"],
        ["GET v1/hall-drafts/[id]/difference"],
        ["POST v1/hall-drafts/[id]/presence"],
        [publish, { revision: 2 }],
        ["PATCH v1/hall-drafts/[id]", save.body],
        ["DELETE v1/hall-drafts/[id]"],
      ] as const) {
        const theirs = { ...first, headers: fan, ...(body ? { body } : {}) };
        expect(codeOf(await asked(endpoint, theirs)), endpoint).toBe("403 forbidden");
      }
      expect(codeOf(await asked("DELETE v1/hall-drafts/[id]", first))).toBe("204");
    });
  });

  describe("a hall itself", () => {
    test("is renamed by one of two, archived, and gets no version until it is brought back", async () => {
      const venue = await aVenue({ organizationId });
      const draft = { params: { id: await aHallDraft(venue.id) }, headers: owner };
      const { id: hallId } = await db().hall.findFirstOrThrow({ where: { venueId: venue.id } });
      await db().hall.create({ data: { venueId: venue.id, name: "Studio" } });
      const endpoint = "PATCH v1/venues/[id]/halls/[hall_id]";
      const hall = { params: { id: String(venue.id), hall_id: hallId }, headers: owner };
      const rename = { ...hall, body: { name: "Great hall", revision: 1 } };
      expect(codeOf(await asked(endpoint, rename))).toBe("200");
      const second = await asked(endpoint, rename);
      expect([codeOf(second), second.body.changes]).toEqual(["409 hall_edited", { name: "Great hall" }]);
      const taken = { ...hall, body: { name: "STUDIO", revision: 2 } };
      expect(codeOf(await asked(endpoint, taken))).toBe("409 hall_name_taken");
      expect(codeOf(await asked(endpoint, { ...hall, body: { revision: 2 } }))).toBe("400 invalid_request");
      const archived = await asked(endpoint, { ...hall, body: { archived: true, revision: 2 } });
      expect(archived.body).toMatchObject({ name: "Great hall", revision: 3, archived_at: expect.any(String) });
      const list = { params: { id: String(venue.id) }, headers: owner };
      const named = async (query: string) => {
        const { body } = await asked("GET v1/venues/[id]/halls", { ...list, query });
        return (body.data as { name: string }[]).map(({ name }) => name);
      };
      expect([await named(""), await named("?archived=true")]).toEqual([["Studio"], ["Great hall"]]);
      const publish = { ...draft, body: { revision: 1 } };
      expect(codeOf(await asked("POST v1/hall-drafts/[id]/publication", publish))).toBe("409 hall_archived");
      const again = { ...list, body: { name: "Again", hall_id: hallId } };
      expect(codeOf(await asked("POST v1/venues/[id]/hall-drafts", again))).toBe("409 hall_archived");
      const fan = { ...rename, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked(endpoint, fan))).toBe("403 forbidden");
      const elsewhere = { ...rename, params: { ...rename.params, hall_id: uuidv7() } };
      expect(codeOf(await asked(endpoint, elsewhere))).toBe("404 not_found");
    });
  });

  describe("pictures", () => {
    test("are taken by their content, up to 20 MB", async () => {
      const endpoint = "POST v1/organizations/[id]/pictures";
      const added = await asked(endpoint, { ...mine, text: A_PNG });
      expect([codeOf(added), added.body.width]).toEqual(["201", 1]);
      expect(codeOf(await asked(endpoint, { ...mine, text: "<svg/>" }))).toBe("422 invalid_picture");
      const large = { ...mine, text: Buffer.alloc(20 * 1024 * 1024 + 1) };
      expect(codeOf(await asked(endpoint, large))).toBe("413 payload_too_large");
      const fan = { ...mine, headers: await signedInAs((await aUser()).userId) };
      expect(codeOf(await asked(endpoint, { ...fan, text: A_PNG }))).toBe("403 forbidden");
    });

    test("are given to an event with their focal points, and refused where one is gone or someone else was first", async () => {
      const endpoint = "PUT v1/events/[id]/pictures";
      const its = { params: { id: String(eventId) }, headers: owner };
      const added = await asked("POST v1/organizations/[id]/pictures", { ...mine, text: A_PNG });
      const picture = { picture: String(added.body.id), alt: { en: "A dot", es: "Un punto" }, focus: { x: 10, y: 90 } };
      const set = await asked(endpoint, { ...its, body: { pictures: [picture] } });
      expect([codeOf(set), set.body.pictures]).toMatchObject(["200", [{ ...picture, width: 1, height: 1 }]]);
      const read = await asked("GET v1/events/[id]", { params: its.params });
      expect(read.body.picture).toMatchObject(picture);
      const gone = { ...picture, picture: "0".repeat(64) };
      expect(codeOf(await asked(endpoint, { ...its, body: { pictures: [gone] } }))).toBe("400 invalid_request");
      expect(codeOf(await asked(endpoint, { ...its, body: { revision: 1, pictures: [] } }))).toBe("409 event_edited");
      expect(codeOf(await asked(endpoint, { ...its, body: { pictures: [{ ...picture, alt: {} }] } }))).toBe(
        "400 invalid_request",
      );
      const gate = await signedInAs((await aMember(organizationId, "GATE")).userId);
      expect(codeOf(await asked(endpoint, { ...its, headers: gate, body: { pictures: [] } }))).toBe("403 forbidden");
    });
  });
}
