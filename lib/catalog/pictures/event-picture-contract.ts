import { z } from "zod";
import { positiveInt } from "#lib/platform/input";
import { localizedTextWire } from "#lib/platform/localized-text";
import { pictureHash, pictureWire } from "./picture-contract.ts";
import { hasNoneTwice, judgeAlt, pictureUse } from "./picture-use-contract.ts";

/** Pictures of events as organizers write and everybody reads them. */

export const EVENT_PICTURES_MAX = 12;

const percent = z.int().min(0).max(100);

/** The middle, and a little higher: faces are there more often than feet. */
export const FOCUS_FIRST = { x: 50, y: 40 } as const;

const focus = z
  .strictObject({ x: percent, y: percent })
  .meta({ description: "What stays visible where the picture is cut: hundredths of its sides, from left and top." });

export const eventPictureWire = pictureWire
  .pick({ width: true, height: true })
  .extend({
    picture: pictureHash.meta({
      description: "Served as WebP at `/pictures/{picture}`, smaller ones with `?w=`, as JPEG with `?as=jpeg`.",
    }),
    alt: localizedTextWire.meta({ description: "What it shows, by language; empty when it is decorative." }),
    decorative: z.boolean(),
    focus: z.object({ x: percent, y: percent }),
  })
  .meta({ id: "EventPicture" });
export type EventPicture = z.infer<typeof eventPictureWire>;

export const eventPicturesBody = z.strictObject({
  revision: positiveInt.optional().meta({
    description: "The `revision` of the pictures that the change was made on: what others changed since is refused.",
  }),
  pictures: z
    .array(z.strictObject({ ...pictureUse, focus: focus.default(FOCUS_FIRST) }).superRefine(judgeAlt))
    .max(EVENT_PICTURES_MAX)
    .refine(hasNoneTwice, "must not have one twice")
    .meta({ description: "In their order; the first is the event's poster, and the picture of shared links." }),
});
export type NewEventPictures = z.output<typeof eventPicturesBody>;

export const eventPicturesAnswer = z
  .object({ revision: z.int(), pictures: z.array(eventPictureWire) })
  .meta({ id: "EventPictures" });
export type EventPictures = z.infer<typeof eventPicturesAnswer>;
