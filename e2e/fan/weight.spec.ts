import { gzipSync } from "node:zlib";
import { expect, test } from "../fixtures.ts";

const KB = 1_000;

test("the event page ships at most 170 kB of JavaScript, gzipped", async ({ page }) => {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.set(response.url(), response.body());
  });
  await page.goto("/events/la-traviata-madrid", { waitUntil: "networkidle" });
  const bodies = await Promise.all(scripts.values());
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
  test.info().annotations.push({ type: "measured", description: `${bytes} bytes in ${bodies.length} files` });
  expect(bytes).toBeLessThanOrEqual(170 * KB);
  expect(bytes).toBeGreaterThan(0);
});

test("the map of 18,000 seats is at most 150 kB of geometry and 20 kB of state on the wire", async ({
  request,
  page,
}) => {
  const events = (await (await request.get("/api/v1/events?q=neon+tide")).json()) as {
    data: { id: number; slug: string }[];
  };
  const [event] = events.data;
  const asked = page.waitForRequest(/\/api\/v1\/layouts\//);
  await page.goto(`/events/${event?.slug}/seats`);
  const geometry = await request.get((await asked).url(), { headers: { "accept-encoding": "gzip" } });
  const packed = gzipSync(await geometry.body(), { level: 9 }).byteLength;
  expect(geometry.headers()["content-encoding"]).toBe("gzip");
  expect(packed).toBeLessThanOrEqual(150 * KB);
  const state = await (await request.get(`/api/v1/events/${event?.id}/availability`)).body();
  expect(state.byteLength).toBeLessThanOrEqual(20 * KB);
  expect(state.byteLength).toBeGreaterThan(4_000);
});
