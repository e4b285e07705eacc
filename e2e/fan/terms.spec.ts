import { expect, test } from "../fixtures.ts";
import { CARDS, expectTickets, fillCard, goToCheckout, holdBest, newMail, openMap } from "./walk.ts";

// The refusal is an expected answer, but the browser reports its status on the console.
test.use({ allowedErrors: /status of 409/ });

test("terms that were published meanwhile are shown before the buyer pays, and nothing typed is lost", async ({
  page,
  demo,
}) => {
  await page.goto("/events/la-traviata-madrid");
  await openMap(page);
  await holdBest(page);
  await goToCheckout(page);
  const mail = newMail();
  const typed = [
    { field: page.getByLabel("Name", { exact: true }), text: "Nadia Fan" },
    { field: page.getByLabel("Mail", { exact: true }), text: mail },
    { field: page.getByLabel(/^Phone/), text: "600 123 456" },
  ];
  for (const { field, text } of typed) await field.fill(text);
  await fillCard(page, CARDS.success);
  const agreement = page.getByRole("checkbox", { name: /terms of sale/ });
  await agreement.check();
  const before = await page.getByRole("link", { name: "terms of sale" }).getAttribute("href");

  // Behind the server's back, as an administrator at another server does.
  const version = Number(await demo.run("e2e/publish-terms.ts"));
  // Servers know a text some seconds late, and take one that was replaced within them.
  const path = `/terms?version=${version}&locale=en`;
  await expect.poll(async () => (await page.request.get("/terms")).text()).toContain("may be given to a friend");

  await page.getByRole("button", { name: /^Pay / }).click();
  const notice = page.getByRole("alert").filter({ hasText: "The terms of sale have changed" });
  await expect(notice).toContainText("Nothing was charged");
  await expect(notice.getByRole("link", { name: "Read the new terms" })).toHaveAttribute("href", path);
  await expect(page.getByRole("link", { name: "terms of sale" })).toHaveAttribute("href", path);
  expect(before).not.toBe(path);
  await expect(agreement).not.toBeChecked();
  for (const { field, text } of typed) await expect(field).toHaveValue(text);
  await expect(page.getByLabel("Card number")).toHaveValue(/4242$/);
  await expect(page.getByLabel("Security code")).toHaveValue("123");

  await page.getByRole("button", { name: /^(Pay|Try again)/ }).click();
  await expect(page.getByText("Tick the box to go on.")).toBeVisible();
  await agreement.check();
  await page.getByRole("button", { name: /^(Pay|Try again)/ }).click();
  await expectTickets(page, 2);
  const agreed = page.getByRole("link", { name: new RegExp(`Version ${version}\\b`) });
  await expect(agreed).toHaveAttribute("href", path);
  await agreed.click();
  await expect(page.getByText("Tickets may be given to a friend.")).toBeVisible();
});
