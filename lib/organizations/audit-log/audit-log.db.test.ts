import { beforeAll, describe, expect, it } from "vitest";
import { audit, auditSoon, auditWritten } from "#lib/audit/audit";
import { type AuditFilter, auditFilterOf, auditFilterQuery, cursorOf, readCursor } from "#lib/audit/contract";
import { commitOrder } from "#lib/orders/placing/commit-order";
import { lastWorks } from "#lib/platform/before-closing";
import { db } from "#lib/platform/db/db";
import { SANDBOX_SECRET_KEY } from "#lib/platform/env";
import { runInContext } from "#lib/platform/http/request-context";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { holdSeats } from "#lib/reservations/hold-seats";
import { aMember, anEventOnSale, anOrganization, aPerson } from "#prisma/seed/builders";
import type { Staff } from "../authority.ts";
import { exportAuditLog } from "./export-audit-log.ts";
import { readAuditLog } from "./read-audit-log.ts";

aDatabase();

// A gateway is configured but unreachable, so refusals must happen before it is asked.
Object.assign(process.env, {
  SANDBOX_URL: "http://127.0.0.1:9",
  STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
  STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_nobody_signs_with_this",
});

let eventId = 0;
let organizationId = "";
let owner: Staff;

beforeAll(async () => {
  eventId = await anEventOnSale();
  organizationId = (await db().event.findUniqueOrThrow({ where: { id: eventId } })).organizationId;
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
});

async function lines(filter: AuditFilter = {}, who = owner) {
  const result = await readAuditLog(who, organizationId, { filter, limit: 100 });
  return result.ok ? result.page.data : [];
}

const hold = (seatIds: number[], buyerKey = "guest:0193") =>
  runInContext({ requestId: "req-1", address: "203.0.113.7" }, () =>
    holdSeats({ eventId, buyerKey, clientReservationId: uuidv7(), wanted: { seatIds } }),
  );

