import { type BrowserContext, test as base, expect } from "@playwright/test";
import { type DemoServer, runningDemo, startDemo } from "./demo-server.ts";

type OfATest = { consoleErrors: string[]; allowedErrors: RegExp; serverWords: undefined };

/**
 * Each worker has a server with data of its own, so that files which run at the same time do not meet. Any error on the console or
 * uncaught in any page of the test fails it, unless the test expects it.
 */
export const test = base.extend<OfATest, { demo: DemoServer }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const demo = runningDemo() ?? (await startDemo());
      await use(demo);
      await demo.stop();
    },
    { scope: "worker", timeout: 900_000 },
  ],
  baseURL: ({ demo }, use) => use(demo.url),
  serverWords: [
    async ({ demo }, use, info) => {
      const before = demo.words().length;
      await use(undefined);
      if (info.status !== info.expectedStatus) process.stderr.write(demo.words().slice(before));
    },
    { auto: true },
  ],
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
