import { beforeAll, describe, expect, test } from "vitest";
import { findVersion } from "#lib/catalog/halls/hall-store";
import type { Staff } from "#lib/organizations/authority";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aHallDraft, aMember, anOrganization, aVenue } from "#prisma/seed/builders";
import { importLayout } from "../import/import-venue.ts";
import { hashLayout } from "../layout-hash.ts";
import { accepted, bytesOf } from "../testing/import-results.ts";
import { EXPORT_FORMATS } from "./export-contract.ts";
import { exportDraft, exportVersion } from "./export-hall.ts";

aDatabase();
let owner: Staff;
let stranger: Staff;
const at = { draft: "", venueId: 0, hallId: "", version: undefined };

beforeAll(async () => {
  const organizationId = await anOrganization();
  owner = await aMember(organizationId, "OWNER", { name: "Olga" });
  stranger = await aMember(await anOrganization(), "OWNER", { name: "Sam" });
  at.venueId = (await aVenue({ organizationId })).id;
  at.draft = await aHallDraft(at.venueId);
  at.hallId = (await db().hall.findFirstOrThrow({ where: { venueId: at.venueId } })).id;
});

describe("a hall", () => {
  test.each(EXPORT_FORMATS.filter((format) => format !== "pdf"))(
    "exported as %s imports as the same layout",
    async (format) => {
      const made = await exportVersion(owner, at, format);
      if (!made.ok) throw new Error(JSON.stringify(made));
      const { layout } = accepted(
        importLayout({ fileName: made.file.name, bytes: bytesOf(String(made.file.content)) }),
      );
      expect(hashLayout(layout).hash).toBe((await findVersion(at))?.layoutHash);
    },
  );

  test.each(EXPORT_FORMATS)("and its draft have a file name and a type as %s", async (format) => {
    const [version, draft] = [await exportVersion(owner, at, format), await exportDraft(owner, at.draft, format)];
    if (!version.ok || !draft.ok) throw new Error(JSON.stringify([version, draft]));
    expect(draft.file.name).toMatch(/^main-hall\.(pretix\.json|csv|svg|pdf)$/);
    expect(version.file.type).toBe(draft.file.type);
    expect(draft.file.content.length).toBeGreaterThan(100);
  });

  test("of others, and a version that is none, are not found", async () => {
    const none = { refusal: { code: "not_found" } };
    expect(await exportVersion(stranger, at, "csv")).toMatchObject(none);
    expect(await exportDraft(stranger, at.draft, "csv")).toMatchObject(none);
    expect(await exportVersion(owner, { ...at, version: 99 }, "csv")).toMatchObject(none);
  });
});
