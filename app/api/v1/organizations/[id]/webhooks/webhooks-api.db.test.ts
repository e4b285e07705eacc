import { beforeAll, describe, expect, test } from "vitest";
import { openTokenFamily } from "#lib/identity/tokens/open-token-family";
import {
  deliveryList,
  deliveryWire,
  webhookList,
  webhookWire,
  webhookWithSecret,
} from "#lib/notifications/webhooks/webhook-contract";
import type { Role } from "#lib/organizations/permissions";
import type { Handler } from "#lib/platform/http/endpoint";
import { uuidv7 } from "#lib/platform/ids";
import { aDatabase } from "#lib/platform/testing/database";
import { aMember, anOrganization } from "../../../../../../prisma/seed/builders.ts";
import * as replay from "./[webhook_id]/deliveries/[delivery_id]/replay/route.ts";
import * as deliveries from "./[webhook_id]/deliveries/route.ts";
import * as ping from "./[webhook_id]/ping/route.ts";
import * as rotate from "./[webhook_id]/rotate-secret/route.ts";
import * as one from "./[webhook_id]/route.ts";
import * as all from "./route.ts";

/** Webhooks through their endpoints, as an organization's own program manages them. */
aDatabase();

let organizationId: string;
let manager: string;
beforeAll(async () => {
  organizationId = await anOrganization();
  manager = await bearerOf("MANAGER", organizationId);
});

async function bearerOf(role: Role, organization: string): Promise<string> {
  const { userId } = await aMember(organization, role);
  return (await openTokenFamily(userId, { isTwoFactor: false, userAgent: "" })).access_token;
}

type Asking = { params?: Record<string, string>; body?: object; bearer?: string; key?: string };

function ask(handler: Handler, { params = {}, body, bearer = manager, key }: Asking) {
  const { spec } = handler;
  const method =
    handler === one.PATCH
      ? "PATCH"
      : handler === one.DELETE
        ? "DELETE"
        : handler === all.GET || handler === deliveries.GET
          ? "GET"
          : "POST";
  const headers = {
    authorization: `Bearer ${bearer}`,
    "content-type": "application/json",
    ...(key ? { "idempotency-key": key } : {}),
  };
  const request = new Request(`http://localhost${spec.route}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return handler(request, { params: Promise.resolve({ id: organizationId, ...params }) });
}

const HOOK = { url: "http://localhost:4/hook", events: ["order.paid", "order.paid"] };

test("a webhook is made, read, changed, tried, given a new secret, and removed", async () => {
  const made = await ask(all.POST, { body: HOOK });
  expect(made.status).toBe(201);
  const { secret, ...webhook } = webhookWithSecret.parse(await made.json());
  expect(made.headers.get("location")).toBe(`/api/v1/organizations/${organizationId}/webhooks/${webhook.id}`);
  expect(webhook.events).toEqual(["order.paid"]);
  const params = { webhook_id: webhook.id };
  const listed = await (await ask(all.GET, {})).text();
  expect(webhookList.parse(JSON.parse(listed)).data).toEqual([webhook]);
  expect(listed).not.toContain("whsec_");
  const off = await ask(one.PATCH, { params, body: { enabled: false } });
  expect(webhookWire.parse(await off.json())).toMatchObject({ enabled: false, disabled_reason: "by_staff" });
  expect((await ask(ping.POST, { params })).status).toBe(409);
  await ask(one.PATCH, { params, body: { enabled: true } });
  const sent = await ask(ping.POST, { params });
  const delivery = deliveryWire.parse(await sent.json());
  expect([sent.status, delivery.state]).toEqual([202, "pending"]);
  const again = await ask(replay.POST, { params: { ...params, delivery_id: delivery.id } });
  expect([again.status, deliveryWire.parse(await again.json()).message_id]).toEqual([202, delivery.message_id]);
  const log = deliveryList.parse(await (await ask(deliveries.GET, { params })).json());
  expect(log.meta).toEqual({ total: 1, page: 1, limit: 20 });
  const rotated = webhookWithSecret.parse(await (await ask(rotate.POST, { params })).json());
  expect(rotated.secret).not.toBe(secret);
  expect(rotated.old_secret_until).not.toBeNull();
  expect((await ask(one.DELETE, { params })).status).toBe(204);
  expect((await ask(one.DELETE, { params })).status).toBe(404);
});

test("a request that is repeated under its key makes one webhook and shows the same secret", async () => {
  const before = webhookList.parse(await (await ask(all.GET, {})).json()).meta.total;
  const key = uuidv7();
  const [first, again] = [await ask(all.POST, { body: HOOK, key }), await ask(all.POST, { body: HOOK, key })];
  expect(await again.text()).toBe(await first.text());
  expect(webhookList.parse(await (await ask(all.GET, {})).json()).meta.total).toBe(before + 1);
});

describe("a webhook", () => {
  test("to an address that is not allowed is refused by field", async () => {
    for (const url of ["https://169.254.169.254/", "http://example.com/", "https://a:b@example.com/", "x"]) {
      const refused = await ask(all.POST, { body: { ...HOOK, url } });
      expect(refused.status, url).toBe(400);
      expect(await refused.json()).toMatchObject({ error: "invalid_request", fields: [{ path: "url" }] });
    }
    expect((await ask(all.POST, { body: { ...HOOK, events: [] } })).status).toBe(400);
    expect((await ask(all.POST, { body: { ...HOOK, events: ["order.shipped"] } })).status).toBe(400);
  });

  test("of another organization gives the bytes of one that does not exist, at every endpoint", async () => {
    const made = webhookWithSecret.parse(await (await ask(all.POST, { body: HOOK })).json());
    const sent = deliveryWire.parse(await (await ask(ping.POST, { params: { webhook_id: made.id } })).json());
    const mine = await anOrganization();
    const stranger = await bearerOf("OWNER", mine);
    const endpoints: [Handler, object?][] = [
      [one.PATCH, { enabled: false }],
      [one.DELETE],
      [rotate.POST],
      [ping.POST],
      [deliveries.GET],
      [replay.POST],
    ];
    for (const [handler, body] of endpoints) {
      const texts = await Promise.all(
        [
          { id: organizationId, webhook_id: made.id, delivery_id: sent.id },
          { id: mine, webhook_id: made.id, delivery_id: sent.id },
          { id: uuidv7(), webhook_id: uuidv7(), delivery_id: uuidv7() },
        ].map(async (params) => {
          const answer = await ask(handler, { params, bearer: stranger, ...(body ? { body } : {}) });
          return `${answer.status} ${await answer.text()}`;
        }),
      );
      expect(new Set(texts).size, handler.spec.route).toBe(1);
      expect(texts[0]).toMatch(/^404 /);
      const gate = await ask(handler, {
        params: { webhook_id: made.id, delivery_id: sent.id },
        bearer: await bearerOf("GATE", organizationId),
        ...(body ? { body } : {}),
      });
      expect(gate.status).toBe(403);
    }
  });
});
