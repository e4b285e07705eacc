import { z } from "zod";
import { positiveIntText } from "#lib/platform/input";
import { pageMeta } from "../page-meta.ts";

export const pageQuery = z.object({
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

export const hallList = z
  .object({
    data: z.array(
      z
        .object({
          id: z.uuid(),
          name: z.string(),
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
