import type { APIRequest, APIRequestContext, Page } from "@playwright/test";
import { expectAccessibleInBothThemes } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { DEMO_PASSWORD } from "./account-steps.ts";
import { holdBest, openMap } from "./walk.ts";

// The browser reports the challenge that a test lets fail, and the hold that is refused without it.
test.use({ allowedErrors: /403 \(Forbidden\)|ERR_FAILED/ });

const QUEUE = "/events/kintsugi-drive-tokyo/queue";
const CHALLENGES = /\/challenges$/;

const waiting = (page: Page) => page.getByText("One moment: your browser is doing a small sum");

test("a fan sees nothing of the challenge, holds as a person, and is asked for no other one", async ({
  page,
  request,
}) => {
  const { slug } = await anEvent(request, "schubert");
  const solved = page.waitForResponse(/\/challenges\/solutions$/);
  await page.goto(`/events/${slug}`);
  await openMap(page);
  expect((await solved).status()).toBe(200);
  await holdBest(page);
  await expect(waiting(page)).toHaveCount(0);
  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name.endsWith("fairseat_proof"))).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
  });
  const asked = page.waitForResponse(CHALLENGES);
  await page.reload();
  expect((await asked).status()).toBe(200);
});

test("a fan whose network has what guests may have without a proof waits a moment, and holds then", async ({
  page,
  request,
  playwright,
  baseURL,
}) => {
  const { id, slug } = await anEvent(request, "schubert");
  await page.route(CHALLENGES, (route) => route.abort());
  // Before the fan chooses: the others want the best seats as well.
  await takeAllOfTheNetwork(playwright.request, { baseURL: baseURL ?? "", id });
  await page.goto(`/events/${slug}`);
  await openMap(page);
  await page.getByRole("button", { name: /Find \d together/ }).click();
  await page.getByRole("button", { name: /^Take for/ }).click();

  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.unroute(CHALLENGES);
  await page.route(CHALLENGES, async (route) => {
    await held;
    await route.continue();
  });
  const hold = page.getByRole("button", { name: /^Hold seat/ });
  await hold.press("Enter");
  await expect(waiting(page)).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Your browser's sum" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "You need not do anything" })).toBeAttached();
  await expectAccessibleInBothThemes(page);
  goOn();
  await expect(page.getByText("Held for you").filter({ visible: true }).first()).toBeVisible();
  await expect(waiting(page)).toBeHidden();
});

test("a fan joins a queue with the keyboard; without scripts an account does, and a guest reads what helps", async ({
  page,
  browser,
}) => {
  await page.goto(QUEUE);
  await page.getByRole("button", { name: "Join the queue" }).press("Enter");
  await expect(page.getByRole("heading", { name: "You are in the draw" })).toBeVisible();

  const plain = await (await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" })).newPage();
  await plain.goto(QUEUE);
  await plain.getByRole("button", { name: "Join the queue" }).click();
  await expect(plain.getByText("Show first that a person is waiting")).toBeVisible();
  await plain.getByRole("link", { name: "Sign in", exact: true }).last().click();
  await plain.getByLabel("Mail", { exact: true }).first().fill("fan@fairseat.example");
  await plain.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await plain.getByRole("button", { name: "Sign in", exact: true }).click();
  await plain.getByRole("button", { name: "Join the queue" }).click();
  await expect(plain.getByRole("heading", { name: "You are in the draw" })).toBeVisible();
  await plain.context().close();
});

/** An event on sale that no other test holds seats of. */
async function anEvent(request: APIRequestContext, words: string): Promise<{ id: number; slug: string }> {
  const { data } = await (await request.get(`/api/v1/events?q=${words}`)).json();
  return data[0];
}

/** Guests without a proof hold until the event asks for one: all of a network together have what one person may have. */
async function takeAllOfTheNetwork(api: APIRequest, { baseURL, id }: { baseURL: string; id: number }): Promise<void> {
  for (let guests = 0; guests < 20; guests++) {
    const guest = await api.newContext({ baseURL });
    const data = { client_reservation_id: crypto.randomUUID(), best_available: { quantity: 2 } };
    const answer = await guest.post(`/api/v1/events/${id}/reservations`, { data });
    const isRefused = answer.status() === 403;
    if (isRefused) expect(await answer.json()).toMatchObject({ error: "challenge_required" });
    await guest.dispose();
    if (isRefused) return;
  }
  throw new Error("guests of one network are never asked for a proof");
}
