import { z } from "zod";

/** The figures of a page of a list. */
export const pageMeta = z
  .object({ total: z.int(), page: z.int(), limit: z.int() })
  .meta({ id: "PageMeta", description: "`total` counts all pages together." });
