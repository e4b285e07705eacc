import { globSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Permission, roleMay, TWO_FACTOR_PERMISSIONS } from "#lib/organizations/permissions";
import { db } from "#lib/platform/db/db";
import { signedInAs } from "../app/api/testing/asking.ts";
import { aWorld, type Caller, type Things, type World } from "../app/api/testing/matrix.ts";
import { ownShop } from "./testing/own-shop.ts";

/**
 * The matrix of authority for pages: every page × every role × an own, a foreign and a missing object, on the server as it runs
 * in production. A new page that is not in the matrix fails. Actions have their own matrix in actions.start.test.ts.
 */
const shop = ownShop();

const pages = globSync("app/**/page.tsx").map(
  (file) =>
    `/${file
      .split("/")
      .slice(1, -1)
      .filter((part) => !part.startsWith("("))
      .join("/")}`,
);

/** Pages that are the same for all, or show only the visitor's own data. */
const EVERYBODYS = [
  ...["/", "/search", "/sell", "/help", "/imprint", "/privacy", "/terms", "/goodbye", "/docs/api", "/[...missing]"],
  ...["/events/[slug]", "/events/[slug]/access/[code]", "/events/[slug]/queue", "/events/[slug]/seats", "/orders"],
  // Those of a draft are for those who have its link (e2e/organizer/preview.spec.ts).
  ...["/preview/[token]", "/preview/[token]/seats"],
  // The mails of a demo, which are there as long as no mail server is.
  ...["/dev/inbox", "/dev/inbox/[id]"],
  ...["/sign-in", "/sign-in/code", "/sign-in/link", "/sign-in/second-factor", "/sign-up", "/reset-password"],
  "/sign-in/administrator",
];

/** Pages for any signed-in person (an invitation's page also requires its addressee). */
const OF_AN_ACCOUNT = [
  ...["/account", "/account/confirm", "/account/data", "/account/email", "/account/password"],
  ...["/account/security", "/account/security/passkeys", "/account/security/two-factor"],
  ...["/organizer", "/invitations/[token]", "/sell/start"],
];

