import { ROLES } from "#lib/accounts/permissions";
import { openTokenFamily } from "#lib/accounts/tokens/open-token-family";
import { newOrderNumber } from "#lib/orders/order-number";
import { db } from "#lib/platform/db";
import { publicId, uuidv7 } from "#lib/platform/ids";
import { aHeldReservation, aMember, anEventOnSale, aPaidOrder, aUser, sellerOf } from "#prisma/seed/builders";

/**
 * Two organizations that know nothing of each other, each with one of everything, and somebody in every role: what the
 * matrix of authority is played on. Everybody comes with a bearer token; the second factor is shown unless the name says not.
 */
export type Things = Record<(typeof THINGS)[number], string>;
const THINGS = [
  ...["organization", "event", "reservation", "order", "ticket", "refund"],
  ...["webhook", "delivery", "token", "invitation", "member"],
] as const;

export type Caller = {
  name: string;
  headers: Record<string, string>;
  role?: (typeof ROLES)[number];
  isTwoFactor: boolean;
};
export type World = { own: Things; foreign: Things; missing: Things; callers: Caller[]; buyer: Caller };

export async function aWorld(): Promise<World> {
  const [fan, otherFan] = [await aUser(), await aUser()];
  const own = await allThings(fan.userId);
  const foreign = await allThings(otherFan.userId);
  const callers: Caller[] = [
    { name: "a stranger", headers: {}, isTwoFactor: false },
    { name: "a fan", headers: await bearerOf((await aUser()).userId), isTwoFactor: false },
  ];
  for (const role of ROLES) {
    const { userId } = await aMember(own.organization, role);
    callers.push({ name: `${role} of it`, headers: await bearerOf(userId), role, isTwoFactor: true });
  }
  const { userId: oneFactor } = await aMember(own.organization, "OWNER");
  const headers = await bearerOf(oneFactor, false);
  callers.push({ name: "OWNER of it without a second factor", headers, role: "OWNER", isTwoFactor: false });
  const { userId: disabled } = await aMember(own.organization, "OWNER");
  callers.push({ name: "a disabled OWNER", headers: await bearerOf(disabled), isTwoFactor: false });
  await db().user.update({ where: { id: disabled }, data: { disabledAt: new Date() } });
  const buyer = { name: "its buyer", headers: await bearerOf(fan.userId), isTwoFactor: false };
  return { own, foreign, missing: noThings(own), callers, buyer };
}

async function bearerOf(userId: string, isTwoFactor = true): Promise<Record<string, string>> {
  return { authorization: `Bearer ${(await openTokenFamily(userId, { isTwoFactor, userAgent: "" })).access_token}` };
}

async function allThings(fanId: string): Promise<Things> {
  const eventId = await anEventOnSale();
  const organizationId = await sellerOf(eventId);
  const { number, id: orderId } = await aPaidOrder(eventId, [1, 2], `user:${fanId}`);
  const held = await aHeldReservation(eventId, [5, 6], `user:${fanId}`);
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
    data: { organizationId, userId: member, name: "t", tokenHash: uuidv7(), hint: "abcd", scopes: ["event.read"] },
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
  return {
    organization: organizationId,
    event: String(eventId),
    reservation: publicId(eventId, held.id),
    order: number,
    ticket: ticket.number,
    refund: publicId(eventId, refundId),
    webhook: webhook.id,
    delivery: delivery.id,
    token: token.id,
    invitation: invitation.id,
    member,
  };
}

/** Names of the right form of what is nowhere. */
function noThings({ event }: Things): Things {
  const nowhere = 2_147_483_000;
  const number = newOrderNumber(Number(event), 2026);
  return {
    organization: uuidv7(),
    event: String(nowhere),
    reservation: publicId(nowhere, uuidv7()),
    order: number,
    ticket: `${number}-1`,
    refund: publicId(Number(event), uuidv7()),
    webhook: uuidv7(),
    delivery: uuidv7(),
    token: uuidv7(),
    invitation: uuidv7(),
    member: uuidv7(),
  };
}
