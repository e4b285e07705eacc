import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import { issueInvoices } from "#lib/orders/invoicing/issue-invoices";
import { newOrderNumber } from "#lib/orders/placing/order-number";
import { aSellerWhoInvoices } from "#lib/orders/testing/a-seller";
import type { Staff } from "#lib/organizations/authority";
import { type Permission, ROLES, type Role } from "#lib/organizations/permissions";
import { TOKEN_SCOPES, type TokenScope } from "#lib/organizations/tokens/contract";
import { makePersonalToken } from "#lib/organizations/tokens/make-personal-token";
import { db } from "#lib/platform/db/db";
import { publicId, uuidv7 } from "#lib/platform/ids";
import { tokenOfTicket } from "#lib/tickets/token-of-ticket";
import { anAddOn } from "#prisma/seed/an-add-on";
import {
  aHallDraft,
  aHeldReservation,
  aMember,
  anEventOnSale,
  anOrganization,
  aPaidOrder,
  aPerson,
  aPromoCode,
  aUser,
  aVenue,
  sellerOf,
} from "#prisma/seed/builders";

/**
 * The set-up of the authority matrix: two separate organizations, each with one object of every kind, and a person in every
 * role. All use bearer tokens; the second factor is shown unless the name says otherwise.
 */
export type Things = Record<(typeof THINGS)[number], string>;
const THINGS = [
  ...[
    "organization",
    "venue",
    "ownVenue",
    "hall",
    "draft",
    "event",
    "reservation",
    "order",
    "ticket",
    "code",
    "refund",
  ],
  ...["webhook", "delivery", "token", "invitation", "member", "view", "promo", "addOn", "invoice"],
] as const;

export type Caller = {
  name: string;
  /** Who it is; undefined for strangers and programs. */
  userId?: string;
  headers: Record<string, string>;
  role?: Role;
  isTwoFactor: boolean;
  /** All that an access token may be used for. */
  scopes?: readonly Permission[];
  /** Passes the endpoint's authority through another organization; in this one only their role counts. */
  isOwnerElsewhere?: true;
  /** Acts for another organization alone: what the first one has is not there. */
  isElsewhere?: true;
};
export type World = {
  own: Things;
  foreign: Things;
  missing: Things;
  callers: Caller[];
  buyer: Caller;
  /** Platform administrators with and without a second factor. No object is foreign to them. */
  administrators: Caller[];
};

export async function aWorld(): Promise<World> {
  const [fan, otherFan] = [await aUser(), await aUser()];
  const own = await allThings(fan.userId);
  const foreign = await allThings(otherFan.userId);
  const callers: Caller[] = [
    { name: "a stranger", headers: {}, isTwoFactor: false },
    await aCaller("a fan", (await aUser()).userId, { isTwoFactor: false }),
  ];
  for (const role of ROLES) {
    const { userId } = await aMember(own.organization, role);
    callers.push(await aCaller(`${role} of it`, userId, { role, isTwoFactor: true }));
  }
  const { userId: oneFactor } = await aMember(own.organization, "OWNER");
  const hasty = { role: "OWNER", isTwoFactor: false } as const;
  callers.push(await aCaller("OWNER of it without a second factor", oneFactor, hasty));
  const { userId: disabled } = await aMember(own.organization, "OWNER");
  callers.push(await aCaller("a disabled OWNER", disabled, { isTwoFactor: false }));
  await db().user.update({ where: { id: disabled }, data: { disabledAt: new Date() } });
  callers.push(...(await withPowerElsewhere(own.organization)));
  const buyer = await aCaller("its buyer", fan.userId, { isTwoFactor: false });
  const administrators = await Promise.all([
    anAdministrator("an administrator", true),
    anAdministrator("an administrator without a second factor", false),
  ]);
  return { own, foreign, missing: noThings(own), callers, buyer, administrators };
}

async function anAdministrator(name: string, isTwoFactor: boolean): Promise<Caller> {
  const { userId } = await aUser();
  await db().user.update({ where: { id: userId }, data: { role: "ADMIN" } });
  return aCaller(name, userId, { isTwoFactor });
}

/** Gives people power in the other organization, which must not help them in this one. */
async function withPowerElsewhere(organizationId: string): Promise<Caller[]> {
  const elsewhere = await anOrganization();
  const callers: Caller[] = [];
  for (const role of ["GATE", "ANALYST"] as const) {
    const { userId } = await aMember(organizationId, role);
    await db().membership.create({ data: { organizationId: elsewhere, userId, role: "OWNER" } });
    const more = { role, isTwoFactor: true, isOwnerElsewhere: true } as const;
    callers.push(await aCaller(`${role} of it, OWNER elsewhere`, userId, more));
  }
  const owner = await aMember(organizationId, "OWNER");
  await db().membership.create({ data: { organizationId: elsewhere, userId: owner.userId, role: "OWNER" } });
  const scopes = ["event.read", "ticket.scan"] as const;
  callers.push(
    {
      name: "an access token of it",
      headers: await accessTokenOf(owner, organizationId, scopes),
      role: "OWNER",
      isTwoFactor: true,
      scopes,
    },
    {
      name: "its OWNER's access token for another organization",
      headers: await accessTokenOf(owner, elsewhere, TOKEN_SCOPES),
      isTwoFactor: true,
      isElsewhere: true,
    },
  );
  return callers;
}

