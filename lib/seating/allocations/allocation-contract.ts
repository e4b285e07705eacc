import { z } from "zod";
import { paragraphs, positiveInt, positiveIntText, text } from "#lib/platform/input";

export const ALLOCATION_KINDS = ["house", "press", "promoter", "box_office", "accessible", "production"] as const;
export type AllocationKindName = (typeof ALLOCATION_KINDS)[number];
export const RELEASE_SCOPES = ["house", "section", "level"] as const;

export const ALLOCATION_NAME_MAX = 80;
/** More of an event than anyone keeps apart, and few enough for one page. */
export const ALLOCATIONS_MAX = 60;

const fields = {
  name: text(ALLOCATION_NAME_MAX).pipe(z.string().min(1, "must not be empty")),
  kind: z.enum(ALLOCATION_KINDS),
  reason: paragraphs(500).meta({ description: "Why the seats are set aside; for staff." }),
  owner: text(120).meta({ description: "Who decides about them; for staff." }),
  release_at: z.iso
    .datetime({ offset: true, error: "must be a date and time" })
    .nullable()
    .meta({ description: "From when on its seats are on sale to everybody. Null: not by time." }),
  release_when: z.enum(RELEASE_SCOPES).nullable().meta({
    description:
      "For accessible places alone: they are on sale to everybody once all other seats of the house, of their section or of their price level are gone.",
  }),
};

export const newAllocationBody = z.strictObject({
  ...fields,
  reason: fields.reason.default(""),
  owner: fields.owner.default(""),
  release_at: fields.release_at.default(null),
  release_when: fields.release_when.default(null),
});
export type NewAllocation = z.output<typeof newAllocationBody>;

export const allocationChangeBody = z.strictObject({
  revision: positiveInt.meta({ description: "The allocation's `revision` that the change was made on." }),
  name: fields.name.exactOptional(),
  kind: fields.kind.exactOptional(),
  reason: fields.reason.exactOptional(),
  owner: fields.owner.exactOptional(),
  release_at: fields.release_at.exactOptional(),
  release_when: fields.release_when.exactOptional(),
});
export type AllocationChangeBody = z.output<typeof allocationChangeBody>;

export const allocationParams = z.object({
  id: positiveIntText.meta({ description: "The event.", examples: [12] }),
  allocation_id: positiveIntText.pipe(z.int().max(32_767)).meta({ description: "The allocation.", examples: [1] }),
});

/** As many seats as the largest hall has. */
const SEATS_MAX = 120_000;

export const paintingBody = z.strictObject({
  revision: z.int().min(0).meta({ description: "The `painting_revision` that the change was made on." }),
  changes: z
    .array(
      z.strictObject({
        seat_ids: z.array(positiveInt).min(1).max(SEATS_MAX),
        allocation: positiveInt
          .max(32_767)
          .nullable()
          .meta({ description: "Null puts the seats on sale to everybody." }),
      }),
    )
    .min(1)
    .max(ALLOCATIONS_MAX + 1),
});
export type PaintingBody = z.output<typeof paintingBody>;

export const allocationWire = z
  .object({
    id: z.int(),
    name: z.string(),
    kind: z.enum(ALLOCATION_KINDS),
    reason: z.string(),
    owner: z.string(),
    release_at: z.iso.datetime().nullable(),
    release_when: z.enum(RELEASE_SCOPES).nullable(),
    revision: z.int().meta({ description: "Send it with a change of the allocation; it grows with each." }),
    seats: z.object({ total: z.int(), free: z.int(), held: z.int(), sold: z.int() }),
  })
  .meta({ id: "Allocation", description: "Seats that are set aside: free only for buyers with access to them." });
export type AllocationWire = z.infer<typeof allocationWire>;

export const allocationList = z
  .object({
    painting_revision: z.int().meta({ description: "Send it when you set seats aside; it grows with each change." }),
    allocations: z.array(allocationWire),
    seats: z
      .array(z.object({ allocation: z.int(), seat_ids: z.array(z.int()) }))
      .meta({ description: "The seats of each allocation, whatever their state." }),
  })
  .meta({ id: "AllocationList" });
export type AllocationList = z.infer<typeof allocationList>;

export const paintingAnswer = z
  .object({ painting_revision: z.int(), changed: z.int().meta({ description: "How many seats changed." }) })
  .meta({ id: "SeatPainting" });

export const releaseAnswer = z
  .object({ released: z.int().meta({ description: "How many seats are on sale to everybody now." }) })
  .meta({ id: "AllocationRelease" });

export const allocationHistory = z
  .object({
    data: z.array(
      z.object({
        id: z.uuid(),
        allocation: z.int(),
        name: z.string(),
        action: z.enum(["set_aside", "taken_out", "released"]),
        cause: z.enum(["hand", "time", "sold_out"]),
        seat_count: z.int(),
        changed_by: z.string(),
        changed_at: z.iso.datetime(),
      }),
    ),
    meta: z.object({ total: z.int(), page: z.int(), limit: z.int() }),
  })
  .meta({ id: "AllocationHistory", description: "What became of seats that were set aside, the newest first." });
export type AllocationHistory = z.infer<typeof allocationHistory>;
