import { z } from "zod";
import { env } from "#lib/platform/env";
import { log } from "#lib/platform/observability/log";
import { isInVatArea, type VatState } from "./reverse-charge.ts";

const TIME_OUT_MS = 4_000;

/** What VIES said of a VAT number, as it is kept with the buyer's details. `format_only`: it did not answer. */
export const vatCheck = z.object({
  state: z.enum(["valid", "not_valid", "format_only"]),
  checkedAt: z.iso.datetime(),
  /** VIES's own word for the consultation, which proves it later; null where it gave none. */
  consultation: z.string().nullable(),
});
export type VatCheck = z.infer<typeof vatCheck>;

const answer = z.object({ valid: z.boolean(), requestIdentifier: z.string().optional() });

/**
 * Asks VIES, the tax offices' service of the European Union, whether a VAT number of a Member State is in use
 * (https://ec.europa.eu/taxation_customs/vies). Undefined for a number of another country. It is often out of reach, as single
 * countries are behind it: then the format alone was checked, and the answer says so.
 */
export async function askVies(vatId: string, country: string): Promise<VatCheck | undefined> {
  const { VIES_URL: base } = env();
  if (vatId === "" || !isInVatArea(country)) return undefined;
  const checkedAt = new Date().toISOString();
  const unknown: VatCheck = { state: "format_only", checkedAt, consultation: null };
  if (base === "off") return unknown;
  try {
    const response = await fetch(`${base.replace(/\/$/, "")}/check-vat-number`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "user-agent": "Fairseat" },
      body: JSON.stringify({ countryCode: vatId.slice(0, 2), vatNumber: vatId.slice(2) }),
      signal: AbortSignal.timeout(TIME_OUT_MS),
      redirect: "error",
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    const { valid, requestIdentifier } = answer.parse(await response.json());
    return { state: valid ? "valid" : "not_valid", checkedAt, consultation: requestIdentifier || null };
  } catch (error) {
    log().warn({ err: error }, "VIES is out of reach: only the format of a VAT number was checked");
    return unknown;
  }
}

/** The state of a check as it was kept; `format_only` where there was none. */
export function vatStateOf(kept: unknown): VatState {
  const parsed = vatCheck.safeParse(kept);
  return parsed.success ? parsed.data.state : "format_only";
}
