/** The categories that every installation has from its migrations. */
type CategorySlug = "concert" | "opera" | "theatre" | "comedy" | "sport" | "festival" | "family";

export type HallName = "opera-house" | "arena" | "club" | "recital-hall";

export type ProgrammeVenue = {
  slug: string;
  name: string;
  address: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** IANA. */
  timezone: string;
  hall: HallName;
};

/** `categories` are names of the hall's selling categories; together the levels of an event cover all of them. */
export type ProgrammeLevel = { id: number; name: string; priceMinor: number; feeMinor: number; categories: string[] };

/** An event ready to be stored. `fill` is the share of the seats that the seed sells, from 0 to 1. */
export type ProgrammeEvent = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  performers: string[];
  categorySlug: CategorySlug;
  organizationSlug: string;
  venueSlug: string;
  status: "PUBLISHED" | "CANCELLED";
  startsAt: Date;
  endsAt: Date;
  doorsAt: Date;
  salesStartAt: Date;
  salesEndAt: Date;
  currency: string;
  holdSeconds: number;
  seatsPerHoldMax: number;
  seatsPerBuyerMax: number;
  orphanRule: "OFF" | "LENIENT" | "STRICT";
  refundUntilHours: number | null;
  posterSeed: number;
  levels: ProgrammeLevel[];
  fill: number;
};

/** Who sells, with all that an invoice needs. */
type ProgrammeOrganization = {
  slug: string;
  name: string;
  legalName: string;
  address: string;
  postcode: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  currency: string;
  contactEmail: string;
};

export type Programme = {
  organizations: ProgrammeOrganization[];
  venues: ProgrammeVenue[];
  events: ProgrammeEvent[];
};

/** An event as its author writes it: days from today, minutes, and prices. */
export type Draft = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  performers: string[];
  category: CategorySlug;
  organization: string;
  venue: string;
  days: number;
  time: string;
  minutes: number;
  /** All-in prices in minor units, dearest level first; as many as the hall has levels. One number prices all alike. */
  prices: number[];
  fill: number;
  /** Days from today on which the sale opens; long ago unless given. */
  salesInDays?: number;
  isCancelled?: boolean;
  refundUntilHours?: number;
  posterSeed: number;
};
