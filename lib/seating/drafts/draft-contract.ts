import { z } from "zod";
import { pageMeta } from "#lib/catalog/page-meta";
import { positiveInt, positiveIntText, text, uuid } from "#lib/platform/input";
import { LAYOUT_NAME_MAX } from "../check-layout.ts";
import { SEAT_KINDS } from "../layout.ts";
import { hallPlan } from "../plan/contract.ts";

/** The largest plan, in bytes of a request: a hall of 200,000 seats, each at a spot of its own, fits. */
export const PLAN_BYTES_MAX = 8 * 1024 * 1024;
export const DRAFTS_PER_VENUE_MAX = 50;

const name = text(LAYOUT_NAME_MAX).pipe(z.string().min(1, "must not be empty"));
const plan = hallPlan.meta({ description: "The hall as it is drawn." });

export const newDraftBody = z
  .strictObject({
    name,
    hall_id: uuid.optional().meta({ description: "Opens a version of this hall; publishing makes its next one." }),
    version: positiveInt.optional().meta({ description: "Of the hall; its newest when absent." }),
    plan: plan.optional().meta({ description: "A plan to begin with, such as an import's." }),
  })
  .refine(({ version, plan: given }) => given === undefined || version === undefined, {
    path: ["plan"],
    message: "must not stand beside a version",
  })
  .refine(({ hall_id, version }) => hall_id !== undefined || version === undefined, {
    path: ["version"],
    message: "must stand beside a hall_id",
  });
export type NewDraft = z.output<typeof newDraftBody>;

export const draftChangeBody = z
  .strictObject({
    revision: positiveInt.meta({ description: "The draft's `revision` that the change was made on." }),
    name: name.optional(),
    plan: plan.optional(),
  })
  .refine((body) => Object.keys(body).length > 1, "must change something");
export type DraftChange = z.output<typeof draftChangeBody>;

export const publicationBody = z.strictObject({
  revision: positiveInt.meta({ description: "The draft's `revision` that is published." }),
  version_name: text(LAYOUT_NAME_MAX).default("").meta({ description: "Such as: with the third row of boxes." }),
});
export type Publication = z.output<typeof publicationBody>;

export const differenceQuery = z.object({
  version: positiveIntText.optional().meta({ description: "Of the draft's hall; its newest when absent." }),
});

export const versionsQuery = z.object({
  from: positiveIntText.meta({ description: "The version before." }),
  to: positiveIntText.meta({ description: "The version after." }),
});

export const draftParams = z.object({ id: uuid });

const summary = z.object({
  id: z.uuid(),
  venue_id: z.int(),
  hall_id: z.uuid().nullable(),
  name: z.string(),
  based_on: z.string().nullable().meta({ description: "The hash of the layout that it was opened from." }),
  revision: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  updated_by: z.string().nullable(),
});

export const draftSummary = summary.meta({ id: "HallDraftSummary" });
export type DraftSummary = z.infer<typeof draftSummary>;

export const draftWire = summary
  .extend({
    plan: z.record(z.string(), z.unknown()).meta({ description: "The plan, as it was saved." }),
    gone_pictures: z
      .array(z.string())
      .meta({ description: "Pictures of its views that are no longer stored: they keep it from being published." }),
  })
  .meta({ id: "HallDraft" });
export type DraftWire = z.infer<typeof draftWire>;

export const draftListed = summary
  .extend({
    published_version: z.int().nullable().meta({
      description: "The version of its hall that is drawn just so: nothing of the draft waits for publication.",
    }),
    editors: z
      .array(z.object({ user_id: z.uuid(), name: z.string().nullable() }))
      .meta({ description: "Who has it open in a designer now." }),
  })
  .meta({ id: "HallDraftListed" });
export type DraftListed = z.infer<typeof draftListed>;

export const draftList = z.object({ data: z.array(draftListed), meta: pageMeta }).meta({ id: "HallDraftList" });
export type DraftList = z.infer<typeof draftList>;

export const publicationWire = z
  .object({
    hall_id: z.uuid(),
    version: z.int(),
    layout_hash: z.string(),
    already_there: z.boolean().meta({ description: "The hall had this very layout as a version before." }),
  })
  .meta({ id: "HallPublication" });
export type PublicationWire = z.infer<typeof publicationWire>;

export const editorList = z
  .object({ data: z.array(z.object({ user_id: z.uuid(), name: z.string().nullable(), seen_at: z.iso.datetime() })) })
  .meta({ id: "HallDraftEditors" });
export type EditorList = z.infer<typeof editorList>;

const place = z
  .object({
    key: z.string().meta({ description: "Stays as it is, whatever else of the place changes." }),
    section: z.string(),
    row: z.string(),
    number: z.string(),
    at_table: z.boolean().meta({ description: "Whether `row` is the name of a table." }),
    entrance: z.string(),
    category: z.string(),
    kind: z.enum(Object.values(SEAT_KINDS)),
    at: z.array(z.number()).optional().meta({ description: "x and y; absent for a standing place." }),
  })
  .meta({ id: "HallPlace" });
const places = z.array(place);
const changes = z.array(z.object({ before: place, after: place }));

/** A place stands in every list that holds for it. */
export const differenceWire = z
  .object({
    counts: z.object({
      ...{ added: z.int(), removed: z.int(), moved: z.int(), renamed: z.int() },
      ...{ other_entrance: z.int(), other_category: z.int(), other_kind: z.int() },
    }),
    added: places.meta({ description: "Each list has at most 1,000 places; the counts are of all." }),
    removed: places,
    moved: changes.meta({ description: "By more than a quarter of the usual distance between seats." }),
    renamed: changes.meta({ description: "Another section, row or number: what is printed on a ticket." }),
    other_entrance: changes,
    other_category: changes,
    other_kind: changes,
  })
  .meta({ id: "HallDifference" });
export type DifferenceWire = z.infer<typeof differenceWire>;
