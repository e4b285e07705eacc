import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import tailwind from "@tailwindcss/postcss";
import { build } from "vite";
import { findBrowser } from "../../e2e/find-browser.ts";
import { readMachine } from "../machine.ts";
import { median, table } from "../report.ts";

/**
 * The row `designer`: the whole designer over 20,000 seats in Chromium with its CPU slowed four times. Each step of a drag is one move of
 * the mouse; its time is what the main thread worked until the frame after it was drawn.
 */
export async function benchDesigner(): Promise<{ table: string; result: object }> {
  const folder = mkdtempSync(join(tmpdir(), "designer-bench-"));
  try {
    await build({
      ...{ root: "bench/designer", configFile: false, logLevel: "warn", base: "./" },
      resolve: { alias: { "next/link": join(import.meta.dirname, "../designer/link.tsx") } },
      define: { "process.env.NODE_ENV": '"production"' },
      css: { postcss: { plugins: [tailwind()] } },
      oxc: { jsx: { runtime: "automatic" } },
      build: { outDir: folder, emptyOutDir: true },
    });
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const AIM_MS = 16;
const SLOWER = 4;
const STEPS = 60;
const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html" };

async function measure(folder: string): Promise<{ table: string; result: object }> {
  const server = createServer(({ url = "/" }, response) => {
    if (url === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const file = url === "/" ? "/index.html" : url;
    response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
    response.end(readFileSync(join(folder, file)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator("[role=application] [data-layer=areas] path").first().waitFor({ state: "attached" });
    const devtools = await page.context().newCDPSession(page);
    // The thread's own time: what other programs take of the machine is not ours.
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    return report(readMachine(folder), await drags(page, devtools));
  } finally {
    await browser.close();
    server.close();
  }
}

type Measured = { name: string; stepsMs: number[] };

async function drags(page: Page, devtools: CDPSession): Promise<Measured[]> {
  const measured: Measured[] = [];
  const seat = async () => {
    const box = await page.getByRole("application").boundingBox();
    if (!box) throw new Error("The drawing is not in view");
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const onSection = page.locator("[data-section]");
  await page.getByRole("tab", { name: "Hall" }).click();
  await onSection.nth(7).click();
  await page.getByRole("button", { name: "Select its 1 part" }).click();
  await stillness(page);
  measured.push({ name: "a block of 1,000 moved", stepsMs: await drag(page, devtools, await seat()) });
  const bend = await page.locator("[data-handle=bend]").boundingBox();
  if (!bend) throw new Error("There is no handle to bend with");
  const at = [bend.x + bend.width / 2, bend.y + bend.height / 2] as const;
  measured.push({ name: "a block of 1,000 bent", stepsMs: await drag(page, devtools, at) });
  await page.getByRole("application").focus();
  await page.keyboard.press("0");
  await page.keyboard.press("Control+a");
  await stillness(page);
  measured.push({ name: "all 20,000 moved", stepsMs: await drag(page, devtools, await seat()) });
  return measured;
}

/** Waits until two frames were drawn, so that the work of what was done before is over. */
const rest = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** Waits until the camera has flown to where it goes and the drawing is sharp again. */
const stillness = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()));
    const look = () => document.querySelector(".hd-plane")?.getAttribute("style");
    for (let still = 0, before = look(); still < 40; still = look() === before ? still + 1 : 0) {
      before = look();
      await frame();
    }
  });

async function drag(page: Page, devtools: CDPSession, [x, y]: readonly [number, number]): Promise<number[]> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The first moves begin the gesture, which lifts what is dragged once.
  await page.mouse.move(x + 6, y + 6);
  await page.mouse.move(x + 8, y + 8);
  await rest(page);
  // What two frames cost without a move; the least of five, for the first still does what began the gesture.
  const idles: number[] = [];
  for (let i = 0; i < 5; i++) idles.push(await workOf(page, devtools, async () => undefined));
  const idle = Math.min(...idles);
  const stepsMs: number[] = [];
  for (let i = 1; i <= STEPS; i++) {
    const work = await workOf(page, devtools, () => page.mouse.move(x + 8 + i, y + 8 + (i % 7)));
    stepsMs.push(Math.max(0, work - idle));
  }
  await page.mouse.up();
  await rest(page);
  return stepsMs;
}

/** Milliseconds that the main thread worked during an act and the frames after it. */
async function workOf(page: Page, devtools: CDPSession, act: () => Promise<void>): Promise<number> {
  const total = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
  };
  const before = await total();
  await act();
  await rest(page);
  return (await total()) - before;
}

function report(machine: object, measured: readonly Measured[]): { table: string; result: object } {
  const rows = measured.map(({ name, stepsMs }) => {
    const sorted = [...stepsMs].sort((a, b) => a - b);
    const p95 = Math.round((sorted[Math.floor(sorted.length * 0.95)] ?? 0) * 10) / 10;
    const middle = median(stepsMs);
    return { name, medianMs: middle, p95Ms: p95, ratio: Math.round((middle / AIM_MS) * 100) / 100 };
  });
  const lines = rows.map((row) => [row.name, String(row.medianMs), String(row.p95Ms), `${row.ratio}×`]);
  return {
    table: table([["drag", "median ms a step", "p95", `of ${AIM_MS} ms`], ...lines]),
    result: { machine, aimMs: AIM_MS, slower: SLOWER, steps: STEPS, rows },
  };
}