/** An organization's pages: the permission that each asks for, and a word that stands there for those who hold it. */
type Desk = { permission: Permission; shows: (things: Things) => Promise<string> };
const OF_AN_ORGANIZATION: Record<string, Desk> = {
  "/organizer/[organization]": { permission: "event.read", shows: async (things) => (await houseOf(things)).name },
  "/organizer/[organization]/events": { permission: "event.read", shows: titleOf },
  "/organizer/[organization]/events/[event]": { permission: "event.read", shows: titleOf },
  "/organizer/[organization]/events/new": { permission: "event.write", shows: async () => "Three short steps" },
  // The event of the matrix is on sale, so that its steps lead on to its details.
  "/organizer/[organization]/events/[event]/setup": {
    permission: "event.write",
    shows: async () => "It is published already",
  },
  "/organizer/[organization]/events/[event]/details": { permission: "event.write", shows: async () => "Who plays" },
  "/organizer/[organization]/events/[event]/copy": {
    permission: "event.write",
    shows: async () => "Copy as a draft",
  },
  "/organizer/[organization]/events/[event]/call-off": {
    permission: "event.write",
    shows: async () => "Cancel the event for good",
  },
  "/organizer/[organization]/events/[event]/postpone": {
    permission: "event.write",
    shows: async () => "Postpone and tell everyone",
  },
  "/organizer/[organization]/events/[event]/hall": {
    permission: "event.write",
    shows: async () => "Sell another version of the hall",
  },
  "/organizer/[organization]/events/[event]/prices": {
    permission: "event.write",
    shows: async () => "What a buyer would pay by the rules as they stand here",
  },
  "/organizer/[organization]/events/[event]/questions": {
    permission: "event.write",
    shows: async () => "Buyers are asked nothing beside their name and mail.",
  },
  "/organizer/[organization]/events/[event]/price-steps": {
    permission: "event.read",
    shows: async () => "Prices that change by themselves",
  },
  "/organizer/[organization]/events/[event]/codes": { permission: "event.read", shows: async () => "MATRIX" },
  "/organizer/[organization]/events/[event]/codes/new": {
    permission: "event.write",
    shows: async () => "Buyers may type it in any case",
  },
  "/organizer/[organization]/events/[event]/codes/bulk": {
    permission: "event.write",
    shows: async () => "Either all are made, or none",
  },
  "/organizer/[organization]/events/[event]/codes/[code]": {
    permission: "event.write",
    shows: async () => "Change MATRIX",
  },
  "/organizer/[organization]/events/[event]/waiting-room": {
    permission: "event.read",
    shows: async () => "Where more people come than can choose at once",
  },
  "/organizer/[organization]/events/[event]/attendees": {
    permission: "order.read",
    shows: async () => "a line for each ticket",
  },
  "/organizer/[organization]/events/[event]/attendees/print": {
    permission: "order.read",
    shows: async () => "where there is a network, scan them",
  },
  "/organizer/[organization]/events/[event]/review": {
    permission: "event.read",
    shows: async () => "Buyers whose requests looked like",
  },
  "/organizer/[organization]/events/[event]/add-ons": { permission: "event.read", shows: async () => "Programme" },
  "/organizer/[organization]/events/[event]/add-ons/new": {
    permission: "event.write",
    shows: async () => "Buyers choose it at the checkout",
  },
  "/organizer/[organization]/events/[event]/add-ons/[add_on]": {
    permission: "event.write",
    shows: async () => "Change Programme",
  },
  "/organizer/[organization]/events/[event]/seats": {
    permission: "event.read",
    shows: async () => "Choose seats on the map and set them aside",
  },
  "/organizer/[organization]/events/[event]/series": {
    permission: "event.read",
    shows: async () => "The same event on several dates",
  },
  "/organizer/[organization]/events/[event]/access": { permission: "event.read", shows: async () => "Friends" },
  "/organizer/[organization]/events/[event]/access/presales/new": {
    permission: "event.write",
    shows: async () => "Buyers read it",
  },
  "/organizer/[organization]/events/[event]/access/presales/[window]": {
    permission: "event.write",
    shows: async () => "Friends",
  },
  "/organizer/[organization]/events/[event]/access/codes/new": {
    permission: "event.write",
    shows: async () => "They open a presale",
  },
  "/organizer/[organization]/orders": { permission: "order.read", shows: async ({ order }) => order },
  "/organizer/[organization]/orders/[number]": { permission: "order.read", shows: titleOf },
  "/organizer/[organization]/invoices": {
    permission: "order.read",
    shows: async ({ order }) => order,
  },
  "/organizer/[organization]/venues": { permission: "event.read", shows: venueOf },
  "/organizer/[organization]/venues/new": { permission: "venue.write", shows: async () => "Its halls come next" },
  "/organizer/[organization]/venues/[venue]": { permission: "event.read", shows: venueOf },
  "/organizer/[organization]/venues/[venue]/edit": { permission: "venue.write", shows: async () => "How to get there" },
  "/organizer/[organization]/venues/[venue]/import": {
    permission: "venue.write",
    shows: async () => "Nothing is kept until you open it",
  },
  "/organizer/[organization]/venues/[venue]/compare": { permission: "event.read", shows: venueOf },
  "/organizer/[organization]/audit": { permission: "audit.read", shows: async () => "matrix.look" },
  "/organizer/[organization]/venues/[venue]/halls/[draft]": { permission: "event.read", shows: venueOf },
  "/organizer/[organization]/settings": {
    permission: "organization.manage",
    // Its name stands in the frame of those whom it is shut to as well.
    shows: async () => "Mail address for buyers",
  },
  "/organizer/[organization]/members": { permission: "member.manage", shows: inviteeOf },
  "/organizer/[organization]/tokens": { permission: "token.manage", shows: async () => "A token of the matrix" },
  "/organizer/[organization]/webhooks": { permission: "webhook.manage", shows: async () => "example.com/hook" },
  "/organizer/[organization]/webhooks/[webhook]": {
    permission: "webhook.manage",
    shows: async () => "example.com/hook",
  },
};

