import { describe, expect, test } from "vitest";
import { changeHall } from "#lib/orders/changing-hall/change-hall";
import { aHallVersion, eachRow } from "#lib/orders/changing-hall/testing/a-hall-version";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { aMember, anEventOnSale, aPaidOrder, aSmallHall, sellerOf } from "#prisma/seed/builders";
import { aReceiver, deliveriesOf, jobsOf, work } from "../testing/a-receiver.ts";
import { changeWebhook } from "./change-webhook.ts";
import { publishWebhook, webhookPublisher } from "./publish-webhook.ts";

aDatabase();
const receiver = aReceiver();

describe("what happened", () => {
  test("is sent once to every webhook of the organization that wants it, and to no other", async () => {
    const eventId = await anEventOnSale();
    const { organizationId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const wants = await receiver.anEndpoint("/wants", ["order.paid"], organizationId);
    const other = await receiver.anEndpoint("/other", ["ticket.checked_in"], organizationId);
    const off = await receiver.anEndpoint("/off", ["order.paid"], organizationId);
    await changeWebhook(off.staff, off, { enabled: false });
    const foreign = await receiver.anEndpoint("/foreign", ["order.paid"]);
    const order = await aPaidOrder(eventId);
    await publishWebhook({ type: "order.paid", eventId, orderId: order.id });
    await workFacts(webhookPublisher);
    await work("deliver-webhook");
    expect(receiver.heard.map(({ path }) => path)).toEqual(["/wants"]);
    for (const silent of [other, off, foreign]) expect(await deliveriesOf(silent.id)).toEqual([]);
    const body = JSON.parse(receiver.heard[0]?.body ?? "") as Record<string, unknown>;
    expect(body).toMatchObject({
      id: expect.stringMatching(/^msg_[0-9a-f]{32}$/) as string,
      type: "order.paid",
      api_version: "v1",
      data: {
        order_number: order.number,
        status: "confirmed",
        total_amount: 90,
        currency: "EUR",
        event: { id: eventId },
      },
    });
    expect(receiver.heard[0]?.headers).toMatchObject({
      "fairseat-event": "order.paid",
      "fairseat-message-id": body.id,
    });
    expect(receiver.heard[0]?.body).not.toMatch(/ada@example\.org|Lovelace|qr_code|buyer/);
    expect(await deliveriesOf(wants.id)).toMatchObject([{ status: 200, attempts: 1, failure: null }]);
  });

  test("is not stored when the organization has no webhook", async () => {
    await aPaidOrder(await anEventOnSale());
    await workFacts(webhookPublisher);
    expect(await jobsOf("deliver-webhook")).toEqual([]);
  });

  test("about an event contains its present state, and two changes at one moment are one message", async () => {
    const eventId = await anEventOnSale();
    const { organizationId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const { id } = await receiver.anEndpoint("/event", ["event.updated"], organizationId);
    for (const title of ["First", "Second"]) {
      await db().event.update({ where: { id: eventId }, data: { title } });
      await publishWebhook({ type: "event.updated", eventId });
      await publishWebhook({ type: "event.updated", eventId });
    }
    const titles = (await deliveriesOf(id)).map(
      ({ body }) => (JSON.parse(body) as { data: { title: string } }).data.title,
    );
    expect(titles).toEqual(["First", "Second"]);
    await db().event.update({ where: { id: eventId }, data: { status: "DRAFT" } });
    await publishWebhook({ type: "event.updated", eventId });
    expect(await deliveriesOf(id)).toHaveLength(2);
  });

  test("about a changed hall names the change and not who made it, and is a change of the event too", async () => {
    const eventId = await anEventOnSale({ layout: aSmallHall({ rows: 2 }) });
    const organizationId = await sellerOf(eventId);
    const hall = await receiver.anEndpoint("/hall", ["event.hall_changed"], organizationId);
    const any = await receiver.anEndpoint("/any", ["event.updated"], organizationId);
    const asked = await aHallVersion(eventId, (plan) => eachRow(plan, (row, i) => (i === 1 ? undefined : row)));
    const changed = await changeHall(await aMember(organizationId, "MANAGER"), eventId, asked);
    const { layout_hash } = changed.ok ? changed.change : { layout_hash: "" };
    await workFacts(webhookPublisher);
    await workFacts(webhookPublisher);
    const bodies = async ({ id }: { id: string }) =>
      (await deliveriesOf(id)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    const hallBodies = await bodies(hall);
    expect(hallBodies).toMatchObject([
      {
        type: "event.hall_changed",
        data: {
          ...{ id: eventId, layout_hash },
          hall_change: {
            hall_id: asked.hall_id,
            version: asked.version,
            layout_hash,
            counts: { removed: 10, added: 0 },
          },
        },
      },
    ]);
    expect(JSON.stringify(hallBodies)).not.toContain("user:");
    expect(await bodies(any)).toMatchObject([{ type: "event.updated", data: { id: eventId, layout_hash } }]);
  });

  test("about a refund names the refund and the tickets it took back", async () => {
    const eventId = await anEventOnSale();
    const { organizationId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const { id } = await receiver.anEndpoint("/refund", ["order.refunded"], organizationId);
    const order = await aPaidOrder(eventId);
    const [ticket, payment] = await Promise.all([
      db().ticket.findFirstOrThrow({ where: { eventId, orderId: order.id } }),
      db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } }),
    ]);
    const refundId = uuidv7();
    const money = { amountMinor: 4_500, reason: "requested", idempotencyKey: refundId, paymentId: payment.id };
    await db().refund.create({ data: { eventId, id: refundId, orderId: order.id, ...money, ticketIds: [ticket.id] } });
    await publishWebhook({ type: "order.refunded", eventId, orderId: order.id, refundId });
    const [delivery] = await deliveriesOf(id);
    expect((JSON.parse(delivery?.body ?? "") as { data: unknown }).data).toMatchObject({
      order_number: order.number,
      refund: { refund_id: `${eventId}-${refundId}`, amount: 45, status: "pending", tickets: [ticket.number] },
    });
  });

  test("about a dispute names the dispute", async () => {
    const eventId = await anEventOnSale();
    const { organizationId } = await db().event.findUniqueOrThrow({ where: { id: eventId } });
    const { id } = await receiver.anEndpoint("/dispute", ["payment.disputed"], organizationId);
    const order = await aPaidOrder(eventId);
    const payment = await db().payment.findFirstOrThrow({ where: { eventId, orderId: order.id } });
    const disputeId = uuidv7();
    const about = { gateway: "stripe", gatewayId: "dp_1", amountMinor: 4_500, reason: "fraudulent", isWithdrawn: true };
    await db().dispute.create({
      data: { ...about, eventId, id: disputeId, orderId: order.id, paymentId: payment.id },
    });
    await publishWebhook({ type: "payment.disputed", eventId, orderId: order.id, disputeId });
    const [delivery] = await deliveriesOf(id);
    expect((JSON.parse(delivery?.body ?? "") as { data: unknown }).data).toMatchObject({
      order_number: order.number,
      dispute: {
        dispute_id: `${eventId}-${disputeId}`,
        amount: 45,
        status: "open",
        withdrawn: true,
        reason: "fraudulent",
      },
    });
  });
});
