import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Random secrets of a machine where nothing is configured, made once and kept in `dataDir` for its owner's eyes only. */
export function keptSecrets(dataDir: string): { APP_SECRET: string; CRON_SECRET: string; TICKET_SIGNING_KEY: string; POSTGRES_PASSWORD: string; STRIPE_WEBHOOK_SECRET: string } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, "secrets.json");
  if (!existsSync(file)) {
    const secrets = {
      APP_SECRET: randomBytes(32).toString("base64url"),
      CRON_SECRET: randomBytes(32).toString("base64url"),
      TICKET_SIGNING_KEY: generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
      POSTGRES_PASSWORD: randomBytes(18).toString("base64url"),
      STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64url")}`,
    };
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8")) as ReturnType<typeof keptSecrets>;
}