/** The pages of who runs the platform. */
const OF_ADMINISTRATORS: Record<string, string> = {
  // Goes on to the people.
  "/admin": "/admin/people",
  "/admin/audit": "matrix.look",
  "/admin/categories": "Festivals",
  "/admin/categories/new": "Name in Spanish",
  "/admin/categories/[slug]": "Archive this category",
  "/admin/fees": "Share in percent",
  "/admin/load": "Delay of the event loop",
  "/admin/legal": "Comes with the product",
  "/admin/legal/[kind]/[locale]": "Save the draft",
  "/admin/legal/[kind]/[locale]/[version]": "A text of the matrix",
  "/admin/organizations": "Members",
  "/admin/organizations/new": "Mail address of the owner",
  "/admin/organizations/[organization]": "Stop its sales",
  "/admin/people": "Name or mail address",
  "/admin/people/[id]": "Works for",
  "/admin/queues": "against what came true",
  "/admin/sales": "Export as CSV",
  "/admin/reputation": "raise the risk of a request",
  "/admin/reconciliation": "27 Nov 2026",
  "/admin/reconciliation/[gateway]/[day]": "Not in our ledger",
};

/** A buyer's pages. */
const OF_A_BUYER: Record<string, (things: Things) => string> = {
  "/orders/[number]": ({ order }) => `/orders/${order}`,
  "/checkout/[reservationId]": ({ reservation }) => `/checkout/${reservation}`,
};

const houseOf = ({ organization: id }: Things) => db().organization.findUniqueOrThrow({ where: { id } });

async function inviteeOf({ invitation: id }: Things): Promise<string> {
  return (await db().invitation.findUniqueOrThrow({ where: { id } })).email;
}

async function venueOf({ ownVenue: id }: Things): Promise<string> {
  return (await db().venue.findUniqueOrThrow({ where: { id: Number(id) } })).name;
}

async function titleOf({ event: id }: Things): Promise<string> {
  return (await db().event.findUniqueOrThrow({ where: { id: Number(id) } })).title;
}

let world: World;
/** People with a session each, and a stranger. */
let callers: (Caller & { cookie: string })[];
let administrators: (Caller & { cookie: string })[];
let buyer: { name: string; cookie: string };

beforeAll(async () => {
  world = await aWorld();
  const people = world.callers.filter(({ name, userId }) => userId !== undefined || name === "a stranger");
  const cookieOf = async ({ userId, isTwoFactor }: Caller) =>
    userId === undefined ? "" : (await signedInAs(userId, isTwoFactor)).cookie;
  callers = await Promise.all(people.map(async (each) => ({ ...each, cookie: await cookieOf(each) })));
  administrators = await Promise.all(
    world.administrators.map(async (each) => ({ ...each, cookie: await cookieOf(each) })),
  );
  buyer = { name: "its buyer", cookie: await cookieOf(world.buyer) };
  const moved = { id: "txn_1", kind: "captured", amountMinor: 700, feeMinor: 50, currency: "EUR", at: new Date() };
  const differences = [{ what: "missing_here", theirs: moved }];
  await db().reconciliation.create({ data: { gateway: "stripe", day: "2026-11-27", movements: 1, differences } });
  const text = { kind: "imprint", locale: "es", version: 1, validFrom: new Date(), markdown: "A text of the matrix" };
  await db().legalText.create({ data: text });
  const terms = { kind: "terms", locale: "es", version: 1, validFrom: new Date(), markdown: "Terms of the matrix" };
  await db().legalText.create({ data: terms });
  for (const { organization } of [world.own, world.foreign]) {
    await db().$executeRaw`INSERT INTO audit_log (actor, action, organization_id, subject, outcome, detail)
      VALUES ('user:matrix', 'matrix.look', ${organization}::uuid, 'x', 'ok', '{}')`;
  }
});

