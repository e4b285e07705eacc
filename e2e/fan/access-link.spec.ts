import type { Browser, Locator, Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { expect, test } from "../fixtures.ts";
import { DEMO_PASSWORD, signIn } from "./account-steps.ts";

const SLUG = "okada-strings-tokyo";

type Made = { code: string; section: string; row: string };

test("seats of a promoter are free on the map for a buyer with the link, and blocked for a stranger", async ({
  page,
  browser,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  await page.goto("/organizer/halcyon-live");
  const made = await page.evaluate(makeLink, { slug: SLUG });

  const fan = await someone(browser);
  const names = await test.step("the link's button leads to its seats, which alone are free", async () => {
    // A program that previews links opens the page and presses nothing.
    await fan.request.get(`/events/${SLUG}/access/${made.code}`);
    await fan.goto(`/events/${SLUG}/access/${made.code}`);
    await expectAccessible(fan);
    await fan.getByRole("button", { name: "Open the seats" }).click();
    await expect(fan).toHaveURL(new RegExp(`/events/${SLUG}/seats$`));
    await expect(fan.getByText("Your link sells these seats only.")).toBeVisible();
    await expectAccessible(fan);
    const free = (await rowOf(fan, made)).getByRole("button", { name: /, free/ });
    await expect(free).toHaveCount(2);
    return free.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label") ?? ""));
  });

  await test.step("a stranger sees them blocked, and the link is used up", async () => {
    const stranger = await someone(browser);
    await stranger.goto(`/events/${SLUG}/seats`);
    const row = await rowOf(stranger, made);
    for (const name of names)
      await expect(row.getByRole("button", { name: name.replace(/, free.*/, ", not for sale") })).toBeVisible();
    await stranger.goto(`/events/${SLUG}`);
    await stranger.getByText("I have a code").click();
    const field = stranger.getByLabel("Code", { exact: true });
    await field.fill("NO-SUCH-CODE");
    await field.press("Enter");
    await expect(field).toHaveAccessibleDescription(/This code opens nothing for this event/);
    await expect(field).toHaveValue("NO-SUCH-CODE");
    await field.fill(made.code);
    await field.press("Enter");
    await expect(field).toHaveAccessibleDescription(/used as often as it may be/);
    await expectAccessible(stranger);
    await stranger.context().close();
  });

  await test.step("one of them is held from the list, and given back", async () => {
    const row = rowIn(fan, made);
    await row.getByRole("button", { name: names[0] ?? "", exact: true }).click();
    const hold = fan.getByRole("button", { name: /^Hold seat/ });
    await hold.click();
    const held = fan.getByText("Held for you").filter({ visible: true }).first();
    // A seat left alone is advised against; the second press holds all the same.
    await expect(held.or(fan.getByText(/leave a single seat alone/).first())).toBeVisible();
    if (!(await held.isVisible())) await hold.click();
    await expect(held).toBeVisible();
    await fan.getByRole("button", { name: "Release seats" }).click();
    await expect(fan.getByText("Your seats are released.").first()).toBeVisible();
  });

  await test.step("who gives the access up sees the other seats and not these", async () => {
    await fan.getByRole("button", { name: "Give up this access and see the other seats" }).click();
    await expect(fan.getByText("Your link sells these seats only.")).toBeHidden();
    const row = await rowOf(fan, made);
    await expect(
      row.getByRole("button", { name: (names[0] ?? "").replace(/, free.*/, ", not for sale") }),
    ).toBeVisible();
    await fan.context().close();
  });
});

async function someone(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: "en-GB" })).newPage();
}

/** Opens the row in the list of seats. */
async function rowOf(page: Page, made: Made): Promise<Locator> {
  await page.getByRole("button", { name: "List" }).click();
  const section = sectionIn(page, made).getByRole("button", { name: made.section });
  if ((await section.first().getAttribute("aria-expanded")) !== "true") await section.first().click();
  const row = rowIn(page, made);
  const button = row.getByRole("button", { name: new RegExp(`^Row ${made.row}\\b`) });
  if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
  return row;
}

function sectionIn(page: Page, made: Made): Locator {
  const list = page.getByRole("list").filter({ has: page.getByRole("heading", { level: 3 }) });
  return list
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: made.section }) })
    .first();
}

function rowIn(page: Page, made: Made): Locator {
  const button = page.getByRole("button", { name: new RegExp(`^Row ${made.row}\\b`) });
  return sectionIn(page, made).getByRole("listitem").filter({ has: button });
}

/** Runs in the page of an organizer: sets two neighbours aside and makes a link for one buyer that sells them alone. */
async function makeLink({ slug }: { slug: string }): Promise<Made> {
  const send = async (path: string, body: object) => {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`/api/v1${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const { data: organizations } = await (await fetch("/api/v1/organizations")).json();
  const own = organizations.find((organization: { slug: string }) => organization.slug === "halcyon-live");
  const { data: events } = await (await fetch(`/api/v1/organizations/${own.id}/events?limit=50`)).json();
  const event = events.find((each: { slug: string }) => each.slug === slug);
  const { sections } = await (await fetch(`/api/v1/events/${event.id}/seatmap`)).json();
  type Row = { row_number: string; seats: { id: number; status: string }[] };
  const rows = sections.flatMap(({ name, rows }: { name: string; rows: Row[] }) =>
    rows.map((row) => ({ name, row: row.row_number, free: row.seats.filter(({ status }) => status === "available") })),
  );
  const { name, row, free } = rows.find((each: { row: string; free: unknown[] }) => each.row && each.free.length >= 4);
  const allocation = { name: `Promoter ${Date.now()}`, kind: "promoter" };
  const { allocations, painting_revision: revision } = await send(`/events/${event.id}/allocations`, allocation);
  const made = allocations.find((each: { name: string }) => each.name === allocation.name);
  const seatIds = free.slice(0, 2).map(({ id }: { id: number }) => id);
  await send(`/events/${event.id}/seat-painting`, {
    revision,
    changes: [{ seat_ids: seatIds, allocation: made.id }],
  });
  const link = { name: "One friend", allocation: made.id, sells_alone: true, uses_max: 1 };
  const { first } = await send(`/events/${event.id}/access-codes`, link);
  return { code: first.code, section: name, row };
}
