import { createHash } from "node:crypto";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/observability/log";

const TIME_OUT_MS = 1_500;

/**
 * Whether the password is in Have I Been Pwned's lists of stolen ones. Only the first five characters of its SHA-1 are sent,
 * and hundreds of hashes come back (k-anonymity, https://haveibeenpwned.com/API/v3#PwnedPasswords); the answer is padded so that
 * its length reveals nothing. Without an answer in time the password is allowed, because an unreachable list must not lock
 * people out.
 */
export async function isBreachedPassword(password: string): Promise<boolean> {
  const { PWNED_PASSWORDS_URL: base } = env();
  if (base === "off") return false;
  const hash = createHash("sha1").update(password).digest("hex").toUpperCase();
  try {
    const response = await fetch(`${base.replace(/\/$/, "")}/range/${hash.slice(0, 5)}`, {
      headers: { "Add-Padding": "true", "User-Agent": "Fairseat" },
      signal: AbortSignal.timeout(TIME_OUT_MS),
      redirect: "error",
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    const lines = (await response.text()).split(/\r?\n/);
    // Padding entries have a count of zero.
    return lines.some((line) => line.startsWith(`${hash.slice(5)}:`) && !line.endsWith(":0"));
  } catch (error) {
    log().warn({ err: error }, "the list of stolen passwords is out of reach");
    return false;
  }
}