type Seen = { status: number; location: string | null; text: string };

async function look(path: string, cookie: string): Promise<Seen> {
  const response = await fetch(shop.url + path, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
  const html = (await response.text()).replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "");
  const location = response.headers.get("location");
  const [, , name] = path.split("/");
  return {
    status: response.status,
    location: location && decodeURIComponent(location).replace(name ?? "", "…"),
    text: html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "),
  };
}

const isStrange = ({ name }: { name: string }) => name === "a stranger" || name === "a disabled OWNER";

test("every page is in the matrix", () => {
  const known = [
    ...[...EVERYBODYS, ...OF_AN_ACCOUNT],
    ...[...Object.keys(OF_AN_ORGANIZATION), ...Object.keys(OF_ADMINISTRATORS), ...Object.keys(OF_A_BUYER)],
  ];
  expect(pages.filter((page) => !known.includes(page))).toEqual([]);
  expect(known.filter((page) => !pages.includes(page))).toEqual([]);
});

test.each(OF_AN_ACCOUNT)("%s opens for signed-in people, and sends others to sign in", async (page) => {
  for (const caller of callers) {
    const seen = await look(page.replace("[token]", "no-such-token"), caller.cookie);
    if (isStrange(caller)) expect(seen.location, caller.name).toContain("/sign-in?next=");
    else if (seen.location) expect(seen.location, "people of one organization go on to it").toMatch(/organizer\/org-/);
    else expect(seen.status, caller.name).toBe(200);
  }
});

/** What an order's link to its terms leads to, by version and language. */
const TERMS_OF_ORDERS = [
  { version: "1", locale: "es", status: 200, shows: "Terms of the matrix" },
  // The text that comes with the product.
  { version: "0", locale: "en", status: 200, shows: "Terms" },
  // Another language has versions of its own.
  { version: "1", locale: "en", status: 404, shows: "" },
  { version: "2", locale: "es", status: 404, shows: "" },
  { version: "x", locale: "es", status: 404, shows: "" },
  { version: "1", locale: "xx", status: 404, shows: "" },
];

test.each(TERMS_OF_ORDERS)("/terms?version=$version&locale=$locale answers $status to all alike", async (terms) => {
  const path = `/terms?version=${terms.version}&locale=${terms.locale}`;
  for (const { name, cookie } of [...callers, ...administrators, buyer]) {
    const seen = await look(path, cookie);
    expect(seen.status, name).toBe(terms.status);
    expect(seen.text, name).toContain(terms.shows);
    if (terms.status === 404) expect(seen.text, name).not.toContain("Terms of the matrix");
  }
});

