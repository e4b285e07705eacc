import { type BrowserContext, test as base, expect } from "@playwright/test";
import { sharedFile } from "../lib/platform/testing/shared-file.ts";

/** A real theatre's plan, 2,885 seats. */
export const BENEDUM_FILE = sharedFile("venues/benedum-center.csv");

/** Any error on the console or uncaught in any page of the test fails it, unless the test expects it. */
export const test = base.extend<{ consoleErrors: string[]; allowedErrors: RegExp }>({
  allowedErrors: [/^$/, { option: true }],
  consoleErrors: [
    async ({ browser, context, allowedErrors }, use) => {
      const errors: string[] = [];
      const watchAll = (other: BrowserContext) => watch(other, errors);
      watchAll(context);
      // Further people of a test have a browser context of their own.
      browser.on("context", watchAll);
      await use(errors);
      browser.off("context", watchAll);
      expect(errors.filter((error) => !allowedErrors.test(error))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watch(context: BrowserContext, errors: string[]): void {
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  context.on("weberror", (error) => errors.push(error.error().message));
}
