import { expect, test } from "vitest";
import type { Administrator } from "#lib/identity/identify";
import { db } from "#lib/platform/db/db";
import { aDatabase } from "#lib/platform/testing/database";
import { aUser } from "#prisma/seed/builders";
import type { LegalKey } from "./contract.ts";
import { publishLegalDraft, saveLegalDraft } from "./edit-legal-text.ts";
import { findInForce, listVersions } from "./legal-store.ts";

aDatabase();
const TERMS: LegalKey = { kind: "terms", locale: "en" };
const anAdministrator = async () => ({ userId: (await aUser()).userId }) as Administrator;
const won = (results: { ok: boolean }[]) => results.filter(({ ok }) => ok).length;

test("of many who save over one revision, one wins; the others see what it wrote", async () => {
  const key: LegalKey = { kind: "privacy", locale: "es" };
  for (const revision of [0, 1, 2]) {
    const texts = Array.from({ length: 8 }, (_, at) => `text ${revision} ${at}`);
    const results = await Promise.all(texts.map((markdown) => saveLegalDraft(key, { markdown, revision })));
    expect(won(results)).toBe(1);
    const kept = texts[results.findIndex(({ ok }) => ok)];
    for (const result of results)
      if (!result.ok) expect(result.refusal).toMatchObject({ revision: revision + 1, markdown: kept });
  }
});

test("a draft is published once, and nothing else changes what was published", async () => {
  const who = await anAdministrator();
  for (const [at, markdown] of ["first", "second"].entries()) {
    expect(await saveLegalDraft(TERMS, { markdown, revision: 0 })).toEqual({ ok: true, revision: 1 });
    expect(await publishLegalDraft(who, { ...TERMS, revision: 2 })).toMatchObject({
      refusal: { revision: 1, markdown },
    });
    const results = await Promise.all(
      Array.from({ length: 6 }, () => publishLegalDraft(who, { ...TERMS, revision: 1 })),
    );
    expect(won(results)).toBe(1);
    expect(await findInForce(TERMS)).toMatchObject({ version: at + 1, markdown });
    // Its writer still has revision 1 in the form: it is no draft any more.
    expect(await saveLegalDraft(TERMS, { markdown: "late", revision: 1 })).toMatchObject({ refusal: { revision: 0 } });
  }
  expect((await listVersions(TERMS, { offset: 0, limit: 9 })).rows).toMatchObject([
    { markdown: "second" },
    { markdown: "first" },
  ]);
  const lines = await db().auditEntry.findMany({ where: { action: "legal_text.publish" }, orderBy: { id: "asc" } });
  expect(lines.map(({ subject }) => subject)).toEqual(["terms/en/1", "terms/en/2"]);
});
