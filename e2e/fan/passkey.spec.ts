import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { signUp } from "./account-steps.ts";

test("a fan makes a passkey, signs in with it alone, and after it is removed no more", async ({ page }) => {
  const finger = await anAuthenticator(page);
  await signUp(page, "passkey-fan");
  await page.goto("/account/security/passkeys");
  await expect(page.getByText("No passkeys yet")).toBeVisible();
  await page.getByLabel("Name").fill("My phone");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Your passkey is ready.")).toBeVisible();
  await expect(page.getByText("not used yet")).toBeVisible();

  await signOut(page);
  await finger.lift();
  await page.goto("/sign-in?next=/account/security/passkeys");
  await pressForPasskey(page, finger);
  await expect(page).toHaveURL((url) => url.pathname === "/account/security/passkeys");
  await expect(page.getByText(/last used on/)).toBeVisible();

  await page.getByLabel("Name").first().fill("Old phone");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "Remove Old phone" }).click();
  await expect(page.getByText("No passkeys yet")).toBeVisible();

  await signOut(page);
  await finger.lift();
  await page.goto("/sign-in");
  await pressForPasskey(page, finger);
  await expect(page.getByText("This passkey did not work here.")).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("the field for the mail offers the passkey by itself", async ({ page }) => {
  await anAuthenticator(page);
  await signUp(page, "quick-fan");
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Your passkey is ready.")).toBeVisible();
  await signOut(page);
  await page.goto("/sign-in?next=/account");
  await expect(page).toHaveURL(/\/account$/);
  await expect(page.getByRole("heading", { level: 1, name: "Hello, Nadia Fan" })).toBeVisible();
});

test("who cannot show a finger, a face or a PIN gets no session from the key alone", async ({ page }) => {
  const finger = await anAuthenticator(page);
  await signUp(page, "careless-fan");
  await page.goto("/account/security/passkeys");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Your passkey is ready.")).toBeVisible();
  await signOut(page);
  await finger.mistake();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("Your device gave no answer.")).toBeVisible();
});

/** A phone of the test's own, with a finger on it that can be lifted, laid down again, and taken for another's. */
async function anAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const touch = (enabled: boolean) => cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  return {
    lift: () => touch(false),
    lay: () => touch(true),
    mistake: () => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
  };
}

/** Presses the button with the finger on the device, which was lifted so that the field for the mail did not take it first. */
async function pressForPasskey(page: Page, finger: { lay: () => Promise<unknown> }): Promise<void> {
  await finger.lay();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}
