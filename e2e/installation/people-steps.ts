import { type Browser, expect, type Page } from "@playwright/test";
import { codeOf, PASSWORD } from "../fan/account-steps.ts";
import type { Installation } from "./start-installation.ts";

/** Steps by which people get their accounts and roles, each in a browser of their own. */

/** A person of the story, with their open browser. */
export type Person = { name: string; email: string; page: Page };

/** Opens a browser with cookies of its own at the installation's address. */
export async function aPerson(
  browser: Browser,
  { url }: Installation,
  { name, email }: Omit<Person, "page">,
): Promise<Person> {
  const context = await browser.newContext({ baseURL: url });
  context.setDefaultTimeout(120_000);
  return { name, email, page: await context.newPage() };
}

/** Follows the link of `npm run admin:create` to a password, a second factor and the administrator's pages. */
export async function becomeAdministrator({ page, email }: Person, { run, mailbox }: Installation): Promise<void> {
  const printed = await run("deploy/create-administrator.ts", email);
  const link = await mailbox.linkTo(email, /to run this Fairseat/, "/sign-in/administrator");
  expect(printed).toContain(link);
  await page.goto(link);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Become the administrator" }).click();
  await page.waitForURL(/\/account\/security\/two-factor/);
  await turnOnSecondFactor(page);
}

/** On the page of the second factor. The session counts as having shown it. */
export async function turnOnSecondFactor(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start" }).click();
  const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code from your app").fill(codeOf(secret, 0));
  await page.getByRole("button", { name: "Turn on two steps" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
}

/** On a page that leads to an account: makes one, proves the address by the mailed code, and goes on where it led to. */
export async function signUpHere({ page, name, email }: Person, { mailbox }: Installation): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Mail", { exact: true }).fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/sign-in\/code/);
  const { subject } = await mailbox.newest(email, /is your Fairseat code/);
  await page.getByLabel("Code").fill(subject.slice(0, 6));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** From the home page to an organization of the person's own. Answers the address of its pages. */
export async function makeOrganization(
  owner: Person,
  installation: Installation,
  { name, country, currency }: { name: string; country: string; currency: string },
): Promise<string> {
  const { page } = owner;
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Sell tickets" }).click();
  await page.getByRole("link", { name: "Create an account" }).click();
  await page.waitForURL(/\/sign-up/);
  await signUpHere(owner, installation);
  await expect(page).toHaveURL(/\/sell\/start$/);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Country").selectOption({ label: country });
  await page.getByLabel("Currency").selectOption(currency);
  await page.getByRole("button", { name: "Make the organization" }).click();
  await page.waitForURL(/\/organizer\/[\w-]+$/);
  await expect(page.getByText("The platform has not approved your organization yet")).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The organization's legal details, as buyers will read them. */
export async function saveLegalDetails(page: Page, legalName: string): Promise<void> {
  await page.getByRole("link", { name: /Legal details/ }).click();
  await expect(page).toHaveURL(/\/settings#legal$/);
  const legal = page.locator("form:has([name=legal_name])");
  await legal.getByLabel("Legal name").fill(legalName);
  await legal.getByLabel("Street and number").fill("Paseo de las Canteras 7");
  await legal.getByLabel("City").fill("Las Palmas");
  await legal.getByLabel("VAT id").fill("ESB12345678");
  await legal.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
}

/** The administrator finds the organization in the list and lets it sell. */
export async function approve({ page }: Person, organization: string): Promise<void> {
  await page.goto("/admin/organizations");
  await page.getByRole("link", { name: organization }).click();
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("heading", { name: "Sales", exact: true })).toBeVisible();
}

/** Invites by mail; the person follows the link, makes an account and joins. */
export async function inviteAndJoin(
  owner: Person,
  member: Person,
  { installation, desk, role }: { installation: Installation; desk: string; role: string },
): Promise<void> {
  await owner.page.goto(`${desk}/members`);
  await owner.page.getByLabel("Mail address").fill(member.email);
  const form = owner.page.locator("form").filter({ has: owner.page.getByRole("button", { name: "Send invitation" }) });
  await form.getByLabel("Role", { exact: true }).selectOption(role);
  await owner.page.getByRole("button", { name: "Send invitation" }).click();
  await expect(owner.page.getByText(`The invitation is on its way to ${member.email}.`)).toBeVisible();
  const { page } = member;
  await page.goto(await installation.mailbox.linkTo(member.email, /invites you/, "/invitations/"));
  await page.getByRole("main").getByRole("link", { name: "Create an account" }).click();
  await page.waitForURL(/\/sign-up/);
  await signUpHere(member, installation);
  await page.getByRole("button", { name: "Join" }).click();
  await page.waitForURL(`**${desk}`);
}
