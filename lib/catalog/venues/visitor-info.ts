import { z } from "zod";
import { localizedTextWire } from "#lib/platform/localized-text";

const entranceWire = z.object({ name: z.string(), note: localizedTextWire }).meta({ id: "Entrance" });
export type Entrance = z.infer<typeof entranceWire>;

/** What visitors are told of a venue. */
export const visitorInfo = z.object({
  address: z.string(),
  postcode: z.string(),
  entrances: z.array(entranceWire),
  directions: localizedTextWire.meta({ description: "How to get there, by language." }),
  accessibility: localizedTextWire.meta({ description: "For visitors with disabilities, by language." }),
});
export type VisitorInfo = z.infer<typeof visitorInfo>;
