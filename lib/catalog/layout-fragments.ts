import { Prisma } from "#prisma/generated/client";

/** The indexes of the categories that a layout does not sell, from its `geometry`. */
export const UNSOLD_CATEGORIES = Prisma.sql`ARRAY(
  SELECT (c.place - 1)::int FROM json_array_elements(geometry::json->'categories') WITH ORDINALITY AS c(category, place)
  WHERE c.category->>'sold' = 'false')`;
