import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type KeptSecrets = {
  APP_SECRET: string;
  CRON_SECRET: string;
  TICKET_SIGNING_KEY: string;
  POSTGRES_PASSWORD: string;
  /** The password of the database role the app serves as, which owns no tables. */
  POSTGRES_APP_PASSWORD: string;
  STRIPE_WEBHOOK_SECRET: string;
};

/**
 * Random secrets for a machine without configuration, generated once and kept in `dataDir`, readable by its owner only. The
 * caller holds the folder's lock. Throws an Error in one sentence when the file is unreadable, because new secrets would not
 * open the existing database.
 */
export function keptSecrets(dataDir: string): KeptSecrets {
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) keep(file, newSecrets());
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Partial<KeptSecrets>;
    const whole = { ...newSecrets(), ...kept };
    // A file of an earlier version lacks the secrets added since.
    if (Object.keys(whole).length > Object.keys(kept).length) keep(file, whole);
    return whole;
  } catch (cause) {
    throw new Error(`The secrets in ${file} cannot be read: put the file right, or begin anew with npm run db:reset.`, {
      cause,
    });
  }
}

function keep(file: string, secrets: KeptSecrets): void {
  // Written under another name first, so that a start killed here leaves no partial file.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function newSecrets(): KeptSecrets {
  return {
    APP_SECRET: randomBytes(32).toString("base64url"),
    CRON_SECRET: randomBytes(32).toString("base64url"),
    TICKET_SIGNING_KEY: generateKeyPairSync("ed25519")
      .privateKey.export({ type: "pkcs8", format: "der" })
      .toString("base64"),
    POSTGRES_PASSWORD: randomBytes(18).toString("base64url"),
    POSTGRES_APP_PASSWORD: randomBytes(18).toString("base64url"),
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64url")}`,
  };
}
