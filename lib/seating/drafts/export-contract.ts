import { z } from "zod";

/** What a hall can be exported as. */
export const EXPORT_FORMATS = ["pretix", "csv", "svg", "pdf"] as const;
/** The content types of the formats; a pretix plan is a file, not an answer of this API. */
export const EXPORT_TYPES = [
  "application/vnd.pretix.seating+json",
  "text/csv",
  "image/svg+xml",
  "application/pdf",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS).meta({ description: "`pdf` is for the wall; all others can be imported again." }),
});
