import { z } from "zod";

/** The preview link of a draft, as its organizer makes it. Browser-safe. */

export const PREVIEW_DAYS = { default: 14, max: 90 } as const;
export const PREVIEW_STATES = ["none", "open", "ended"] as const;

export const previewBody = z
  .strictObject({
    days: z.int().min(1).max(PREVIEW_DAYS.max).default(PREVIEW_DAYS.default).meta({
      description: "After how many days the link leads nowhere.",
    }),
  })
  .meta({ id: "NewPreviewLink" });

export const previewWire = z
  .object({
    state: z.enum(PREVIEW_STATES).meta({
      description: "`none`: it was never made, or was revoked; `open`: it shows the draft; `ended`: its time is over.",
    }),
    made_at: z.iso.datetime().nullable(),
    ends_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "PreviewLink" });
export type PreviewWire = z.infer<typeof previewWire>;

export const madePreviewWire = previewWire
  .extend({ url: z.url().meta({ description: "The link. It is said once: only its hash is kept." }) })
  .meta({ id: "MadePreviewLink" });
export type MadePreviewWire = z.infer<typeof madePreviewWire>;
