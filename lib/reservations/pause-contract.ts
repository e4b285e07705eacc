import { z } from "zod";
import { text } from "#lib/platform/input";
import { PAUSE_REASON_MAX } from "./pause-rules.ts";

/** The pause of a sale on the wire. Browser-safe. */

export const salePauseBody = z.object({
  reason: text(PAUSE_REASON_MAX).default("").meta({ description: "For the audit log; fans do not read it." }),
});

export const salePauseWire = z
  .object({ is_paused: z.boolean(), paused_at: z.iso.datetime().nullable() })
  .meta({ id: "SalePause" });
export type SalePauseWire = z.infer<typeof salePauseWire>;
