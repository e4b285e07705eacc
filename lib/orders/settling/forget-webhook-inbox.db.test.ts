import { expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { forgetWebhookInbox } from "./forget-webhook-inbox.ts";

aDatabase();

test("messages of gateways are forgotten after a month, of every event, and younger ones stay", async () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const message = (eventId: number, days: number) => {
    return { eventId, gateway: "stripe", gatewayEventId: `evt_${days}`, type: "a.type", receivedAt: daysAgo(days) };
  };
  await db().webhookInbox.createMany({
    data: [1, 2].flatMap((eventId) => [message(eventId, 29), message(eventId, 31)]),
  });
  expect(await forgetWebhookInbox()).toBe(2);
  expect((await db().webhookInbox.findMany()).map(({ gatewayEventId }) => gatewayEventId)).toEqual([
    "evt_29",
    "evt_29",
  ]);
  expect(await forgetWebhookInbox()).toBe(0);
});
