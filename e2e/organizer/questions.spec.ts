import type { Page } from "@playwright/test";
import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { CARDS, expectTickets, fillCard, goToCheckout, holdBest, openMap, payWith } from "../fan/walk.ts";
import { expect, test } from "../fixtures.ts";

// A refusal is an expected answer, but the browser reports its status on the console.
test.use({ allowedErrors: /status of 40[29]/ });

const SLUG = "lantern-jazz-days-london";

/** The fields of the question that the organizer added at this place, from 0. */
const row = (page: Page, place: number) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByLabel("Answered by") })
    .nth(place);

test("an organizer asks, a fan is asked as it depends, and the answers stand on the order", async ({
  page,
  browser,
}) => {
  await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
  const events = await (await page.request.get("/api/v1/events?limit=50")).json();
  const event = (events.data as { id: number; slug: string }[]).find(({ slug }) => slug === SLUG);
  const desk = `/organizer/halcyon-live/events/${event?.id}`;

  await test.step("questions are written, one that depends on another, with the form as buyers see it", async () => {
    await page.goto(`${desk}/questions`);
    await expect(page.getByText("Buyers are asked nothing beside their name and mail.")).toBeVisible();
    await page.getByRole("button", { name: "Add a question" }).click();
    await page.getByRole("button", { name: "Save the questions" }).click();
    await expect(page.getByText("Write the question.")).toBeVisible();
    await row(page, 0).getByLabel("Question", { exact: true }).fill("Which workshop?");
    await row(page, 0).getByLabel("Answered by").selectOption("one_choice");
    await row(page, 0).getByLabel("Asked").selectOption("ticket");
    await row(page, 0).getByLabel("Choices").fill("Morning\nAfternoon");
    await row(page, 0).getByLabel("Must be answered").check();
    await page.getByRole("button", { name: "Add a question" }).click();
    await row(page, 1).getByLabel("Question", { exact: true }).fill("Do you come by train?");
    await row(page, 1).getByLabel("Answered by").selectOption("yes_no");
    await row(page, 1).getByLabel("Must be answered").check();
    await page.getByRole("button", { name: "Add a question" }).click();
    await row(page, 2).getByLabel("Question", { exact: true }).fill("From which city?");
    await row(page, 2).getByLabel("Must be answered").check();
    // What is asked for each ticket is not offered to a question for the order, nor is what stands behind it.
    await expect(row(page, 2).getByLabel("Shown").getByRole("option")).toHaveText(["Always", "Do you come by train?"]);
    await row(page, 2).getByLabel("Shown").selectOption({ label: "Do you come by train?" });
    await page.getByRole("button", { name: "Move Do you come by train? up" }).press("Enter");
    await expect(row(page, 0).getByLabel("Question", { exact: true })).toHaveValue("Do you come by train?");
    const preview = page.getByRole("region", { name: "As buyers see it" });
    await expect(preview.getByLabel("From which city?")).toBeHidden();
    await preview.getByRole("radio", { name: "Yes" }).check();
    await expect(preview.getByLabel("From which city?")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save the questions" }).click();
    await expect(page.getByText("The questions are saved.").first()).toBeVisible();
  });

  await test.step("names on tickets and the smallest age are set", async () => {
    await page.goto(`${desk}/details`);
    await page.getByRole("radio", { name: "Each ticket needs the name of who comes" }).check();
    await page.getByLabel("Smallest age").fill("16");
    await page.getByRole("button", { name: /^Save/ }).first().click();
    await expect(page.getByText(/^Saved/).first()).toBeVisible();
  });

  const fan = await (await browser.newContext()).newPage();

  await test.step("a fan is asked, told beside each field what is missing, and loses nothing", async () => {
    await fan.goto(`/events/${SLUG}`);
    await expect(fan.getByText("From 16 years on.", { exact: false })).toBeVisible();
    await openMap(fan);
    await holdBest(fan);
    await goToCheckout(fan);
    await payWith(fan, CARDS.success);
    await expect(fan.getByText("Please answer this question.")).toHaveCount(3);
    await expect(fan.getByText("Write the name of the person who comes.")).toHaveCount(2);
    await expect(
      fan.getByRole("group", { name: "Do you come by train?" }).getByRole("radio", { name: "Yes" }),
    ).toBeFocused();
    await expectAccessible(fan);
    await fan.getByRole("group", { name: "Do you come by train?" }).getByRole("radio", { name: "Yes" }).check();
    await fan.getByLabel("From which city?").fill("=Leeds");
    for (const [i, name] of ["Ada", "Grace"].entries()) {
      await fan.getByLabel("Who comes").nth(i).fill(name);
      await fan
        .getByRole("radio", { name: i === 0 ? "Morning" : "Afternoon" })
        .nth(i)
        .check();
    }
    await fan.getByRole("checkbox", { name: /at least 16 years/ }).check();
  });

  await test.step("questions that changed meanwhile are shown first, and all that was typed stays", async () => {
    const list = await (await page.request.get(`/api/v1/events/${event?.id}/questions`)).json();
    const more = { id: crypto.randomUUID(), kind: "short_text", label: "Anything else?", for: "order" };
    const saved = await page.request.put(`/api/v1/events/${event?.id}/questions`, {
      data: { revision: list.revision, questions: [...list.questions, more] },
    });
    expect(saved.status(), await saved.text()).toBe(200);
    await fan.getByRole("button", { name: /^Pay / }).click();
    await expect(fan.getByText("The organizer asks something else by now")).toBeVisible();
    await expect(fan.getByLabel("From which city?")).toHaveValue("=Leeds");
    await fan.getByLabel("Anything else?").fill("Two drums");
  });

  await test.step("a declined card keeps the answers with the order, and another card pays", async () => {
    await fillCard(fan, CARDS.declined);
    await fan.getByRole("button", { name: /^Pay / }).click();
    await expect(fan.getByText("Your order keeps the answers, names and age that you gave.")).toBeVisible();
    await expect(fan.getByLabel("Anything else?")).toHaveCount(0);
    await fillCard(fan, CARDS.success);
    await fan.getByRole("button", { name: /^(Pay|Try again)/ }).click();
    await expectTickets(fan, 2);
    await expect(fan.getByText("Ada", { exact: true }).first()).toBeVisible();
    await expect(fan.getByText("Two drums")).toBeVisible();
  });

  await test.step("the organizer reads the answers on the order and in the file", async () => {
    const number = /ORD-[\w-]+/.exec(fan.url())?.[0];
    await page.goto(`/organizer/halcyon-live/orders/${number}`);
    for (const answer of ["=Leeds", "Two drums", "Morning", "Afternoon"])
      await expect(page.getByText(answer, { exact: true })).toBeVisible();
    await expect(page.getByText("everyone is at least 16")).toBeVisible();
    await expectAccessible(page);
    const csv = await (await page.request.get(`/api/v1/events/${event?.id}/orders.csv`)).text();
    expect(csv).toContain("Which workshop?");
    expect(csv).toContain("'=Leeds");
  });

  await test.step("what another organizer saved meanwhile is joined, and where both changed a question the person decides", async () => {
    await page.goto(`${desk}/questions`);
    const url = `/api/v1/events/${event?.id}/questions`;
    const list = await (await page.request.get(url)).json();
    const questions = (list.questions as { label: string }[]).map((each) =>
      each.label === "Do you come by train?" ? { ...each, label: "Do you come by rail?" } : each,
    );
    const more = { id: crypto.randomUUID(), kind: "short_text", label: "Where do you stay?", for: "order" };
    await page.request.put(url, { data: { revision: list.revision, questions: [...questions, more] } });
    await row(page, 0).getByLabel("Question", { exact: true }).fill("Do you take the train?");
    await page.getByRole("button", { name: "Save the questions" }).click();
    const notice = page.getByRole("alert").filter({ hasText: "changed these questions in the meantime" });
    await expect(notice).toContainText("New: Where do you stay?");
    await expect(notice).toContainText("Changed: Do you come by rail?");
    await expect(row(page, 0).getByLabel("Question", { exact: true })).toHaveValue("Do you take the train?");
    await expectAccessible(page);
    await notice.getByRole("button", { name: /^Take theirs/ }).click();
    await expect(row(page, 0).getByLabel("Question", { exact: true })).toHaveValue("Do you come by rail?");
    await expect(notice.getByRole("button")).toHaveCount(0);
    await page.getByRole("button", { name: "Save the questions" }).click();
    await expect(page.getByText("The questions are saved.").first()).toBeVisible();
  });
});
