import { expect, test } from "../fixtures.ts";

test("a programmer reads the guide and tries an operation, and the page contacts no other host", async ({
  page,
  baseURL,
}) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(baseURL ?? "").host) foreign.push(url.href);
  });
  await page.goto("/docs/api");
  const footer = page.getByRole("contentinfo");
  await expect(footer.getByRole("link", { name: "API", exact: true })).toHaveAttribute("href", "/docs/api");
  await expect(page.getByRole("heading", { level: 1, name: "The API" })).toBeVisible();
  await expect(page.getByText('"grant_type": "password"').first()).toBeVisible();

  const search = page.locator("#operations-Events-getEvents");
  await search.getByRole("button", { name: /Search events/ }).click();
  await search.getByRole("button", { name: "Execute" }).click();
  await expect(search.getByText('"meta"').first()).toBeVisible();
  expect(foreign).toEqual([]);
});

test("without JavaScript the guide is readable and links to the OpenAPI document", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { name: "4. Hold them" })).toBeVisible();
  await expect(page.getByRole("link", { name: "/api/v1/openapi.json" })).toBeVisible();
  await context.close();
});
