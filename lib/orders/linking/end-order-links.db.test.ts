import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "#lib/identity/identify";
import { orderMails } from "#lib/notifications/order-mails";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { factsOf, workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPerson, aUser, sellerOf } from "#prisma/seed/builders";
import { findOrder, orderLinkKey } from "../reading/find-order.ts";
import { anOrder } from "../testing/an-order.ts";
import { endOrderLinks, linksOffer } from "./end-order-links.ts";

aDatabase();

let eventId: number;
let clerk: Staff;
let owner: Person;
let seat = 1;
let order: Awaited<ReturnType<typeof anOrder>>;
let linkKey: string;
const email = () => `ada-${seat}@example.org`;
const READER = uuidv7();
const stranger: Person = { ...aPerson(), keys: [] };

beforeAll(async () => {
  eventId = await anEventOnSale({ title: "La Traviata" });
  clerk = await aMember(await sellerOf(eventId), "BOX_OFFICE");
});

beforeEach(async () => {
  const { userId } = await aUser();
  owner = { ...aPerson(`user:${userId}`), userId };
  order = await anOrder(eventId, { seatIds: [seat++], buyerKey: `user:${userId}`, email: email() });
  linkKey = orderLinkKey({ number: order.number, linkVersion: 0 });
});

const versionOf = async () => {
  const where = { eventId_id: { eventId, id: order.id } };
  return (await db().order.findUniqueOrThrow({ where })).linkVersion;
};
const end = (who: Person, key?: string) => endOrderLinks(who, { number: order.number, linkKey: key });

describe("the links to an order end", () => {
  test.each([
    ["staff", () => clerk],
    ["its signed-in buyer", () => owner],
    ["the reader of the link who is signed in with the order's address", () => aReader()],
  ])("by %s: the old one is refused, and its buyer still opens it", async (_who, who) => {
    expect((await findOrder(stranger, order.number, linkKey))?.number).toBe(order.number);
    expect(await linksOffer(who(), { number: order.number, linkKey })).toBe("may");
    expect(await end(who(), linkKey)).toEqual({ ok: true });
    expect(await findOrder(stranger, order.number, linkKey)).toBeUndefined();
    expect((await findOrder(owner, order.number))?.number).toBe(order.number);
    const lines = await db().auditEntry.findMany({ where: { subject: order.number, action: "order.end_links" } });
    expect(lines.map(({ actor, outcome }) => [actor, outcome])).toEqual([[who().keys[0], "ok"]]);
  });

  test.each([
    ["en", "New link to your order: La Traviata"],
    ["es", "Enlace nuevo para tu pedido: La Traviata"],
  ])("and the order's address gets the new one, once for each time: %s", async (locale, subject) => {
    await db().order.updateMany({ where: { eventId, id: order.id }, data: { locale } });
    await end(owner);
    expect(await factsOf({ subject: order.id })).toMatchObject([
      { type: "order.links_ended", payload: { orderId: order.id, linkVersion: 1 } },
    ]);
    // Ended once more before its mail is sent: the first mail would carry a link that opens nothing.
    await end(owner);
    await workFacts(orderMails);
    await workFacts(orderMails);
    const mails = await db().notification.findMany({ where: { deliveries: { some: { address: email() } } } });
    expect(mails.map((mail) => mail.subject)).toEqual([subject]);
    const mailed = /\?key=([^\s"&]+)/.exec(mails[0]?.text ?? "")?.[1] ?? "";
    expect((await findOrder(stranger, order.number, decodeURIComponent(mailed)))?.number).toBe(order.number);
  });
});

describe("the links stay", () => {
  test("for the link's reader who is not signed in, or with another address, and for a guest's cookie", async () => {
    const refused = { ok: false, refusal: { code: "proof_required" } };
    expect(await end(stranger, linkKey)).toEqual(refused);
    expect(await linksOffer(stranger, { number: order.number, linkKey })).toBe("needs_proof");
    expect(await end({ ...aReader(), email: "another@example.org" }, linkKey)).toEqual(refused);
    const guest = { ...aPerson("guest:of-this-order"), userId: undefined };
    await db().order.updateMany({ where: { eventId, id: order.id }, data: { buyerKey: "guest:of-this-order" } });
    expect(await end(guest)).toEqual(refused);
    expect(await versionOf()).toBe(0);
    expect(await factsOf({ subject: order.id })).toEqual([]);
  });

  test("for stewards, staff of others, strangers, a link that is ended, and unknown orders", async () => {
    const elsewhere = await aMember(await sellerOf(await anEventOnSale()), "OWNER");
    const notFound = { ok: false, refusal: { code: "not_found" } };
    expect(await end(await aMember(await sellerOf(eventId), "GATE"))).toEqual({
      ...{ ok: false, refusal: { code: "forbidden" } },
    });
    expect(await end(elsewhere)).toEqual(notFound);
    expect(await linksOffer(elsewhere, { number: order.number })).toBeUndefined();
    expect(await linksOffer(clerk, { number: "ORD-2026-ZZ-7K3M2Q" })).toBeUndefined();
    expect(await end(aReader())).toEqual(notFound);
    expect(await end({ ...owner, scopes: ["order.read"] })).toEqual(notFound);
    for (const number of ["ORD-2026-ZZ-7K3M2Q", "nonsense"]) {
      expect(await endOrderLinks(clerk, { number })).toEqual(notFound);
    }
    expect(await versionOf()).toBe(0);
    await end(owner);
    expect(await end(aReader(), linkKey)).toEqual(notFound);
    expect(await versionOf()).toBe(1);
  });
});

/** Signed in with the order's mail address, which does not make the order theirs. */
function aReader(): Person {
  return { ...stranger, keys: [`user:${READER}`], userId: READER, email: email().toUpperCase() };
}
