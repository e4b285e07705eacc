import { z } from "zod";
import { COUNTRIES } from "#lib/platform/country-zones";
import { positiveInt, positiveIntText, text, uuid } from "#lib/platform/input";
import { localizedText } from "#lib/platform/localized-text";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { pageMeta } from "../page-meta.ts";
import { hasNoneTwice, judgeAlt, pictureUse } from "../pictures/picture-use-contract.ts";
import { visitorInfo } from "./visitor-info.ts";

/** Venues as organizers write and read them. */

export const VENUE_NAME_MAX = 80;
export const ENTRANCES_MAX = 30;
export const VENUE_PICTURES_MAX = 20;

const someText = (max: number) => text(max).pipe(z.string().min(1, "must not be empty"));

const country = z
  .string()
  .refine((code) => COUNTRIES.includes(code), "must be a country's code of two letters, such as ES")
  .meta({ description: "ISO 3166-1 alpha-2." });

const coordinates = z
  .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
  .nullable()
  .meta({ description: "Degrees, north and east positive." });

const entrances = z
  .array(z.strictObject({ name: someText(60), note: localizedText(500).default({}) }))
  .max(ENTRANCES_MAX)
  .superRefine((given, { addIssue }) => {
    const names = new Set<string>();
    given.forEach(({ name }, index) => {
      const looks = lookAlikeKey(name);
      if (names.has(looks))
        addIssue({ code: "custom", path: [index, "name"], message: "must not look like another entrance's name" });
      names.add(looks);
    });
  });

const pictures = z
  .array(z.strictObject(pictureUse).superRefine(judgeAlt))
  .max(VENUE_PICTURES_MAX)
  .refine(hasNoneTwice, "must not have one twice")
  .meta({ description: "In their order. Of each, what it shows in every language, or that it is decorative." });

const fields = {
  name: someText(VENUE_NAME_MAX),
  address: someText(200),
  postcode: text(20),
  city: someText(80),
  country,
  coordinates,
  time_zone: text(60).meta({ description: "IANA name; one of the country's." }),
  entrances,
  directions: localizedText(4_000).meta({ description: "How to get there, by language." }),
  accessibility: localizedText(4_000).meta({
    description: "What visitors with disabilities need to know, by language.",
  }),
  pictures,
};

export const newVenueBody = z.strictObject({
  organization_id: uuid.nullable().meta({ description: "Null: shared by all organizations; for administrators." }),
  ...fields,
  postcode: fields.postcode.default(""),
  coordinates: fields.coordinates.default(null),
  time_zone: fields.time_zone.optional().meta({
    description: "IANA name. Where the country has several, it must be given, or follow from coordinates or city.",
  }),
  entrances: fields.entrances.default([]),
  directions: fields.directions.default({}),
  accessibility: fields.accessibility.default({}),
  pictures: fields.pictures.default([]),
});
export type NewVenue = z.output<typeof newVenueBody>;

export const venueChangeBody = z
  .strictObject({
    ...z.strictObject(fields).partial().shape,
    archived: z.literal(false).optional().meta({ description: "Brings an archived venue back." }),
    revision: positiveInt.meta({ description: "The venue's `revision` that the change was made on." }),
  })
  .refine((body) => Object.keys(body).length > 1, "must change something");
export type VenueChange = z.output<typeof venueChangeBody>;

export const venueParams = z.object({ id: positiveIntText });

export const venueListQuery = z.object({
  q: text(80).optional().meta({ description: "Part of the name, the city or the address." }),
  archived: z.enum(["true", "false"]).optional().meta({ description: "`true`: only those that were archived." }),
  page: positiveIntText.pipe(z.int().min(1).max(10_000)).optional(),
  limit: positiveIntText.pipe(z.int().min(1).max(100)).optional(),
});
export type VenueListQuery = z.output<typeof venueListQuery>;

export const venueWire = z
  .object({
    id: z.int(),
    organization_id: z.uuid().nullable().meta({ description: "Null: shared by all organizations." }),
    slug: z.string(),
    name: z.string(),
    ...visitorInfo.shape,
    city: z.string(),
    country: z.string().meta({ description: "ISO 3166-1 alpha-2." }),
    coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    time_zone: z.string(),
    revision: z.int().meta({ description: "Send it with a change; it grows with each." }),
    archived_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    updated_by: z.string().nullable().meta({ description: "The name of the person who changed it last, if known." }),
  })
  .meta({ id: "ManagedVenue" });
export type VenueWire = z.infer<typeof venueWire>;

export const venueListAnswer = z.object({ data: z.array(venueWire), meta: pageMeta }).meta({ id: "ManagedVenueList" });
export type VenueListAnswer = z.infer<typeof venueListAnswer>;

const degrees = (max: number) =>
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,12})?$/, "must be degrees such as 40.4168")
    .transform(Number)
    .pipe(z.number().min(-max).max(max));

export const timeZoneQuery = z
  .object({
    country,
    city: text(80).optional(),
    latitude: degrees(90).optional(),
    longitude: degrees(180).optional(),
  })
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ["longitude"],
    message: "must be given together with latitude",
  });

export const timeZoneAnswer = z
  .object({
    data: z.array(z.string()).meta({ description: "The country's time zones." }),
    suggested: z.string().nullable().meta({ description: "The one of the place; null: people must choose." }),
  })
  .meta({ id: "TimeZones" });
