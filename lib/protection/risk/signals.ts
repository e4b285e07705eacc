import { z } from "zod";

/**
 * What a browser says of itself when it asks for a challenge. Browser-safe. All of it is counts, flags and names from short lists: nothing
 * says what was typed, where a pointer was or which device it is, and none of it is stored (docs/decisions/064-risk-from-named-signals.md).
 */

/** Events are counted up to here; more says nothing more. */
export const EVENTS_MAX = 100;
const PAGE_MS_MAX = 86_400_000;

/** Marks that only automated browsers have, by the names of @fingerprintjs/botd's detectors. */
export const AUTOMATION_MARKS = [
  ...(["app_version", "document_attributes", "error_trace", "process", "user_agent"] as const),
  ...(["web_gl", "window_external", "distinctive_properties"] as const),
] as const;

/** Marks that a person's browser may have as well: with extensions, on a server's desktop, in an unusual window. */
export const ODD_MARKS = [
  ...(["eval_length", "function_bind", "languages", "notifications", "plugins_array", "plugins_length"] as const),
  ...(["window_size", "mime_types", "product_sub"] as const),
] as const;

export const HEADLESS_MARKS = [...AUTOMATION_MARKS, ...ODD_MARKS] as const;
export type HeadlessMark = (typeof HEADLESS_MARKS)[number];

const count = z.int().min(0).max(EVENTS_MAX).default(0);

/** A page from before an update may know fewer or other signals: unknown ones are dropped, missing ones are the harmless value. */
export const clientSignals = z
  .object({
    page_ms: z
      .int()
      .min(0)
      .max(PAGE_MS_MAX)
      .default(0)
      .meta({ description: "Milliseconds since the page began to load." }),
    pointer_presses: count,
    key_presses: count,
    touches: count,
    focus_changes: count,
    is_webdriver: z.boolean().default(false).meta({ description: "What `navigator.webdriver` says." }),
    headless_marks: z.array(z.enum(HEADLESS_MARKS)).max(HEADLESS_MARKS.length).default([]),
    has_web_crypto: z.boolean().default(true),
  })
  .meta({ id: "ClientSignals", description: "What the browser says of itself. Counts stop at 100." });
export type ClientSignals = z.infer<typeof clientSignals>;

export const RISK_BANDS = ["low", "middle", "high"] as const;
export type RiskBand = (typeof RISK_BANDS)[number];