async function accessTokenOf({ userId }: Staff, organizationId: string, scopes: readonly TokenScope[]) {
  const owner = { ...aPerson(`user:${userId}`), userId, roles: [{ organizationId, role: "OWNER" as const }] };
  const made = await makePersonalToken(owner, organizationId, { name: "A program", scopes: [...scopes] });
  if (!made.ok) throw new Error("an owner may make tokens");
  return { authorization: `Bearer ${made.token.token}` };
}

/** A person with an account and a bearer token. */
async function aCaller(
  name: string,
  userId: string,
  more: Omit<Caller, "name" | "userId" | "headers">,
): Promise<Caller> {
  const { access_token: token } = await openTokenFamily(userId, { isTwoFactor: more.isTwoFactor, userAgent: "" });
  return { name, userId, headers: { authorization: `Bearer ${token}` }, ...more };
}

/** A change of which holders hear. */
const A_CHANGE = {
  parts: ["doors"],
  before: {
    ...{
      startsAt: "2030-05-01T20:00:00.000Z",
      endsAt: "2030-05-01T22:00:00.000Z",
      doorsAt: "2030-05-01T19:00:00.000Z",
    },
    performers: [],
  },
  at: "2030-01-01T00:00:00.000Z",
};

async function allThings(fanId: string): Promise<Things> {
  const eventId = await anEventOnSale({ startsInHours: 2 });
  const organizationId = await sellerOf(eventId);
  const { number, id: orderId } = await aPaidOrder(eventId, [1, 2], `user:${fanId}`);
  const held = await aHeldReservation(eventId, [5, 6], `user:${fanId}`);
  // As if the event had been cancelled, though it is still on sale for the other endpoints.
  await db().cancellation.create({ data: { eventId } });
  await db().event.update({ where: { id: eventId }, data: { lastChange: A_CHANGE } });
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  const ticket = await db().ticket.findFirstOrThrow({ where: { eventId, orderId } });
  const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId } });
  const refundId = uuidv7();
  await db().refund.create({
    data: {
      eventId,
      id: refundId,
      orderId,
      paymentId: payment.id,
      amountMinor: 1,
      reason: "x",
      idempotencyKey: uuidv7(),
      status: "FAILED",
    },
  });
  const { userId: member } = await aMember(organizationId, "GATE");
  const webhook = await db().webhookEndpoint.create({
    data: { organizationId, url: "https://example.com/hook", events: ["order.paid"], sealedSecret: "none" },
  });
  const delivery = await db().webhookDelivery.create({
    data: { endpointId: webhook.id, messageId: uuidv7(), type: "order.paid", body: "{}" },
  });
  const token = await db().accessToken.create({
    data: {
      organizationId,
      userId: member,
      name: "A token of the matrix",
      tokenHash: uuidv7(),
      hint: "abcd",
      scopes: ["event.read"],
    },
  });
  const expiresAt = new Date(Date.now() + 86_400_000);
  const invitation = await db().invitation.create({
    data: {
      organizationId,
      email: `${uuidv7()}@example.org`,
      role: "GATE",
      tokenHash: uuidv7(),
      invitedBy: member,
      expiresAt,
    },
  });
  const view = await db().savedView.create({ data: { ...A_SHARED_VIEW, organizationId } });
  const ownVenue = await aVenue({ organizationId });
  const draft = await aHallDraft(ownVenue.id);
  await restoreAccess(eventId, draft);
  await db().eventSeries.create({ data: { id: draft, organizationId } });
  await db().event.update({ where: { id: eventId }, data: { seriesId: draft } });
  return {
    organization: organizationId,
    venue: String(event.venueId),
    ownVenue: String(ownVenue.id),
    hall: (await db().hall.findFirstOrThrow({ where: { venueId: ownVenue.id } })).id,
    draft,
    event: String(eventId),
    reservation: publicId(eventId, held.id),
    order: number,
    ticket: ticket.number,
    code: tokenOfTicket(ticket, event),
    refund: publicId(eventId, refundId),
    webhook: webhook.id,
    promo: (await aPromoCode(eventId, { code: "MATRIX" })).id,
    addOn: await anAddOn(eventId),
    delivery: delivery.id,
    token: token.id,
    invitation: invitation.id,
    member,
    view: view.id,
    invoice: await anInvoice(eventId, orderId),
  };
}