describe.each(Object.entries(OF_AN_ORGANIZATION))("%s", (page, { permission, shows }) => {
  const pathTo = async (things: Things) => {
    const slug = things === world.missing ? "no-such-organization" : (await houseOf(things)).slug;
    return (
      page
        .replace("[organization]", slug)
        .replace("[webhook]", things.webhook)
        .replace("[event]", things.event)
        .replace("[venue]", things.ownVenue)
        .replace("[draft]", things.draft)
        .replace("[code]", things.promo)
        .replace("[add_on]", things.addOn)
        // The presale that every event of the matrix has.
        .replace("[window]", "1")
        .replace("[number]", things.order)
    );
  };
  const holds = ({ role, isTwoFactor }: Caller) =>
    role !== undefined && roleMay(role, permission) && (isTwoFactor || !TWO_FACTOR_PERMISSIONS.includes(permission));

  test(`shows what is in it to those who hold ${permission}, and to nobody else`, async () => {
    const word = await shows(world.own);
    for (const caller of callers) {
      const seen = await look(await pathTo(world.own), caller.cookie);
      expect(seen.text.includes(word), `${caller.name}: ${seen.text}`).toBe(holds(caller));
      if (isStrange(caller)) expect(seen.location, caller.name).toContain("/sign-in?next=");
      else expect(seen.status, caller.name).toBe(caller.role === undefined ? 404 : 200);
    }
  });

  test("shows administrators all organizations, with the same second factor", async () => {
    for (const { name, isTwoFactor, cookie } of administrators) {
      for (const things of [world.own, world.foreign]) {
        const seen = await look(await pathTo(things), cookie);
        expect(seen.status, name).toBe(200);
        const mayPass = isTwoFactor || !TWO_FACTOR_PERMISSIONS.includes(permission);
        expect(seen.text.includes(await shows(things)), `${name}: ${seen.text}`).toBe(mayPass);
      }
      expect((await look(await pathTo(world.missing), cookie)).status, name).toBe(404);
    }
  });

  const isOfAnObject = /\[(?!organization)/.test(page);
  if (isOfAnObject)
    test("answers 404 for an object that its own organization does not have", async () => {
      const missing = Object.fromEntries(
        (["webhook", "event", "ownVenue", "draft", "order", "promo"] as const).map((name) => [
          name,
          world.missing[name],
        ]),
      );
      const owner = callers.find((caller) => caller.role === "OWNER" && caller.isTwoFactor && !isStrange(caller));
      const seen = await look(await pathTo({ ...world.own, ...missing }), owner?.cookie ?? "");
      expect(seen.status).toBe(404);
    });

  test("does not reveal whether a foreign object exists", async () => {
    for (const caller of [...callers, buyer]) {
      const foreign = await look(await pathTo(world.foreign), caller.cookie);
      expect(foreign, caller.name).toEqual(await look(await pathTo(world.missing), caller.cookie));
      expect([404, 307], caller.name).toContain(foreign.status);
    }
  });
});

test.each(Object.entries(OF_ADMINISTRATORS))(
  "%s opens for administrators who showed a second factor, and is not there for others",
  async (template, shows) => {
    const page = template
      .replace("categories/[slug]", "categories/opera")
      .replace("people/[id]", `people/${world.buyer.userId}`)
      .replace("[gateway]", "stripe")
      .replace("[day]", "2026-11-27")
      .replace("[kind]/[locale]/[version]", "imprint/es/1")
      .replace("[kind]/[locale]", "terms/en")
      .replace("[organization]", world.own.organization);
    for (const caller of [...callers, buyer]) {
      const seen = await look(page, caller.cookie);
      if (isStrange(caller)) expect(seen.location, caller.name).toContain("/sign-in?next=");
      else expect(seen.status, caller.name).toBe(404);
    }
    for (const { name, isTwoFactor, cookie } of administrators) {
      const seen = await look(page, cookie);
      const goesOn = shows.startsWith("/") && isTwoFactor;
      expect(seen.status, name).toBe(goesOn ? 307 : 200);
      expect((seen.location ?? seen.text).includes(shows), name).toBe(isTwoFactor);
    }
  },
);

describe.each(Object.entries(OF_A_BUYER))("%s", (_, pathTo) => {
  test("opens for its buyer, and for others as little as one that is not there", async () => {
    expect((await look(pathTo(world.own), buyer.cookie)).status).toBe(200);
    for (const caller of [...callers, buyer]) {
      const missing = await look(pathTo(world.missing), caller.cookie);
      expect(missing.status, caller.name).toBe(404);
      expect(await look(pathTo(world.foreign), caller.cookie), caller.name).toEqual(missing);
      if (caller !== buyer) expect(await look(pathTo(world.own), caller.cookie), caller.name).toEqual(missing);
    }
  });
});
