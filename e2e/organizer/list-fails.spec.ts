import { expectAccessible } from "../a11y/expect-accessible.ts";
import { DEMO_PASSWORD, signIn } from "../fan/account-steps.ts";
import { expect, test } from "../fixtures.ts";

// What a server component threw is reported on the console, too, under this number.
test.use({ allowedErrors: /React error #441/ });

// The name of each list, where it stands, and a table that only it reads.
const LISTS = [
  { name: "Orders", path: "orders", table: "order_items" },
  { name: "Events", path: "events", table: "event_sales" },
] as const;

for (const { name, path, table } of LISTS)
  test(`${name}: a list that failed says so in its place, and is there after one press once it can be read`, async ({
    page,
    demo,
  }) => {
    await signIn(page, "organizer@fairseat.example", DEMO_PASSWORD);
    const list = page.getByRole("grid", { name });
    const failed = page.getByRole("alert").filter({ hasText: "This list could not be loaded" });
    await demo.run("e2e/rename-table.ts", table, `${table}_away`);
    try {
      await page.goto(`/organizer/halcyon-live/${path}`);
      await expect(failed).toContainText("The rest of the page works. Nothing was changed.");
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(list).toHaveCount(0);
      await expectAccessible(page);
    } finally {
      await demo.run("e2e/rename-table.ts", `${table}_away`, table);
    }
    await failed.getByRole("button", { name: "Try again" }).press("Enter");
    await expect(list).toBeVisible();
    await expect(failed).toHaveCount(0);
  });