async function anInvoice(eventId: number, id: string): Promise<string> {
  await aSellerWhoInvoices(eventId, { invoiceMode: "EVERY_ORDER" });
  await issueInvoices({ eventId, id }, "paid");
  return (await db().invoice.findFirstOrThrow({ where: { eventId, orderId: id } })).id;
}

const A_SHARED_VIEW = { list: "events", name: "Shared", query: "state=draft", isShared: true } as const;

/** Puts back what one caller may have used up, under the same names, so that the next one finds it. */
export async function restore(things: Things): Promise<void> {
  const { organization: organizationId, member, webhook, delivery, token, invitation, ownVenue } = things;
  const role = "GATE" as const;
  const kept = { organizationId, userId: member };
  await db().membership.upsert({ where: { organizationId_userId: kept }, create: { ...kept, role }, update: { role } });
  const hook = { organizationId, url: "https://example.com/hook", events: ["order.paid"], sealedSecret: "none" };
  await db().webhookEndpoint.upsert({ where: { id: webhook }, create: { ...hook, id: webhook }, update: {} });
  const sent = { endpointId: webhook, messageId: uuidv7(), type: "order.paid", body: "{}" };
  await db().webhookDelivery.upsert({ where: { id: delivery }, create: { ...sent, id: delivery }, update: {} });
  await db().accessToken.updateMany({ where: { id: token }, data: { revokedAt: null } });
  const view = { ...A_SHARED_VIEW, organizationId, id: things.view };
  await db().savedView.upsert({ where: { id: view.id }, create: view, update: {} });
  await aHallDraft(Number(ownVenue), things.draft);
  await db().venue.updateMany({ where: { id: Number(ownVenue) }, data: { revision: 1, archivedAt: null } });
  await db().invitation.updateMany({ where: { id: invitation }, data: { revokedAt: null } });
  await restoreAccess(Number(things.event), things.draft);
  const room = { eventId: Number(things.event), seedHash: "h", sealedSeed: "s", opensAt: new Date("2019-01-01") };
  const { eventId: ofEvent } = room;
  await db().waitingRoom.upsert({ where: { eventId: ofEvent }, create: room, update: { closedAt: null } });
  const preview = { eventId: ofEvent, tokenHash: "h", endsAt: new Date("2099-01-01") };
  await db().eventPreview.upsert({ where: { eventId: ofEvent }, create: preview, update: {} });
  await db().eventAddOn.deleteMany({ where: { eventId: Number(things.event) } });
  await anAddOn(Number(things.event), { id: things.addOn });
  const [eventId = ""] = things.refund.split("-");
  const id = things.refund.slice(eventId.length + 1);
  await db().refund.updateMany({ where: { eventId: Number(eventId), id }, data: { status: "FAILED" } });
}

/** An allocation, a presale and a code of an event as the matrix names them, and no others. */
async function restoreAccess(eventId: number, codeId: string): Promise<void> {
  const where = { eventId };
  await db().accessCode.deleteMany({ where });
  await db().allocation.deleteMany({ where });
  await db().saleWindow.deleteMany({ where });
  await db().allocation.create({ data: { eventId, id: 1, name: "House", kind: "HOUSE" } });
  const [opensAt, closesAt] = [new Date("2019-01-01"), new Date("2019-01-02")];
  await db().saleWindow.create({ data: { eventId, id: 1, name: "Friends", access: "CODE", opensAt, closesAt } });
  await db().accessCode.create({ data: { eventId, id: codeId, code: "FRIENDS", isLink: false, windowId: 1 } });
}

/** Names of the right form of what is nowhere. */
function noThings({ event }: Things): Things {
  const nowhere = 2_147_483_000;
  const number = newOrderNumber(Number(event), 2026);
  const today = new Date();
  return {
    organization: uuidv7(),
    venue: String(nowhere),
    ownVenue: String(nowhere),
    hall: uuidv7(),
    draft: uuidv7(),
    event: String(nowhere),
    reservation: publicId(nowhere, uuidv7()),
    order: number,
    ticket: `${number}-1`,
    code: tokenOfTicket({ eventId: nowhere, id: uuidv7(), seatId: 1, issue: 1 }, { doorsAt: today, endsAt: today }),
    refund: publicId(Number(event), uuidv7()),
    webhook: uuidv7(),
    promo: uuidv7(),
    addOn: uuidv7(),
    delivery: uuidv7(),
    token: uuidv7(),
    invitation: uuidv7(),
    member: uuidv7(),
    view: uuidv7(),
    invoice: uuidv7(),
  };
}
