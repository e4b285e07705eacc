import { expect, test } from "vitest";
import type { Shop } from "#lib/orders/testing/shop";
import { uuidv7 } from "#lib/platform/ids";
import { forgetSingleton } from "#lib/platform/singleton";
import { aMember, anEventOnSale } from "#prisma/seed/builders";
import { askDocumented, asked, codeOf, ENDPOINTS, signedInAs } from "./asking.ts";
import { SPECS } from "./endpoints.ts";
import { makeKnown } from "./know.ts";
import { known } from "./spec.ts";

/** Well-formed requests without authority and for missing objects; the answers are validated against the document. */
export function strangersStory(shop: Shop): void {
  test("requests without authority or for missing objects get the documented refusals", async () => {
    await makeKnown([...ENDPOINTS.values()]);
    const memberOf = async (role: "OWNER" | "GATE", twoFactor = true) =>
      signedInAs((await aMember(known.organization, role)).userId, twoFactor);
    const everybody: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${known.bearer}` },
      await memberOf("GATE"),
      await memberOf("OWNER", false),
      await memberOf("OWNER"),
    ];
    for (const endpoint of ENDPOINTS.values()) {
      const { params = () => ({}), body } = SPECS[endpoint.name] ?? {};
      // Who makes an organization is an owner from then on.
      if (endpoint.name === "POST v1/organizations") continue;
      for (const headers of everybody) {
        // Erasing or signing out would end the round half-way.
        if (endpoint.name.startsWith("POST v1/me/") && !headers.authorization) continue;
        const names = Object.keys(params());
        const nowhere = Object.fromEntries(names.map((name) => [name, name === "id" ? "999999" : uuidv7()]));
        for (const path of [params(), nowhere]) {
          const sent = { params: path, headers, ...(body ? { body: body() } : {}) };
          expect((await askDocumented(endpoint, sent)).status).toBeLessThan(500);
        }
      }
    }
  });

  test("a client above its limit learns when to retry", async () => {
    process.env.RATE_LIMIT_SCALE = "1";
    forgetSingleton("env");
    const tries = Array.from({ length: 12 }, () =>
      asked("POST v1/auth/token", { headers: { "x-forwarded-for": "192.0.2.7" }, body: {} }),
    );
    const told = (await Promise.all(tries)).find(({ status }) => status === 429);
    process.env.RATE_LIMIT_SCALE = "10000";
    forgetSingleton("env");
    expect(told?.body.error).toBe("rate_limit_exceeded");
    expect(Number(told?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("a gateway that is down is 503, with the time to wait", async () => {
    const eventId = await anEventOnSale();
    const body = { client_reservation_id: uuidv7(), seat_ids: [1, 2] };
    const held = await asked("POST v1/events/[id]/reservations", { params: { id: String(eventId) }, body });
    shop.sandbox().trouble.set("down");
    const told = await asked("POST v1/reservations/[id]/commit", {
      params: { id: String(held.body.reservation_id) },
      headers: { cookie: held.cookie },
      body: {
        payment_method_id: "pm_card_visa",
        idempotency_key: uuidv7(),
        billing_details: { name: "Ada Lovelace", email: "ada@example.org" },
      },
    });
    expect([codeOf(told), told.headers.has("retry-after")]).toEqual(["503 unavailable", true]);
  });
}
