import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { refreshReputation } from "#lib/protection/reputation/refresh-reputation";
import { anEventOnSale, anOrganization, aUser, sellerOf } from "#prisma/seed/builders";
import { NEW_EVENT } from "../v1/events/new-event-example.ts";
import { asked, codeOf, signedInAs } from "./asking.ts";

/** What the platform's administrators do, held against the document. */
export function administratorsStory(): void {
  let headers = { cookie: "" };
  let administratorId = "";

  beforeAll(async () => {
    const { userId } = await aUser();
    administratorId = userId;
    await db().user.update({ where: { id: userId }, data: { role: "ADMIN" } });
    headers = await signedInAs(userId);
  });

  test("the audit log is read across organizations, page by page, and by organization", async () => {
    const [first, second] = [await anOrganization(), await anOrganization()];
    const action = `matrix.${uuidv7()}`;
    for (const organizationId of [first, second, first])
      await db().auditEntry.create({ data: { actor: "system", action, organizationId, subject: "x", outcome: "ok" } });
    const read = (query: string) => asked("GET v1/admin/audit-log", { headers, query: `?action=${action}&${query}` });
    const page = await read("limit=2");
    expect(codeOf(page)).toBe("200");
    expect(page.body.data).toHaveLength(2);
    const { next_cursor } = page.body.meta as { next_cursor: string };
    const last = await read(`limit=2&cursor=${next_cursor}`);
    expect(last.body).toMatchObject({ data: [{ action }], meta: { next_cursor: null } });
    expect((await read(`organization_id=${second}`)).body.data).toHaveLength(1);
    const today = new Date().toISOString().slice(0, 10);
    expect((await read(`from=${today}&to=${today}`)).body.data).toHaveLength(3);
    expect((await read("to=2020-01-01")).body.data).toEqual([]);
    expect((await read("from=2099-01-01")).body.data).toEqual([]);
  });

  test("the state of the lists of reputation is read", async () => {
    await refreshReputation();
    const { body } = await asked("GET v1/admin/reputation", { headers });
    expect(body.data).toHaveLength(5);
    expect(body.data).toContainEqual(expect.objectContaining({ name: "disposable-mail", refusal: null }));
  });

  test("the load is read, and a step is forced, forbidden and left to the load again", async () => {
    const LOAD = "v1/admin/load";
    const read = () => asked(`GET ${LOAD}`, { headers });
    const set = (setting: string, step = "advice") =>
      asked(`PATCH ${LOAD}/steps/[step]`, { headers, params: { step }, body: { setting } });
    expect((await read()).body).toMatchObject({ level: 0, health: "good", steps: [{ step: "advice" }, {}, {}, {}] });
    const first = { step: "advice", begins_at_level: 1 };
    expect((await set("forced")).body).toMatchObject({ steps: [{ ...first, is_on: true, why: "forced" }, {}, {}, {}] });
    expect((await read()).body).toMatchObject({ steps: [{ setting: "forced" }, {}, {}, {}] });
    expect((await set("forbidden")).body).toMatchObject({ steps: [{ is_on: false, why: "forbidden" }, {}, {}, {}] });
    expect(codeOf(await set("sometimes"))).toBe("400 invalid_request");
    expect(codeOf(await set("forced", "holds"))).toBe("404 not_found");
    expect((await set("automatic")).body).toMatchObject({ steps: [{ setting: "automatic" }, {}, {}, {}] });
    const lines = await db().auditEntry.findMany({
      where: { actor: `user:${administratorId}`, action: "load.switch" },
    });
    expect(lines.map(({ outcome }) => outcome)).toEqual(["forced", "forbidden", "automatic"]);
  });

  test("categories are made, changed, archived and ordered, and everyone reads those that are offered", async () => {
    const names = { en: `Film ${uuidv7()}`, es: `Cine ${uuidv7()}` };
    const make = (body: object) => asked("POST v1/admin/categories", { headers, body });
    const made = await make({ names, icon: "film" });
    expect(codeOf(made)).toBe("201");
    const slug = String(made.body.slug);
    const params = { slug };
    const ONE = "v1/admin/categories/[slug]";
    expect(codeOf(await make({ names, icon: "film" }))).toBe("400 invalid_request");
    const offered = async () => (await asked("GET v1/categories", {})).body.data;
    expect(await offered()).toContainEqual({ slug, names, icon: "film" });
    const query = `?category=${encodeURIComponent(names.es.toUpperCase())}`;
    expect((await asked("GET v1/events", { query })).body).toMatchObject({ data: [] });
    const unknown = await asked("GET v1/events", { query: "?category=nonsense" });
    expect(codeOf(unknown)).toBe("400 invalid_request");
    expect(JSON.stringify(unknown.body)).toContain(slug);
    const change = (body: object) => asked(`PATCH ${ONE}`, { headers, params, body });
    expect((await change({ revision: 1, icon: "frame" })).body).toMatchObject({ icon: "frame", revision: 2 });
    const stolen = await change({ revision: 2, other_words: ["Opera"] });
    expect(codeOf(stolen)).toBe("400 invalid_request");
    const missing = { headers, params: { slug: "no-such" } };
    expect(codeOf(await asked(`GET ${ONE}`, missing))).toBe("404 not_found");
    expect(codeOf(await asked(`PATCH ${ONE}`, { ...missing, body: { revision: 1 } }))).toBe("404 not_found");
    const late = await change({ revision: 1, archived: true });
    expect(late.body).toMatchObject({ error: "category_changed", category: { slug, icon: "frame", revision: 2 } });
    expect((await change({ revision: 2, archived: true })).body).toMatchObject({ archived: true, events: 0 });
    expect(await offered()).not.toContainEqual(expect.objectContaining({ slug }));
    expect((await asked(`GET ${ONE}`, { headers, params })).body).toMatchObject({ slug, archived: true });
    const list = await asked("GET v1/admin/categories", { headers });
    const read = (list.body.data as { slug: string }[]).map((each) => each.slug);
    const order = { read, slugs: read.toReversed() };
    expect(codeOf(await asked("POST v1/admin/category-order", { headers, body: order }))).toBe("204");
    const half = { read, slugs: read.slice(1) };
    expect(codeOf(await asked("POST v1/admin/category-order", { headers, body: half }))).toBe("400 invalid_request");
    const again = await asked("POST v1/admin/category-order", { headers, body: order });
    expect(again.body).toMatchObject({ error: "category_order_changed", slugs: order.slugs });
  });

  test("views of the administration's lists are saved, changed and deleted", async () => {
    const VIEWS = "v1/admin/saved-views";
    const body = { list: "organizations", name: "To decide", query: "status=pending", is_shared: true };
    const made = await asked(`POST ${VIEWS}`, { headers, body });
    expect(codeOf(made)).toBe("201");
    expect(codeOf(await asked(`POST ${VIEWS}`, { headers, body }))).toBe("409 saved_view_name_taken");
    expect((await asked(`GET ${VIEWS}`, { headers, query: "?list=organizations" })).body.data).toEqual([made.body]);
    const one = { headers, params: { view_id: String(made.body.id) } };
    const other = await asked(`POST ${VIEWS}`, { headers, body: { ...body, name: "Suspended" } });
    expect(codeOf(await asked(`PATCH ${VIEWS}/[view_id]`, { ...one, body: { is_default: true } }))).toBe("200");
    const taken = { headers, params: { view_id: String(other.body.id) }, body: { name: "To Decide" } };
    expect(codeOf(await asked(`PATCH ${VIEWS}/[view_id]`, taken))).toBe("409 saved_view_name_taken");
    expect(codeOf(await asked(`DELETE ${VIEWS}/[view_id]`, one))).toBe("204");
    expect(codeOf(await asked(`DELETE ${VIEWS}/[view_id]`, one))).toBe("404 not_found");
    expect(codeOf(await asked(`PATCH ${VIEWS}/[view_id]`, { ...one, body: { name: "x" } }))).toBe("404 not_found");
  });

  test("a legal text is drafted, published, read by everyone, and kept with what changed", async () => {
    const params = { kind: "privacy", locale: "es" };
    const ONE = "v1/admin/legal-texts/[kind]/[locale]";
    const open = () => asked("GET v1/legal-texts/[kind]", { params: { kind: "privacy" }, query: "?locale=es" });
    const shipped = await open();
    expect(shipped.body).toMatchObject({ version: 0, valid_from: null });
    expect(shipped.body.markdown).toContain("## ");
    const save = (markdown: string, revision: number) =>
      asked(`PATCH ${ONE}`, { headers, params, body: { markdown, revision } });
    const publish = (revision: number) => asked(`POST ${ONE}/publication`, { headers, params, body: { revision } });
    expect((await save("", 0)).status).toBe(400);
    expect(codeOf(await publish(1))).toBe("409 legal_draft_changed");
    expect((await save("uno\n\ndos", 0)).body).toEqual({ revision: 1 });
    expect((await save("otro", 0)).body).toMatchObject({
      error: "legal_draft_changed",
      revision: 1,
      markdown: "uno\n\ndos",
    });
    const read = await asked(`GET ${ONE}`, { headers, params });
    expect(read.body).toMatchObject({ version: 0, markdown: null, draft: { revision: 1, markdown: "uno\n\ndos" } });
    expect(codeOf(await publish(1))).toBe("201");
    expect((await save("uno\n\ntres", 0)).status).toBe(200);
    expect((await publish(1)).body).toMatchObject({ version: 2, markdown: "uno\n\ntres" });
    const versions = await asked(`GET ${ONE}/versions`, { headers, params });
    expect(versions.body).toMatchObject({ data: [{ version: 2 }, { version: 1 }], meta: { total: 2 } });
    const second = await asked(`GET ${ONE}/versions/[version]`, { headers, params: { ...params, version: "2" } });
    expect(second.body.difference).toEqual([
      { change: "same", line: "uno" },
      { change: "same", line: "" },
      { change: "removed", line: "dos" },
      { change: "added", line: "tres" },
    ]);
    const missing = { headers, params: { ...params, version: "3" } };
    expect(codeOf(await asked(`GET ${ONE}/versions/[version]`, missing))).toBe("404 not_found");
    const list = await asked("GET v1/admin/legal-texts", { headers });
    expect(list.body.data).toContainEqual(expect.objectContaining({ ...params, version: 2, draft: null }));
    forgetSingleton("legal-in-force");
    expect((await open()).body).toMatchObject({ version: 2, markdown: "uno\n\ntres" });
  });

  test("what the platform sold is read by day and exported", async () => {
    const eventId = await anEventOnSale();
    const organization_id = await sellerOf(eventId);
    const figures = { orders: 1, tickets: 2, revenueMinor: 9_000, refundsMinor: 0, lostMinor: 0, gatewayFeesMinor: 0 };
    const sold = { eventId, organizationId: organization_id, currency: "EUR", ...figures };
    await db().daySales.create({ data: { day: new Date("2026-02-03"), ...sold } });
    const query = `?from=2026-02-01&to=2026-02-28&organization_id=${organization_id}`;
    const read = await asked("GET v1/admin/sales", { headers, query });
    expect(read.body).toMatchObject({
      data: [{ day: "2026-02-03", organization_id, tickets: 2, revenue: 90 }],
      totals: [{ currency: "EUR", revenue: 90 }],
      meta: { total: 1 },
    });
    expect(codeOf(await asked("GET v1/admin/sales.csv", { headers, query }))).toBe("200");
    const reversed = { headers, query: "?from=2026-02-02&to=2026-02-01" };
    for (const way of ["sales", "sales.csv"])
      expect(codeOf(await asked(`GET v1/admin/${way}`, reversed))).toBe("400 invalid_request");
  });

  test("what people in queues were shown is read with what came true", async () => {
    const eventId = await anEventOnSale({ title: "A queue that was read" });
    const reading = {
      serving: 1n,
      lastNumber: 9n,
      calledCount: 1,
      waiting: 8,
      inside: 1,
      choosing: 1,
      isPaused: false,
      levels: [],
    };
    await db().queueReading.create({ data: { eventId, ...reading } });
    const { data } = (await asked("GET v1/admin/queue-predictions", { headers })).body;
    expect(data).toContainEqual(expect.objectContaining({ event_id: eventId, title: "A queue that was read" }));
  });

  test("people are found, looked at, helped and shut out", async () => {
    const { userId: id } = await aUser();
    const name = `Zoë ${uuidv7()}`;
    await db().user.update({ where: { id }, data: { name, emailVerified: null } });
    const ONE = "v1/admin/people/[id]";
    const act = (what: string, body?: object) =>
      asked(what, { headers, params: { id }, ...(body ? { body } : {}) }).then(codeOf);
    const list = await asked("GET v1/admin/people", {
      headers,
      query: `?q=${encodeURIComponent(name.replace("ë", "E"))}`,
    });
    expect(list.body).toMatchObject({
      data: [{ id, name, state: "active", verified: false }],
      meta: { next_cursor: null },
    });
    const page = await asked("GET v1/admin/people", { headers, query: "?limit=1" });
    const { next_cursor: cursor } = page.body.meta as { next_cursor: string };
    const next = await asked("GET v1/admin/people", { headers, query: `?limit=1&cursor=${cursor}` });
    expect(next.body.data).not.toEqual(page.body.data);
    const look = () => asked(`GET ${ONE}`, { headers, params: { id } });
    expect((await look()).body).toMatchObject({ id, organizations: [], orders: 0, sessions: 0, disablement: null });
    expect(await act(`POST ${ONE}/verification`)).toBe("204");
    await db().user.update({ where: { id }, data: { emailVerified: new Date() } });
    expect(await act(`POST ${ONE}/verification`)).toBe("409 already_verified");
    await signedInAs(id);
    expect((await asked(`DELETE ${ONE}/sessions`, { headers, params: { id } })).body).toEqual({ ended: 1 });
    await db().twoFactor.upsert({
      where: { userId: id },
      create: { userId: id, sealedSecret: "sealed", confirmedAt: new Date() },
      update: {},
    });
    expect(await act(`DELETE ${ONE}/second-factor`)).toBe("204");
    expect(await act(`POST ${ONE}/disablement`, {})).toBe("400 invalid_request");
    expect(await act(`POST ${ONE}/disablement`, { reason: "Resold." })).toBe("204");
    expect((await look()).body).toMatchObject({ state: "disabled", disablement: { reason: "Resold." } });
    expect(await act(`DELETE ${ONE}/disablement`)).toBe("204");
    const self = { headers, params: { id: administratorId } };
    for (const what of [`DELETE ${ONE}/sessions`, `POST ${ONE}/verification`, `DELETE ${ONE}/second-factor`])
      expect(codeOf(await asked(what, self)), what).toBe("403 forbidden");
    const disabling = { ...self, body: { reason: "Myself" } };
    expect(codeOf(await asked(`POST ${ONE}/disablement`, disabling))).toBe("403 forbidden");
    const missing = { headers, params: { id: uuidv7() } };
    for (const what of ["GET ", "DELETE disablement", "DELETE sessions", "POST verification", "DELETE second-factor"]) {
      const [method = "", path = ""] = what.split(" ");
      expect(codeOf(await asked(`${method} ${ONE}${path && `/${path}`}`, missing)), what).toBe("404 not_found");
    }
    expect(codeOf(await asked(`POST ${ONE}/disablement`, { ...missing, body: { reason: "x" } }))).toBe("404 not_found");
  });

  describe("organizations of the platform", () => {
    const ONE = "v1/admin/organizations/[id]";

    test("are made with an invited owner, listed and read", async () => {
      const body = { name: `Teatro ${uuidv7()}`, owner_email: "owner@house.example" };
      const made = await asked("POST v1/admin/organizations", { headers, body });
      expect(codeOf(made)).toBe("201");
      expect(made.body).toMatchObject({ name: body.name, status: "active", suspension: null, members: 0, events: 0 });
      const organizationId = String(made.body.id);
      expect(await db().invitation.findMany({ where: { organizationId } })).toMatchObject([
        { email: body.owner_email, role: "OWNER" },
      ]);
      const found = await asked("GET v1/admin/organizations", { headers, query: `?q=${body.name.slice(-12)}` });
      expect(found.body).toMatchObject({ data: [{ id: organizationId }], meta: { total: 1 } });
      expect(codeOf(await asked(`GET ${ONE}`, { headers, params: { id: organizationId } }))).toBe("200");
      expect(codeOf(await asked(`GET ${ONE}`, { headers, params: { id: uuidv7() } }))).toBe("404 not_found");
      expect(codeOf(await asked("POST v1/admin/organizations", { headers, body: {} }))).toBe("400 invalid_request");
    });

    test("pay the platform by their own terms, else by those of all", async () => {
      const organization = await anOrganization();
      const other = await anOrganization();
      const set = (body: object) => asked("POST v1/admin/platform-fees", { headers, body });
      const terms = { currency: "CHF", percent: 2.5, fixed: 0.3 };
      expect(codeOf(await set(terms))).toBe("204");
      const own = { ...terms, organization_id: organization, percent: 1, fixed: 0 };
      expect(codeOf(await set(own))).toBe("204");
      const later = { ...own, valid_from: "2099-01-01T00:00:00Z" };
      expect(codeOf(await set(later))).toBe("204");
      expect(codeOf(await set(later))).toBe("409 conflict");
      expect(codeOf(await set({ ...own, organization_id: uuidv7() }))).toBe("404 not_found");
      for (const wrong of [
        { valid_from: "2020-01-01T00:00:00Z" },
        ...[{ percent: 51 }, { percent: 1.234 }, { fixed: 0.001 }, { fixed: -1 }, { currency: "XQX" }],
      ])
        expect(codeOf(await set({ ...terms, ...wrong })), JSON.stringify(wrong)).toBe("400 invalid_request");
      const read = async (id: string) =>
        (await asked(`GET ${ONE}/platform-fee`, { headers, params: { id }, query: "?currency=CHF" })).body;
      expect(await read(organization)).toEqual({ currency: "CHF", percent: 1, fixed: 0 });
      expect(await read(other)).toEqual(terms);
      const missing = { headers, params: { id: uuidv7() }, query: "?currency=CHF" };
      expect(codeOf(await asked(`GET ${ONE}/platform-fee`, missing))).toBe("404 not_found");
      const query = `?organization_id=${organization}`;
      const listed = await asked("GET v1/admin/platform-fees", { headers, query });
      expect(listed.body).toMatchObject({
        meta: { total: 2 },
        data: [{ percent: 1 }, { organization_id: organization }],
      });
    });

    test("that people make wait: they prepare all, and publish once they are approved", async () => {
      const { userId } = await aUser();
      const own = await signedInAs(userId);
      const body = { name: `Sala ${uuidv7()}`, country: "ES", currency: "EUR" };
      const made = await asked("POST v1/organizations", { headers: own, body });
      expect(codeOf(made)).toBe("201");
      expect(made.body).toMatchObject({
        status: "pending",
        name: body.name,
        country: "ES",
        contact_email: expect.stringContaining("@") as string,
      });
      const id = String(made.body.id);
      const its = { headers, params: { id } };
      const row = await db().event.findFirstOrThrow({
        include: { venue: true },
        where: { venue: { organizationId: null } },
      });
      const event = { ...NEW_EVENT, category: "concert", organization_id: id, venue_id: row.venueId };
      const levels = { layout_hash: row.layoutHash };
      const draft = await asked("POST v1/events", { headers: own, body: { ...event, ...levels, status: "draft" } });
      expect(codeOf(draft)).toBe("201");
      const publish = { headers: own, params: { id: String(draft.body.id) }, body: { status: "on_sale" } };
      expect(codeOf(await asked("PATCH v1/events/[id]", publish))).toBe("403 organization_not_approved");
      const atOnce = { headers: own, body: { ...event, ...levels, status: "on_sale" } };
      expect(codeOf(await asked("POST v1/events", atOnce))).toBe("403 organization_not_approved");
      const waiting = await asked("GET v1/admin/organizations", { headers, query: "?status=pending&limit=100" });
      expect(JSON.stringify(waiting.body.data)).toContain(id);

      const decide = (decision: object) => asked(`POST ${ONE}/decision`, { ...its, body: decision });
      expect(codeOf(await asked(`POST ${ONE}/suspension`, { ...its, body: { reason: "x" } }))).toBe(
        "403 organization_not_approved",
      );
      expect(codeOf(await decide({ approved: false }))).toBe("400 invalid_request");
      expect(codeOf(await decide({ approved: false, reason: "There is no address." }))).toBe("204");
      expect((await asked(`GET ${ONE}`, its)).body).toMatchObject({
        status: "refused",
        refusal_reason: "There is no address.",
      });
      expect(codeOf(await decide({ approved: false, reason: "Again" }))).toBe("409 already_decided");
      expect(codeOf(await decide({ approved: true }))).toBe("204");
      expect(codeOf(await decide({ approved: true }))).toBe("409 already_decided");
      expect(codeOf(await asked("PATCH v1/events/[id]", publish))).toBe("200");
      const unknown = { ...its, params: { id: uuidv7() }, body: { approved: true } };
      expect(codeOf(await asked(`POST ${ONE}/decision`, unknown))).toBe("404 not_found");
    });

    test("are suspended once, with a reason, and resumed", async () => {
      const event = await anEventOnSale();
      const its = { headers, params: { id: await sellerOf(event) } };
      const hold = { params: { id: String(event) }, body: { client_reservation_id: uuidv7(), seat_ids: [1] } };
      const suspend = { ...its, body: { reason: "The concerts do not take place." } };
      expect(codeOf(await asked(`DELETE ${ONE}/suspension`, its))).toBe("409 not_suspended");
      expect(codeOf(await asked(`POST ${ONE}/suspension`, suspend))).toBe("204");
      expect(codeOf(await asked(`POST ${ONE}/suspension`, suspend))).toBe("409 already_suspended");
      expect(codeOf(await asked("POST v1/events/[id]/reservations", hold))).toBe("403 sale_stopped");
      const shown = await asked("GET v1/events/[id]", { params: hold.params });
      expect(shown.body).toMatchObject({ status: "stopped" });
      const read = await asked(`GET ${ONE}`, its);
      expect(read.body).toMatchObject({ status: "suspended", suspension: { reason: suspend.body.reason } });
      expect(codeOf(await asked(`DELETE ${ONE}/suspension`, its))).toBe("204");
      const again = { ...hold, body: { ...hold.body, client_reservation_id: uuidv7() } };
      expect(codeOf(await asked("POST v1/events/[id]/reservations", again))).toBe("201");
      const missing = { ...suspend, params: { id: uuidv7() } };
      expect(codeOf(await asked(`POST ${ONE}/suspension`, missing))).toBe("404 not_found");
      expect(codeOf(await asked(`DELETE ${ONE}/suspension`, missing))).toBe("404 not_found");
    });
  });
}
