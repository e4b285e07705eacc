import { HALL_LEVELS } from "./hall-levels.ts";
import { MUSIC } from "./music.ts";
import { PEOPLE } from "./people.ts";
import { STAGE } from "./stage.ts";
import type { Draft, Programme, ProgrammeEvent, ProgrammeLevel, ProgrammeVenue } from "./types.ts";
import { venueTime } from "./venue-time.ts";
import { CURRENCIES, VENUES } from "./venues.ts";

/**
 * The demo's programme: invented events in invented venues of real cities. Every date is relative to `now`, so the demo never
 * ages; the same `now` gives the same programme.
 */
export function programme(now: Date): Programme {
  return {
    organizations: ORGANIZATIONS,
    venues: VENUES,
    events: [...STAGE, ...MUSIC, ...PEOPLE].map((draft) => programmeEvent(draft, now)),
  };
}

const ORGANIZATIONS = [
  {
    ...{ slug: "aurora-foundation", name: "Fundación Aurora", legalName: "Fundación Aurora", city: "Madrid" },
    ...{ address: "Calle de la Aurora 12", postcode: "28012", contactEmail: "hola@aurora.example" },
  },
  {
    ...{ slug: "halcyon-live", name: "Halcyon Live", legalName: "Halcyon Live S. L.", city: "Barcelona" },
    ...{ address: "Carrer del Vent 40", postcode: "08003", contactEmail: "hello@halcyon.example" },
  },
  {
    ...{ slug: "sala-norte", name: "Sala Norte", legalName: "Sala Norte S. L.", city: "Bilbao" },
    ...{ address: "Calle del Norte 7", postcode: "48001", contactEmail: "hola@salanorte.example" },
  },
  {
    ...{ slug: "iberian-league", name: "Arena Sports", legalName: "Arena Sports S. A.", city: "Madrid" },
    ...{ address: "Avenida del Estadio 1", postcode: "28017", contactEmail: "hola@arenasports.example" },
  },
].map((organization) => ({ ...organization, country: "ES", currency: "EUR" }));

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Open sales began three weeks ago. */
const SALES_SINCE_DAYS = -21;

function programmeEvent(draft: Draft, now: Date): ProgrammeEvent {
  const venue = venueOf(draft);
  const startsAt = venueTime(now, venue.timezone, draft);
  const { salesInDays = Math.min(draft.days, 0) + SALES_SINCE_DAYS } = draft;
  return {
    slug: draft.slug,
    title: draft.title,
    subtitle: draft.subtitle,
    description: draft.description,
    performers: draft.performers,
    categorySlug: draft.category,
    organizationSlug: draft.organization,
    venueSlug: draft.venue,
    status: draft.isCancelled ? "CANCELLED" : "PUBLISHED",
    startsAt,
    endsAt: new Date(startsAt.getTime() + draft.minutes * 60_000),
    doorsAt: new Date(startsAt.getTime() - HOUR_MS),
    salesStartAt:
      salesInDays > 0
        ? venueTime(now, venue.timezone, { days: salesInDays, time: "10:00" })
        : new Date(now.getTime() + salesInDays * DAY_MS),
    salesEndAt: startsAt,
    currency: CURRENCIES[venue.country] ?? "EUR",
    holdSeconds: 600,
    seatsPerHoldMax: 4,
    seatsPerBuyerMax: 8,
    orphanRule: "LENIENT",
    refundUntilHours: draft.refundUntilHours ?? null,
    posterSeed: draft.posterSeed,
    levels: levelsOf(draft, venue),
    fill: draft.fill,
  };
}

function venueOf(draft: Draft): ProgrammeVenue {
  const venue = VENUES.find(({ slug }) => slug === draft.venue);
  if (!venue) throw new Error(`${draft.slug} plays at ${draft.venue}, which is no venue`);
  return venue;
}

/** One level for each level of the hall, or, with a single price, one level for the whole hall. */
function levelsOf({ prices, slug }: Draft, { hall }: ProgrammeVenue): ProgrammeLevel[] {
  const levels = HALL_LEVELS[hall];
  const [only] = prices;
  if (prices.length === 1 && only !== undefined) {
    const categories = levels.flatMap((level) => [...level.categories]);
    return [{ id: 1, name: "Every seat", priceMinor: only, feeMinor: feeOf(only), categories }];
  }
  if (prices.length !== levels.length)
    throw new Error(`${slug} has ${prices.length} prices for ${levels.length} levels`);
  return levels.map(({ name, categories }, index) => {
    const priceMinor = prices[index] ?? 0;
    return { id: index + 1, name, priceMinor, feeMinor: feeOf(priceMinor), categories: [...categories] };
  });
}

/** The booking fee inside the price: eight percent, in whole tens of minor units. */
function feeOf(priceMinor: number): number {
  return Math.round((priceMinor * 0.08) / 10) * 10;
}
