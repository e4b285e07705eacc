import { z } from "zod";
import { LIST_NAMES, LIST_REFUSALS } from "./list-names.ts";

/** The state of the lists of reputation, as administrators see it. Browser-safe. */
export const reputationWire = z
  .object({
    name: z.enum(LIST_NAMES),
    source: z.string().meta({ description: "The file, or the address without its query." }),
    entries: z.int().meta({ description: "Networks or domains of the last good file; 0 before the first." }),
    read_at: z.iso.datetime().nullable(),
    refusal: z.enum(LIST_REFUSALS).nullable().meta({ description: "Why the newest file was not taken." }),
    refused_line: z.int().nullable(),
    refused_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "ReputationList" });
export type ReputationWire = z.infer<typeof reputationWire>;
export const reputationAnswer = z.object({ data: z.array(reputationWire) });
