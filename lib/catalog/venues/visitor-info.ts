import { z } from "zod";
import { localizedTextWire } from "#lib/platform/localized-text";
import { pictureHash, pictureWire } from "../pictures/picture-contract.ts";

const entranceWire = z.object({ name: z.string(), note: localizedTextWire }).meta({ id: "Entrance" });
export type Entrance = z.infer<typeof entranceWire>;

const venuePictureWire = pictureWire
  .pick({ width: true, height: true })
  .extend({
    picture: pictureHash.meta({ description: "Served as WebP at `/pictures/{picture}`, smaller ones with `?w=`." }),
    alt: localizedTextWire.meta({ description: "What it shows, by language; empty when it is decorative." }),
    decorative: z.boolean(),
  })
  .meta({ id: "VenuePicture" });
export type VenuePicture = z.infer<typeof venuePictureWire>;

/** What visitors are told of a venue. */
export const visitorInfo = z.object({
  address: z.string(),
  postcode: z.string(),
  entrances: z.array(entranceWire),
  directions: localizedTextWire.meta({ description: "How to get there, by language." }),
  accessibility: localizedTextWire.meta({ description: "For visitors with disabilities, by language." }),
  pictures: z.array(venuePictureWire),
});
export type VisitorInfo = z.infer<typeof visitorInfo>;
