import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { signUp } from "./account-steps.ts";

test("a fan creates a passkey and signs in with it alone until it is removed", async ({ page }) => {
  await anAuthenticator(page);
  await withoutAutofill(page);
  await signUp(page, "passkey-fan");
  await page.goto("/account/security/passkeys");
  await expect(page.getByText("No passkeys yet")).toBeVisible();
  await page.getByLabel("Name").fill("My phone");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Your passkey is ready.")).toBeVisible();
  await expect(page.getByText("not used yet")).toBeVisible();

  await signOut(page);
  await page.goto("/sign-in?next=/account/security/passkeys");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/account/security/passkeys");
  await expect(page.getByText(/last used on/)).toBeVisible();

  await page.getByLabel("Name").first().fill("Old phone");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("button", { name: "Remove Old phone" }).click();
  await expect(page.getByText("No passkeys yet")).toBeVisible();

  await signOut(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("This passkey did not work here.")).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("the mail field offers the passkey automatically", async ({ page }) => {
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

test("a passkey without user verification gives no session", async ({ page }) => {
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

/** A virtual authenticator whose user verification can be switched off. */
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
  return {
    mistake: () => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false }),
  };
}

/** Turns off passkey autofill, so that only the button signs in; the mail field would be faster. */
async function withoutAutofill(page: Page): Promise<void> {
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}
