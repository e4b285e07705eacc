import { test as base, expect, type Page } from "@playwright/test";

/** A real theatre's plan, 2,885 seats; beside the repository where it is at all. */
export const BENEDUM_FILE = "../shared/venues/benedum-center.csv";

/** Any error on the console or uncaught in the page fails the test that caused it, unless the test expects it. */
export const test = base.extend<{ consoleErrors: string[]; allowedErrors: RegExp }>({
  allowedErrors: [/^$/, { option: true }],
  consoleErrors: [
    async ({ page, allowedErrors }, use) => {
      const errors: string[] = [];
      watch(page, errors);
      await use(errors);
      expect(errors.filter((error) => !allowedErrors.test(error))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watch(page: Page, errors: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
}
