import { invalidRequest } from "./fault.ts";
import { type Form, formOf } from "./form.ts";

/** Metadata within Stripe's limits: 50 keys of 40 characters, values of 500. */
export function readMetadata(form: Form): Record<string, string> {
  const metadata: Record<string, string> = {};
  const entries = Object.entries(formOf(form, "metadata"));
  for (const [key, value] of entries) {
    if (entries.length > 50 || key.length > 40 || typeof value !== "string" || value.length > 500) {
      throw invalidRequest("Metadata is limited to 50 keys of 40 characters and values of 500.", { param: "metadata" });
    }
    metadata[key] = value;
  }
  return metadata;
}
