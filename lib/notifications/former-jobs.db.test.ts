import { readFileSync } from "node:fs";
import pg from "pg";
import { expect, test } from "vitest";
import { anOrder } from "#lib/orders/testing/an-order";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { enqueue } from "#lib/platform/jobs/worker";
import { aDatabase } from "#lib/platform/testing/database";
import { workFacts } from "#lib/platform/testing/facts";
import { anEventOnSale } from "#prisma/seed/builders";
import { accountMails } from "./account-mails.ts";
import { mailEraser } from "./erase-mails.ts";
import { orderMails } from "./order-mails.ts";
import { webhookPublisher } from "./webhooks/publish-webhook.ts";

const database = aDatabase();

test("jobs that waited when facts took their place are done all the same, once", async () => {
  const eventId = await anEventOnSale();
  const paid = await anOrder(eventId, { email: "paid@example.org", seatIds: [1] });
  const late = await anOrder(eventId, {
    ...{ email: "late@example.org", status: "FAILED", failureReason: "late_payment" },
    seatIds: [2],
  });
  const { id: userId } = await db().user.create({ data: { email: "owner@example.org", emailVerified: new Date() } });
  await enqueue("send-order-mail", { eventId, orderId: paid.id });
  const refund = { refundId: uuidv7(), amountMinor: 4_500, reason: "late_payment" };
  await enqueue("send-refund-mail", { eventId, orderId: late.id, ...refund });
  await enqueue("send-account-notice", { userId, kind: "passkey_added" });
  await enqueue("publish-webhook", { type: "event.updated", eventId });
  await enqueue("erase-mails", { email: "nobody@example.org" });
  await enqueue("send-mail-code", { email: "stays@example.org", code: "123456", locale: "en" });
  await migrateJobs();
  await migrateJobs();
  expect(await workFacts(orderMails, accountMails, webhookPublisher, mailEraser)).toBe(5);
  const mails = await db().notificationDelivery.findMany({ orderBy: { address: "asc" } });
  expect(mails.map(({ address }) => address)).toEqual(["late@example.org", "owner@example.org", "paid@example.org"]);
  expect(await db().factDelivery.count()).toBe(0);
  const jobs = await db().$queryRaw<{ task: string }[]>`
    SELECT t.identifier AS task FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id`;
  expect(jobs).toEqual([{ task: "send-mail-code" }]);
});

async function migrateJobs(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  await client.query(readFileSync("prisma/migrations/20261128200300_jobs_become_facts/migration.sql", "utf8"));
  await client.end();
}
