import { z } from "zod";
import { LEVELS, READINGS } from "./judge-load.ts";
import { SETTINGS, STEPS } from "./steps.ts";

/** The load of the process that answers, and what it does without. Browser-safe. */

export const switchParams = z.object({ step: z.enum(STEPS) });
export const switchBody = z.object({ setting: z.enum(SETTINGS) });

const level = z.literal(LEVELS).meta({ description: "0 is calm, 4 the heaviest." });

export const loadWire = z
  .object({
    level,
    health: z
      .enum(["good", "bad", "down"])
      .meta({ description: "How checkout is: `bad` slows waiting rooms, `down` stops them." }),
    readings: z.array(
      z.object({
        reading: z.enum(READINGS),
        value: z.number().nullable().meta({
          description:
            "Over the last ten seconds, in milliseconds or as a share of one; null where too little happened to say.",
        }),
        level,
      }),
    ),
    steps: z.array(
      z.object({
        step: z.enum(STEPS),
        begins_at_level: z.int(),
        setting: z.enum(SETTINGS),
        is_on: z.boolean(),
        why: z.enum(["load", "forced", "forbidden", "calm"]),
      }),
    ),
  })
  .meta({ id: "Load" });
export type LoadWire = z.infer<typeof loadWire>;
