import type { Page } from "@playwright/test";

/** Opens the page again as on a slow device: it is there, and its scripts run when the answer is called. */
export async function reloadWithoutScripts(page: Page): Promise<() => Promise<void>> {
  let run = () => {};
  const held = new Promise<void>((resolve) => {
    run = resolve;
  });
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: "commit" });
  return async () => {
    run();
    await page.waitForFunction(() =>
      Object.keys(document.getElementById("buyer-name") ?? {}).some((key) => key.startsWith("__reactProps")),
    );
  };
}
