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

test("shared pages and the build's files come compressed, personal pages never", async ({ page, request }) => {
  const encodings = new Map<string, string | undefined>();
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (/\.(js|css)$/.test(path)) encodings.set(path, response.headers()["content-encoding"]);
  });
  const home = await page.goto("/", { waitUntil: "networkidle" });
  expect(home?.headers()["content-encoding"]).toBe("br");
  expect(encodings.size).toBeGreaterThan(5);
  // A file of less than a packet gains nothing.
  const plain = [...encodings].filter(([, encoding]) => encoding === undefined);
  for (const [path] of plain) expect((await (await request.get(path)).body()).length, path).toBeLessThan(1_024);
  for (const path of ["/search?q=opera", "/events/la-traviata-madrid", "/api/v1/events"])
    expect((await request.get(path, { headers: { "accept-encoding": "gzip" } })).headers()["content-encoding"]).toBe(
      "gzip",
    );
  for (const path of ["/orders", "/sign-in", "/account"])
    expect(
      (await request.get(path, { headers: { "accept-encoding": "gzip" } })).headers()["content-encoding"],
    ).toBeUndefined();
});
