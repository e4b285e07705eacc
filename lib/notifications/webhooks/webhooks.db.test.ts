import { describe, expect, test } from "vitest";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "#prisma/seed/builders";
import { aReceiver, deliveriesOf } from "../testing/a-receiver.ts";
import { addWebhook, WEBHOOKS_MAX } from "./add-webhook.ts";
import { changeWebhook } from "./change-webhook.ts";
import { deliverWebhook } from "./deliver-webhook.ts";
import { forgetWebhookDeliveries } from "./forget-webhook-deliveries.ts";
import { listWebhookDeliveries } from "./list-webhook-deliveries.ts";
import { listWebhooks } from "./list-webhooks.ts";
import { pingWebhook } from "./ping-webhook.ts";
import { removeWebhook } from "./remove-webhook.ts";
import { replayWebhook } from "./replay-webhook.ts";
import { rotateWebhookSecret } from "./rotate-webhook-secret.ts";

aDatabase();
const receiver = aReceiver();

describe("webhooks of an organization", () => {
  test("keep their secret sealed, show it once, and leave a line in the audit log for each change", async () => {
    const { organizationId, staff, id, secret } = await receiver.anEndpoint("/log");
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    const stored = JSON.stringify(await db().webhookEndpoint.findUnique({ where: { id } }));
    expect(stored).not.toContain(secret);
    expect(JSON.stringify(await listWebhooks(staff, organizationId))).not.toContain('secret":');
    await changeWebhook(staff, { organizationId, id }, { events: ["order.paid"] });
    await rotateWebhookSecret(staff, { organizationId, id });
    await removeWebhook(staff, { organizationId, id });
    const lines = await db().auditEntry.findMany({ where: { organizationId }, orderBy: { at: "asc" } });
    expect(lines.map(({ action }) => action)).toEqual([
      "webhook.create",
      "webhook.update",
      "webhook.rotate_secret",
      "webhook.delete",
    ]);
    expect(JSON.stringify(lines)).not.toContain("whsec_");
  });

  test("of another organization look as if they did not exist, and a steward may not see their own organization's", async () => {
    const { organizationId, id } = await receiver.aPing("/private");
    const [delivery] = await deliveriesOf(id);
    const stranger = await aMember(await anOrganization(), "OWNER");
    const key = { organizationId, id };
    const mine = { organizationId: stranger.roles[0]?.organizationId ?? "", id };
    const asks = (staff: Staff, where: typeof key) => [
      changeWebhook(staff, where, { enabled: false }),
      removeWebhook(staff, where),
      rotateWebhookSecret(staff, where),
      pingWebhook(staff, where),
      listWebhookDeliveries(staff, where, { page: 1, limit: 5 }),
      replayWebhook(staff, { organizationId: where.organizationId, endpointId: id, id: delivery?.id ?? "" }),
    ];
    for (const answer of await Promise.all([
      ...asks(stranger, key),
      ...asks(stranger, mine),
      listWebhooks(stranger, organizationId),
      addWebhook(stranger, organizationId, { url: `${receiver.address}/x`, events: ["order.paid"] }),
      listWebhooks({ ...stranger, isAdmin: true }, uuidv7()),
    ]))
      expect(answer).toEqual({ ok: false, refusal: { code: "not_found" } });
    for (const answer of await Promise.all(asks(await aMember(organizationId, "GATE"), key)))
      expect(answer).toEqual({ ok: false, refusal: { code: "forbidden" } });
    expect(await db().webhookEndpoint.findUnique({ where: { id } })).toMatchObject({ disabledAt: null });
  });

  test("are twenty at most, however many are added at once", async () => {
    const organizationId = await anOrganization();
    const staff = await aMember(organizationId, "OWNER");
    const add = () => addWebhook(staff, organizationId, { url: `${receiver.address}/many`, events: ["order.paid"] });
    const answers = await Promise.all(Array.from({ length: WEBHOOKS_MAX + 5 }, add));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(WEBHOOKS_MAX);
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code === "webhook_limit_reached")).toHaveLength(5);
  });

  test("delete messages after thirty days, but not pending ones", async () => {
    const { id, staff, organizationId } = await receiver.aPing("/old");
    await pingWebhook(staff, { organizationId, id });
    const [sent] = await deliveriesOf(id);
    await deliverWebhook({ deliveryId: sent?.id, tries: 0 });
    const old = new Date(Date.now() - 31 * 24 * 3_600_000);
    await db().webhookDelivery.updateMany({ where: { endpointId: id }, data: { createdAt: old } });
    expect(await forgetWebhookDeliveries()).toBe(1);
    expect(await deliveriesOf(id)).toMatchObject([{ deliveredAt: null }]);
  });
});
