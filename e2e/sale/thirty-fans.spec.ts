import { type APIRequest, type Browser, type BrowserContext, devices, type Page } from "@playwright/test";
import { prove } from "../fan/prove.ts";
import { expect, test } from "../fixtures.ts";

const SEATS = 20;
const FANS = 30;
const COOKIES = 40;
/** People come with different phones and computers. */
const DEVICES = ["Pixel 7", "Galaxy S9+", "Desktop Chrome", "Pixel 5", "Galaxy Tab S4", "Desktop Edge"] as const;

// A browser reports the hold that found no seat any more.
test.use({ allowedErrors: /409 \(Conflict\)/ });

test("thirty fans and a script want twenty seats: twenty get one in the order of the draw, ten are told, and the script has one place", async ({
  browser,
  demo,
  playwright,
  baseURL,
}) => {
  const { id, slug } = JSON.parse(await demo.run("e2e/sale/small-sale.ts")) as { id: number; slug: string };
  const fans: Fan[] = [];

  await test.step("they join, and a script with forty cookies tries to be forty", async () => {
    for (let i = 0; i < FANS; i++) fans.push(await joins(browser, slug, DEVICES[i % DEVICES.length] ?? "Pixel 7"));
    expect(await stuff(playwright.request, String(baseURL), id)).toBe(1);
  });

  await test.step("the order is drawn among thirty-one", async () => {
    await demo.run("e2e/sale/open-draw.ts", String(id));
    for (const fan of fans) fan.number = await numberOf(fan.page, id);
    await expect.poll(async () => (await statusOf(fans[0]?.page as Page, id)).draw.tickets).toBe(FANS + 1);
    fans.sort((a, b) => a.number - b.number);
    expect(new Set(fans.map(({ number }) => number)).size).toBe(FANS);
  });

  await test.step("twenty come in by their numbers and hold a seat; nobody overtakes them", async () => {
    for (const fan of fans.slice(0, SEATS)) {
      await expect(fan.page).toHaveURL(/\/seats$/);
      const hadTurn = await turns(fans, id);
      // They are the first of the line, without a gap.
      expect(hadTurn.lastIndexOf(true)).toBe(hadTurn.filter(Boolean).length - 1);
      await fan.page.getByRole("button", { name: "Find the best seat" }).click();
      await fan.page.getByRole("button", { name: /^Take/ }).click();
      await fan.page.getByRole("button", { name: /^Hold/ }).click();
      await expect(fan.page.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
    }
  });

  await test.step("each has a seat of their own, and ten are told that none are left", async () => {
    const [{ page: anyPage }] = fans as [Fan];
    // Twenty holds of one seat each, and of twenty seats none is free.
    await expect.poll(async () => (await statusOf(anyPage, id)).available_seats).toBe(0);
    for (const { page } of fans.slice(SEATS)) {
      const told = page.getByText(/none left now|sold out|all seats are taken/i).filter({ visible: true });
      await expect(told.first()).toBeVisible();
    }
  });
  await Promise.all(fans.map(({ context }) => context.close()));
});

type Fan = { context: BrowserContext; page: Page; number: number };

async function joins(browser: Browser, slug: string, device: (typeof DEVICES)[number]): Promise<Fan> {
  const { defaultBrowserType: _, ...look } = devices[device] ?? {};
  const context = await browser.newContext({ ...look, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`/events/${slug}/queue`);
  await page.getByRole("button", { name: "Join the queue" }).click();
  await expect(page.getByRole("heading", { name: "You are in the draw" })).toBeVisible();
  return { context, page, number: 0 };
}

/** A script of one network: it solves one challenge and joins with many cookies. Answers how many places it got. */
async function stuff(request: APIRequest, baseURL: string, eventId: number): Promise<number> {
  const path = `/api/v1/events/${eventId}/queue`;
  let places = 0;
  const proven = await request.newContext({ baseURL });
  await prove(proven, eventId);
  const { cookies } = await proven.storageState();
  const proof = cookies.find(({ name }) => name.endsWith("fairseat_proof"));
  for (let i = 0; i < COOKIES; i++) {
    // The first comes with the guest to whom the proof belongs, the others with a guest of their own and the same proof.
    const script =
      i === 0
        ? proven
        : await request.newContext({ baseURL, storageState: { cookies: proof ? [proof] : [], origins: [] } });
    const joined = await script.post(path);
    places += Number(joined.status() === 201);
    if (script !== proven) await script.dispose();
  }
  await proven.dispose();
  return places;
}

async function numberOf(page: Page, eventId: number): Promise<number> {
  let number = 0;
  await expect
    .poll(async () => {
      number = Number((await read<{ number: number | null }>(page, `/api/v1/events/${eventId}/queue`)).number ?? 0);
      return number;
    })
    .toBeGreaterThan(0);
  return number;
}

/** Whose turn has come, by the line. The last are asked first: a call that comes in between is then no gap. */
async function turns(fans: readonly Fan[], eventId: number): Promise<boolean[]> {
  const hadTurn: boolean[] = [];
  for (const { page } of fans.toReversed()) {
    const { state } = await read<{ state: string }>(page, `/api/v1/events/${eventId}/queue`);
    hadTurn.unshift(!["joined", "waiting"].includes(state));
  }
  return hadTurn;
}

function statusOf(page: Page, eventId: number): Promise<{ draw: { tickets: number }; available_seats: number }> {
  return read(page, `/api/v1/events/${eventId}/queue/status`);
}

async function read<Answer>(page: Page, path: string): Promise<Answer> {
  // Between two readings of a fan the server may close the connection that the second would use.
  return (await page.request.get(path, { maxRetries: 3 })).json();
}
