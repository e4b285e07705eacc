import { z } from "zod";
import { positiveInt, positiveIntText, text, uuid } from "#lib/platform/input";
import { pageMeta } from "../page-meta.ts";

export const pageQuery = z.object({
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

export const HALL_NAME_MAX = 80;

export const hallListQuery = pageQuery.extend({
  archived: z.enum(["true", "false"]).optional().meta({ description: "`true`: only those that were archived." }),
});
export type HallListQuery = z.output<typeof hallListQuery>;

export const hallParams = z.object({ id: positiveIntText, hall_id: uuid });

export const hallChangeBody = z
  .strictObject({
    revision: positiveInt.meta({ description: "The hall's `revision` that the change was made on." }),
    name: text(HALL_NAME_MAX).pipe(z.string().min(1, "must not be empty")).optional(),
    archived: z.boolean().optional().meta({ description: "`true` takes it out of use, `false` brings it back." }),
  })
  .refine((body) => Object.keys(body).length > 1, "must change something");
export type HallChange = z.output<typeof hallChangeBody>;

const hallFields = z.object({
  id: z.uuid(),
  name: z.string(),
  revision: z.int().meta({ description: "Send it with a change of the hall; it grows with each." }),
  archived_at: z.iso.datetime().nullable().meta({ description: "No new event takes an archived hall." }),
});

export const hallWire = hallFields.meta({ id: "HallHead" });
export type HallWire = z.infer<typeof hallWire>;

export const hallList = z
  .object({
    data: z.array(
      hallFields
        .extend({
          versions: z
            .array(
              z.object({
                version: z.int(),
                name: z.string(),
                layout_hash: z.string().meta({ description: "Names the geometry at `/api/v1/layouts/{hash}`." }),
                seat_count: z.int(),
                published_at: z.iso.datetime(),
                published_by: z.string().nullable(),
              }),
            )
            .meta({ description: "The newest first, at most a hundred." }),
        })
        .meta({ id: "Hall" }),
    ),
    meta: pageMeta,
  })
  .meta({ id: "HallList" });
export type HallList = z.infer<typeof hallList>;
