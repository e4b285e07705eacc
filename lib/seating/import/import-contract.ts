import { z } from "zod";
import { text } from "#lib/platform/input";
import { LAYOUT_PLACES_MAX } from "../check-layout.ts";
import { hallPlan } from "../plan/contract.ts";

/** The contract of imports: options beside a file that is uploaded, and what comes of it. */

const name = text(120).pipe(z.string().min(1, "must not be empty"));
const finite = z.number().min(-10_000_000).max(10_000_000);
const source = z
  .string()
  .regex(
    /^(id|class|text|group|data-[a-z0-9_-]{1,60})(:-?[1-9])?$/i,
    "must be id, class, text, group or data-…, with :2 for its second part",
  );

export const importOptions = z.strictObject({
  columns: z
    .strictObject({
      section: name.optional(),
      row: name.optional(),
      seat: name.optional(),
      x: name.optional(),
      y: name.optional(),
      category: name.optional(),
      kind: name.optional(),
    })
    .optional(),
  sheet: name.optional(),
  split_blocks: z.boolean().optional(),
  y_up: z.boolean().optional(),
  focus: z.tuple([finite, finite]).optional(),
  standing: z.record(name, z.int().min(1).max(LAYOUT_PLACES_MAX)).optional(),
  svg: z
    .strictObject({ section: source.optional(), row: source.optional(), seat: source, category: source.optional() })
    .optional(),
});
export type ImportOptions = z.output<typeof importOptions>;

export const importQuery = z.object({
  file_name: text(255).optional().meta({ description: "Names the hall where the file does not." }),
  options: z
    .string()
    .max(8_000)
    .transform((value, { addIssue }): ImportOptions => {
      const parsed = importOptions.safeParse(parseJson(value));
      if (parsed.success) return parsed.data;
      addIssue({
        code: "custom",
        message: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
      });
      return z.NEVER;
    })
    .optional()
    .meta({
      description:
        'JSON of what the file cannot say: `columns` (the names of a list\'s columns, `{"seat":"Number"}`), `sheet`, `split_blocks`, `y_up`, `focus` (`[x, y]` in the file\'s units), `standing` (`{"Floor":300}`), `svg` (where a drawing says `section`, `row`, `seat` and `category` of a shape: `id`, `class`, `data-…`, `text` on it, `group` around it; `id:2` is the second part of the id).',
    }),
});

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

export const importField = z.object({
  name: z.string().meta({ description: "A column of the list or an attribute of the drawing." }),
  examples: z.array(z.string()).meta({ description: "The first values, at most three." }),
});

export const fileProblem = z.object({
  line: z.int().optional(),
  path: z.string().optional(),
  reason: z.string(),
});

export const hallImport = z
  .object({
    report: z.object({
      seats: z.int(),
      sections: z.int(),
      categories: z.int(),
      wheelchairs: z.int(),
      unsold: z.int(),
      notes: z.array(z.string()).meta({ description: "What was normalised, and what the file left open." }),
    }),
    labels: z
      .array(z.object({ section: z.string(), row: z.string(), seat: z.string() }))
      .meta({ description: "The first seats as they are named now." }),
    fields: z.array(importField).meta({ description: "What `columns` or `svg` may name." }),
    layout_hash: z.string().meta({ description: "Of the layout that the plan makes; the same file has the same." }),
    already_there: z
      .array(z.object({ venue_id: z.int(), venue: z.string(), hall: z.string(), version: z.int() }))
      .meta({ description: "Where the organization has this layout already, at most ten." }),
    plan: hallPlan,
  })
  .meta({ id: "HallImport" });
export type HallImport = z.input<typeof hallImport>;
export type ImportField = z.infer<typeof importField>;
