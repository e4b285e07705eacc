import { z } from "zod";

/** What people in a queue were shown against what came true, as organizer and operator read it. Browser-safe. */

const chance = z.object({
  count: z.int().meta({ description: "How often it was shown." }),
  had_seats: z.int().meta({ description: "How often seats of that price level were left at the turn." }),
});

export const predictionsWire = z
  .object({
    from: z.iso.datetime().nullable(),
    until: z.iso.datetime().nullable(),
    waits: z.object({
      count: z.int().meta({ description: "How many shown ranges can be compared with a wait." }),
      shorter: z.int(),
      inside: z.int().meta({ description: "The wait ended within the range that was shown." }),
      longer: z.int(),
      longer_by_pause: z.int().meta({ description: "Of the longer ones, those in which the queue was paused." }),
      error_percent: z.int().nullable().meta({
        description:
          "How far a wait is from the lower end of its range, which half of all waits should exceed: the median.",
      }),
    }),
    chances: z.object({ likely: chance, uncertain: chance, unlikely: chance }),
  })
  .meta({ id: "QueuePredictions" });
export type PredictionsWire = z.infer<typeof predictionsWire>;

/** The sales whose queues were read last. */
export const predictionListWire = z.object({
  data: z.array(z.object({ event_id: z.int(), title: z.string(), predictions: predictionsWire })),
});
export type PredictionListWire = z.infer<typeof predictionListWire>;
