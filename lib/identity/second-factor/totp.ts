import { Secret, TOTP } from "otpauth";

/**
 * Time-based one-time passwords (RFC 6238) in the form all authenticator apps support: SHA-1, six digits, thirty seconds. A
 * code of the previous or next step is accepted too, for clocks that are slightly off.
 */
const STEP_SECONDS = 30;
const STEPS_OFF_MAX = 1;

/** A new shared secret: 160 bits in base 32, the length RFC 4226 recommends. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The `otpauth://` address an authenticator app reads from the QR code; `label` names the account in the app. */
export function totpUri(secret: string, label: string): string {
  return generator(secret, label).toString();
}

/** The time step the code belongs to, or undefined when it is not valid now. Compares in constant time. */
export function stepOfCode(secret: string, code: string, nowMs: number = Date.now()): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const off = generator(secret).validate({ token: code, timestamp: nowMs, window: STEPS_OFF_MAX });
  return off === null ? undefined : Math.floor(nowMs / 1_000 / STEP_SECONDS) + off;
}

function generator(secret: string, label = ""): TOTP {
  return new TOTP({
    issuer: "Fairseat",
    label,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: STEP_SECONDS,
  });
}
