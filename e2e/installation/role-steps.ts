import { expect, type Page } from "@playwright/test";
import desk from "../../app/messages/en/desk.json" with { type: "json" };
import { ORGANIZATION_SECTIONS } from "../../components/desk/desk-sections.ts";
import { type Role, roleMay } from "../../lib/organizations/permissions.ts";

/** What a role sees of the dashboard, compared with the table of permissions. */

/** The rail has the sections that the role opens and no others; the addresses of the others stay shut. */
export async function expectOnlyWhatTheRoleOpens(page: Page, base: string, role: Role): Promise<void> {
  await page.goto(base);
  const rail = page.getByRole("navigation", { name: "Sections", exact: true });
  const open = ORGANIZATION_SECTIONS.filter(({ permission }) => roleMay(role, permission));
  await expect(rail.getByRole("link")).toHaveText(open.map(({ name }) => desk.sections[name]));
  for (const { segment, permission } of ORGANIZATION_SECTIONS) {
    if (roleMay(role, permission)) continue;
    await page.goto(`${base}/${segment}`);
    await expect(page.getByText("Your role does not open this")).toBeVisible();
  }
}
