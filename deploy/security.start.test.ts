import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db/db";
import { ownShop } from "./testing/own-shop.ts";

const shop = ownShop();
const { ask, hold } = shop;

async function page(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(shop.url + path, { headers: { accept: "text/html", ...headers }, redirect: "manual" });
  return { response, html: await response.text(), policy: response.headers.get("content-security-policy") ?? "" };
}

async function slugOfEvent(): Promise<string> {
  return (await db().event.findUniqueOrThrow({ where: { id: shop.eventId } })).slug;
}

/** The inline scripts of a page, without data blocks. */
function inlineScripts(html: string): { attributes: string; text: string }[] {
  return [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
    .map(([, attributes = "", text = ""]) => ({ attributes, text }))
    .filter(({ attributes }) => !/\ssrc=/.test(attributes) && !/application\/(ld\+)?json/.test(attributes));
}

describe("every page names each of its scripts, and loads none from elsewhere", () => {
  test("by hash on shared pages", async () => {
    for (const path of [
      "/",
      "/search?q=x",
      `/events/${await slugOfEvent()}`,
      `/events/${await slugOfEvent()}/seats`,
      "/help",
    ]) {
      const { response, html, policy } = await page(path);
      expect(response.status, path).toBe(200);
      const scripts = inlineScripts(html);
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const { text } of scripts) {
        expect(policy, path).toContain(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
      }
      expect(policy).not.toMatch(/nonce-|unsafe-eval|script-src[^;]*unsafe-inline|stripe/);
    }
  });

  test("by nonce on personal pages", async () => {
    const held = await hold();
    const seen = new Set<string>();
    for (const path of ["/sign-in", "/sign-up", "/orders", `/checkout/${held.id}`, "/no-such-page", "/sign-in"]) {
      const { html, policy } = await page(path, { cookie: held.cookie });
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
      expect(nonce.length, path).toBeGreaterThan(20);
      seen.add(nonce);
      for (const { attributes } of inlineScripts(html)) expect(attributes, path).toContain(`nonce="${nonce}"`);
      expect(policy.includes("https://js.stripe.com")).toBe(path.startsWith("/checkout/"));
    }
    expect(seen.size).toBe(6);
  });

  test("every loaded script comes from this server", async () => {
    for (const path of ["/", `/events/${await slugOfEvent()}/seats`, "/sign-in", `/checkout/${(await hold()).id}`]) {
      const { html } = await page(path);
      for (const [, source = ""] of html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g))
        expect(source).toMatch(/^\/_next\/static\//);
    }
  });
});

test("every response forbids framing, type sniffing and referrers to other sites", async () => {
  for (const path of ["/", "/sign-in", "/api/v1/events", "/api/health/live", "/robots.txt", "/no-such-page"]) {
    const { headers } = await fetch(shop.url + path);
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("x-frame-options"), path).toBe("DENY");
    expect(headers.get("referrer-policy"), path).toBe("same-origin");
    expect(headers.get("permissions-policy"), path).toContain("camera=()");
    expect(headers.has("x-powered-by"), path).toBe(false);
  }
});

test("Next's internal headers have no effect when a client sends them", async () => {
  const hostile = {
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-middleware-rewrite": "/dev/inbox",
    "x-middleware-next": "1",
    "x-middleware-override-headers": "cookie",
    "x-middleware-request-cookie": "fairseat_guest=a.b",
    "x-invoke-path": "/account",
    "x-matched-path": "/account",
    "x-nextjs-data": "1",
    "x-fairseat-address": "127.0.0.1",
    "content-security-policy": "script-src 'nonce-hostile'",
  };
  for (const path of ["/", "/search", "/account", "/orders", "/organizer"]) {
    const [plain, attacked] = [await page(path), await page(path, hostile)];
    expect([attacked.response.status, attacked.response.headers.get("location")], path).toEqual([
      plain.response.status,
      plain.response.headers.get("location"),
    ]);
    expect(attacked.html, path).not.toContain("hostile");
    expect(attacked.policy, path).not.toContain("hostile");
  }
  const held = await hold();
  expect((await ask(`/api/v1/reservations/${held.id}`, { headers: hostile })).status).toBe(404);
  expect((await ask("/api/cron/expire", { method: "POST", headers: hostile })).status).toBe(401);
});

test("a card number sent in a wrong field reaches neither the log nor the database", async () => {
  const held = await hold();
  const numbers = ["4242424242424242", "4242 4242 4242 4242", "4000-0025-0000-3155"];
  for (const number of numbers) {
    const bodies = [
      {
        payment_method_id: number,
        idempotency_key: "a-card-in-it",
        billing_details: { name: number, email: "a@b.example" },
      },
      { payment_method_id: "pm_card_visa", card: { number }, billing_details: {} },
    ];
    for (const body of bodies) {
      const answer = await ask(`/api/v1/reservations/${held.id}/commit`, {
        method: "POST",
        cookie: held.cookie,
        body: JSON.stringify(body),
        headers: { "user-agent": `card ${number}`, referer: `${shop.url}/?card=${number}` },
      });
      expect(answer.status).toBe(400);
    }
    await ask(`/api/v1/events?q=${encodeURIComponent(number)}`);
    await page(`/search?q=${encodeURIComponent(number)}`);
    await page(`/no-such-page/${encodeURIComponent(number)}`);
  }
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`;
  for (const number of numbers) {
    expect(shop.server.words()).not.toContain(number);
    for (const { name } of tables) {
      const found = await db().$queryRawUnsafe<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM ${name} r WHERE r::text LIKE $1`,
        `%${number}%`,
      );
      expect(found[0]?.n, `${number} in ${name}`).toBe(0);
    }
  }
});
