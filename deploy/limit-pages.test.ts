import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { nameClient } from "#lib/platform/http/client-address";
import { forgetSingleton } from "#lib/platform/singleton";
import { limitTo } from "#lib/protection/limits";
import { POLICIES } from "#lib/protection/policies";
import { withPageLimit } from "./limit-pages.ts";

/** Pages of one client, and of a client whose limit is used up. */
const server = createServer((request, response) => {
  nameClient(request.headers, "203.0.113.9");
  void limited(request, response);
});
const limited = withPageLimit(async (_, response) => void response.end("a page"));

const scaleBefore = process.env.RATE_LIMIT_SCALE;
let origin = "";
beforeAll(async () => {
  process.env.RATE_LIMIT_SCALE = "1";
  forgetSingleton("env");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  process.env.RATE_LIMIT_SCALE = scaleBefore ?? "";
  for (const name of ["env", "plain-server"]) forgetSingleton(name);
  server.close();
});
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));

async function useUp(address: string): Promise<void> {
  for (let i = 0; i < POLICIES.page.address.requests; i++) {
    await limitTo("page").take({ actor: undefined, address, params: undefined });
  }
}

test("a client over the limit gets a page in their language that says so, and no other page", async () => {
  expect(await (await fetch(`${origin}/search`)).text()).toBe("a page");
  await useUp("203.0.113.9");
  const refused = await fetch(`${origin}/search`, { headers: { "accept-language": "es" } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("content-security-policy")).toContain("default-src");
  expect(await refused.text()).toContain("Han sido muchas páginas de golpe.");
  expect(await (await fetch(`${origin}/search?_rsc=1`)).text()).toContain("That was a lot at once.");
});

test.each(["/api/v1/events", "/_next/static/a.js", "/posters/a", "/health/live"])(
  "%s is not counted as a page",
  async (path) => {
    await useUp("203.0.113.9");
    expect(await (await fetch(`${origin}${path}`)).text()).toBe("a page");
  },
);