describe("the audit log", () => {
  it("has a line for each hold, won or lost, with actor, subject, address and outcome", async () => {
    const won = await hold([1, 2]);
    await hold([2, 3], "guest:0194");
    await auditWritten();
    const [lost, held] = await lines({ action: "seats.hold" });
    expect(held).toMatchObject({
      actor: "guest:0193",
      event_id: eventId,
      subject: won.ok ? won.reservation.reservation_id : "",
      outcome: "held",
      address: "203.0.113.7",
      request_id: "req-1",
      detail: { seats: [1, 2] },
    });
    expect(lost).toMatchObject({ actor: "guest:0194", outcome: "seat_unavailable", detail: { seats: [2, 3] } });
  });

  it("has a line for each attempt to pay", async () => {
    const held = await hold([11, 12]);
    const id = held.ok ? (held.reservation.reservation_id.split(/-(.*)/)[1] ?? "") : "";
    await db().reservation.update({
      where: { eventId_id: { eventId, id } },
      data: { expiresAt: new Date(Date.now() - 60_000) },
    });
    const billing = { name: "Ann", email: "ann@example.org", phone: null, locale: "en" };
    const request = { reservation: { eventId, id }, paymentMethodId: "pm", idempotencyKey: "k", ...billing };
    await commitOrder(aPerson("guest:0193"), request as unknown as Parameters<typeof commitOrder>[1]);
    await auditWritten();
    expect(await lines({ action: "order.pay" })).toMatchObject([
      { actor: "guest:0193", subject: `${eventId}-${id}`, outcome: "reservation_expired" },
    ]);
  });

  it("is written completely before a process closes its connections", async () => {
    for (let i = 0; i < 600; i++) {
      auditSoon({ actor: "system", action: "test.rush", subject: String(i), outcome: "ok", eventId });
    }
    for (const work of lastWorks()) await work();
    expect(await db().auditEntry.count({ where: { action: "test.rush" } })).toBe(600);
  });

  it("shows an organization only its own lines, its events' and its members' sign-ins since they joined", async () => {
    const other = await anOrganization();
    const stranger = await aMember(other, "OWNER");
    const line = { subject: "x", outcome: "ok" };
    const signIn = (who: Staff) => ({ ...line, actor: `user:${who.userId}`, action: "session.open" });
    await audit({ ...line, actor: "system", action: "test.own", organizationId });
    await audit({ ...line, actor: "system", action: "test.foreign", organizationId: other });
    await audit({ ...line, actor: "system", action: "test.nobody" });
    await audit(signIn(owner));
    await audit(signIn(stranger));
    await audit({ ...signIn(owner), action: "account.export" });
    await db().auditEntry.create({ data: { ...signIn(owner), outcome: "before", at: new Date("2020-01-01") } });
    const found = await lines({}, { ...owner });
    const seen = found.filter(({ action }) => !/^(seats|order|test\.rush)/.test(action));
    expect(seen.map(({ action, actor_name, outcome }) => [action, actor_name, outcome])).toEqual([
      ["session.open", "Olga", "ok"],
      ["test.own", null, "ok"],
    ]);
    expect(await readAuditLog(stranger, organizationId, { filter: {} })).toEqual({
      ok: false,
      refusal: { code: "not_found" },
    });
    const gate = await aMember(organizationId, "GATE");
    expect(await readAuditLog(gate, organizationId, { filter: {} })).toMatchObject({ refusal: { code: "forbidden" } });
  });

  it("is filtered by actor, action, event, outcome and days, including the last day", async () => {
    const at = (day: string) => new Date(`${day}T23:30:00Z`);
    const line = { actor: "user:a", action: "order.refund", subject: "O-1", outcome: "done", organizationId };
    await db().auditEntry.createMany({
      data: [
        { ...line, at: at("2025-03-01") },
        { ...line, at: at("2025-03-02"), action: "orderly.thing" },
        { ...line, at: at("2025-03-03"), actor: "user:b", outcome: "failed", eventId },
      ],
    });
    const days = async (query: Record<string, string>) =>
      (await lines({ ...auditFilterOf(auditFilterQuery.parse({ to: "2025-12-31", ...query })) })).map(({ at }) =>
        at.slice(8, 10),
      );
    expect(await days({ from: "2025-01-01" })).toEqual(["03", "02", "01"]);
    expect(await days({ from: "2025-03-02", to: "2025-03-03" })).toEqual(["03", "02"]);
    expect(await days({ to: "2025-03-03T00:00:00Z" })).not.toContain("03");
    expect(await days({ from: "2025-01-01", action: "order" })).toEqual(["03", "01"]);
    expect(await days({ from: "2025-01-01", action: "order.refund", actor: "user:a" })).toEqual(["01"]);
    expect(await days({ outcome: "failed", event_id: String(eventId) })).toEqual(["03"]);
  });

  it("is paged without missing or repeating a line, even when all have the same time", async () => {
    const at = new Date("2024-05-05T12:00:00.123Z");
    const line = { actor: "system", action: "test.page", outcome: "ok", at };
    const data = Array.from({ length: 25 }, (_, i) => ({
      ...line,
      subject: String(i),
      ...(i % 2 ? { organizationId } : { eventId }),
    }));
    await db().auditEntry.createMany({ data });
    const seen: string[] = [];
    let before: ReturnType<typeof readCursor>;
    for (let page = 0; page < 4; page++) {
      const result = await readAuditLog(owner, organizationId, { filter: { action: "test.page" }, before, limit: 10 });
      if (!result.ok) break;
      seen.push(...result.page.data.map(({ subject }) => subject));
      if (result.page.meta.next_cursor === null) break;
      before = readCursor(result.page.meta.next_cursor);
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(readCursor(cursorOf({ at, id: owner.userId }))).toEqual({ at, id: owner.userId });
    expect(readCursor("0_x")).toBeUndefined();
  });
});

describe("its export", () => {
  it("is a CSV of the filtered lines, and is audited itself", async () => {
    const result = await exportAuditLog(owner, organizationId, { action: "test.page" });
    const text = result.ok ? await new Response(result.csv).text() : "";
    expect(text.split("\r\n")).toHaveLength(27);
    expect(text).toMatch(
      /^at,actor,actor_name,action,event_id,subject,outcome,address,request_id,detail\r\n2024-05-05T/,
    );
    expect((await lines({ action: "audit.export" })).map(({ actor, outcome }) => [actor, outcome])).toEqual([
      [`user:${owner.userId}`, "ok"],
    ]);
    const gate = await aMember(organizationId, "GATE");
    expect(await exportAuditLog(gate, organizationId, {})).toMatchObject({ refusal: { code: "forbidden" } });
  });
});
