import { expect, test } from "vitest";
import { Prisma } from "#prisma/generated/client";
import { aDatabase } from "../testing/database.ts";
import { db } from "./db.ts";
import { migrate } from "./migrate.ts";

const database = aDatabase();

/** Tables that every installation has rows in from the start. */
const SHIPPED = new Set(["Category", "CategoryWord"]);

test("the migrations make every table and column that the schema names", async () => {
  const delegates = db() as unknown as Record<string, { findFirst: () => Promise<unknown> }>;
  for (const model of Object.values(Prisma.ModelName)) {
    const delegate = delegates[model.charAt(0).toLowerCase() + model.slice(1)];
    const found = await delegate?.findFirst();
    if (SHIPPED.has(model)) expect(found, model).toBeTruthy();
    else expect(found, model).toBeNull();
  }
});

test("a second run applies nothing", async () => {
  await expect(migrate(database.url())).resolves.toEqual([]);
});

test("a migration that was edited after it was applied is refused", async () => {
  await db().$executeRaw`UPDATE _prisma_migrations SET checksum = 'other'`;
  await expect(migrate(database.url())).rejects.toThrow(/edited after it was applied/);
});

test("the audit log takes entries and gives none back to change", async () => {
  await db().auditEntry.create({ data: { actor: "system", action: "test", subject: "x", outcome: "ok" } });
  await expect(db().auditEntry.updateMany({ data: { outcome: "other" } })).rejects.toThrow(/append-only/);
  await expect(db().auditEntry.deleteMany()).rejects.toThrow(/append-only/);
});
