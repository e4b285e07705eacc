import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closeDb } from "../db/db.ts";
import { forgetSingleton } from "../singleton.ts";
import { createOnCitus, dropFromCitus } from "./citus.ts";
import { scratchFolder } from "./scratch-folder.ts";

/**
 * Gives a test file a PostgreSQL database of its own with every migration applied, cloned from the template that the
 * run made once, and a folder for its pictures, and points the app's configuration at it. Call it once at the top of a file.
 */
export function aDatabase(): { url: () => string } {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = process.env.TEST_POSTGRES_URL ?? "";
  const pictures = scratchFolder("pictures");
  const url = admin.replace(/\/postgres$/, `/${name}`);

  beforeAll(async () => {
    if (process.env.CITUS_URL) await createOnCitus(admin, name);
    else await onAdmin(admin, `CREATE DATABASE ${name} TEMPLATE fairseat_template`);
    process.env.DATABASE_URL = url;
    process.env.PICTURES_DIR = pictures;
    forgetSingleton("env");
    forgetSingleton("prisma");
  });

  afterAll(async () => {
    await closeDb();
    rmSync(pictures, { recursive: true, force: true });
    if (process.env.CITUS_URL) await dropFromCitus(admin, name);
    else await onAdmin(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  return { url: () => url };
}

async function onAdmin(admin: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
