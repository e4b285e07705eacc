import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** As `expectAccessible`, in the light theme and in the dark one; leaves the page in the dark one. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}

/** Expects that axe finds no accessibility problem on the page (WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Swagger UI nests a button in each of its headings, which cannot be changed here.
    .exclude(".swagger-ui .opblock-summary")
    // Without it axe opens a page of its own for each check, for frames of another origin: there are none here.
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(" "))
          .slice(0, 3)
          .join(", ")}`,
    ),
  ).toEqual([]);
}
