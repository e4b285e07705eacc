import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aReceiver, deliveriesOf, jobsOf, work } from "../testing/a-receiver.ts";
import { changeWebhook } from "./change-webhook.ts";
import { deliverWebhook } from "./deliver-webhook.ts";
import { listWebhookDeliveries } from "./list-webhook-deliveries.ts";
import { pingWebhook } from "./ping-webhook.ts";
import { replayWebhook } from "./replay-webhook.ts";
import { rotateWebhookSecret } from "./rotate-webhook-secret.ts";
import { sendWebhook } from "./send-webhook.ts";
import { DELIVERY_STATES, type DeliveryState } from "./webhook-contract.ts";

aDatabase();
const receiver = aReceiver();

describe("a message", () => {
  const example = /```js\n([\s\S]+?)```/.exec(readFileSync("docs/webhooks.md", "utf8"))?.[1] ?? "";
  type Check = (body: string, signature: string, secret: string, now?: number) => boolean;

  test("is verified by the documentation's example, only unchanged and fresh", async () => {
    const { isFromFairseat } = (await import(`data:text/javascript,${encodeURIComponent(example)}`)) as {
      isFromFairseat: Check;
    };
    const { secret, staff, organizationId, id } = await receiver.aPing("/signed");
    await work("deliver-webhook");
    const [first] = receiver.heard;
    const signature = String(first?.headers["fairseat-signature"]);
    const body = first?.body ?? "";
    expect(isFromFairseat(body, signature, secret)).toBe(true);
    expect(isFromFairseat(`${body} `, signature, secret)).toBe(false);
    expect(isFromFairseat(body, signature, `${secret}x`)).toBe(false);
    expect(isFromFairseat(body, signature, secret, Date.now() + 600_000)).toBe(false);
    expect(isFromFairseat(body, "", secret)).toBe(false);
    const rotated = await rotateWebhookSecret(staff, { organizationId, id });
    if (!rotated.ok) throw new Error(rotated.refusal.code);
    await pingWebhook(staff, { organizationId, id });
    await work("deliver-webhook");
    const both = String(receiver.heard[1]?.headers["fairseat-signature"]);
    for (const each of [secret, rotated.webhook.secret])
      expect(isFromFairseat(receiver.heard[1]?.body ?? "", both, each)).toBe(true);
    await db().webhookEndpoint.update({ where: { id }, data: { previousSecretUntil: new Date() } });
    await pingWebhook(staff, { organizationId, id });
    await work("deliver-webhook");
    const later = String(receiver.heard[2]?.headers["fairseat-signature"]);
    expect(isFromFairseat(receiver.heard[2]?.body ?? "", later, rotated.webhook.secret)).toBe(true);
    expect(isFromFairseat(receiver.heard[2]?.body ?? "", later, secret)).toBe(false);
  });

  test("that is not accepted is sent again, later each time, with the same id and body, until it is", async () => {
    receiver.answers["/late"] = 503;
    const { id } = await receiver.aPing("/late");
    const waits: number[] = [];
    for (let times = 0; times < 3; times++) waits.push(...(await work("deliver-webhook")));
    delete receiver.answers["/late"];
    waits.push(...(await work("deliver-webhook")));
    expect(await work("deliver-webhook")).toEqual([]);
    for (const [i, [least, most]] of (
      [
        [-1, 0.1],
        [4, 6.1],
        [29, 36.1],
        [119, 144.1],
      ] as const
    ).entries()) {
      expect(waits[i], `wait ${i}`).toBeGreaterThanOrEqual(least);
      expect(waits[i], `wait ${i}`).toBeLessThan(most);
    }
    expect(new Set(receiver.heard.map(({ body }) => body)).size).toBe(1);
    expect(await deliveriesOf(id)).toMatchObject([{ attempts: 4, status: 200, failure: null, nextAttemptAt: null }]);
  });

  test("that was not accepted for three days is given up, and sent again on request", async () => {
    receiver.answers["/never"] = 500;
    const { id, deliveryId, staff, organizationId } = await receiver.aPing("/never");
    const old = new Date(Date.now() - 72 * 3_600_000);
    await db().webhookDelivery.update({ where: { id: deliveryId }, data: { createdAt: old } });
    await work("deliver-webhook");
    expect(await jobsOf("deliver-webhook")).toEqual([]);
    const [given] = await deliveriesOf(id);
    expect(given).toMatchObject({ status: 500, failure: "status", nextAttemptAt: null });
    expect(given?.abandonedAt).not.toBeNull();
    const statesIn = async (state: DeliveryState) => {
      const listed = await listWebhookDeliveries(staff, { organizationId, id }, { state, page: 1, limit: 5 });
      return listed.ok ? listed.list.data.map((each) => each.state) : [];
    };
    for (const state of DELIVERY_STATES)
      expect(await statesIn(state), state).toEqual(state === "abandoned" ? ["abandoned"] : []);
    delete receiver.answers["/never"];
    const again = await replayWebhook(staff, { organizationId, endpointId: id, id: deliveryId });
    expect(again).toMatchObject({ ok: true, delivery: { state: "pending" } });
    await work("deliver-webhook");
    expect(receiver.heard.map(({ body }) => body)).toEqual([receiver.heard[0]?.body, receiver.heard[0]?.body]);
    expect(await deliveriesOf(id)).toMatchObject([{ status: 200, attempts: 2, abandonedAt: null }]);
  });

  test("that was taken is not sent by a job that runs again", async () => {
    const { deliveryId } = await receiver.aPing("/once");
    await work("deliver-webhook");
    await deliverWebhook({ deliveryId, tries: 0 });
    expect(receiver.heard).toHaveLength(1);
  });

  test("answered with 410 switches its webhook off, with an audit entry, until it is switched on again", async () => {
    receiver.answers["/gone"] = 410;
    const { id, staff, organizationId } = await receiver.aPing("/gone");
    await pingWebhook(staff, { organizationId, id });
    await work("deliver-webhook");
    expect(receiver.heard).toHaveLength(1);
    expect(await db().webhookEndpoint.findUnique({ where: { id } })).toMatchObject({ disabledReason: "gone" });
    expect((await deliveriesOf(id)).map(({ failure, abandonedAt }) => [failure, abandonedAt !== null])).toEqual([
      ["status", true],
      ["disabled", true],
    ]);
    expect(await db().auditEntry.count({ where: { organizationId, action: "webhook.disable" } })).toBe(1);
    expect(await pingWebhook(staff, { organizationId, id })).toMatchObject({ refusal: { code: "webhook_disabled" } });
    await changeWebhook(staff, { organizationId, id }, { enabled: true });
    expect((await pingWebhook(staff, { organizationId, id })).ok).toBe(true);
  });

  test("follows no redirect, waits no longer than its time, and reads a kilobyte of an endless answer", async () => {
    receiver.answers["/moved"] = 302;
    const send = (path: string, timeoutMs = 300_000) =>
      sendWebhook({ url: `${receiver.address}${path}`, body: "{}", headers: {} }, { timeoutMs });
    expect(await send("/moved")).toMatchObject({ status: 302, failure: null });
    expect(receiver.heard.map(({ path }) => path)).toEqual(["/moved"]);
    expect(await send("/silent", 300)).toMatchObject({ status: null, failure: "timeout" });
    expect(await send("/endless")).toMatchObject({ status: 200, failure: null });
    const { id } = await receiver.aPing("/moved");
    await work("deliver-webhook");
    expect(await deliveriesOf(id)).toMatchObject([{ status: 302, failure: "status", deliveredAt: null }]);
  });
});
