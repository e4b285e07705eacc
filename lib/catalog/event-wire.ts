import { toMajor } from "#lib/platform/money";
import { isOpenDate } from "#lib/platform/open-date";
import type { ChangeWire, EventDetail, EventSummary } from "./answer-contract.ts";
import type { EventCard, EventPage } from "./contract.ts";
import type { LastChange, Place } from "./event-move.ts";
import { SALE_STATE_WORDS } from "./state.ts";

/** An event of a list in the API's form: snake_case, prices in the major unit. */
export function eventOnWire(event: EventCard): EventSummary {
  const { minMinor, maxMinor } = event.offered ?? { minMinor: event.minPriceMinor, maxMinor: event.maxPriceMinor };
  return {
    id: event.id,
    slug: event.slug,
    title: event.title,
    subtitle: event.subtitle,
    description: event.description,
    performers: event.performers,
    venue: {
      id: event.venueId,
      name: event.venueName,
      city: event.city,
      country: event.country,
      time_zone: event.timeZone,
      capacity: event.venueCapacity,
    },
    category: event.categorySlug,
    start_time: event.startsAt,
    has_date: !isOpenDate(event.startsAt),
    end_time: event.endsAt,
    sales_start_time: event.salesStartAt,
    status: SALE_STATE_WORDS[event.saleState].wire,
    price_range: { min: toMajor(minMinor, event.currency), max: toMajor(maxMinor, event.currency) },
    currency: event.currency,
    picture: event.picture,
    availability: { total_seats: event.capacity, available_seats: event.left },
  };
}

/** One event in the API's form: the list's fields and the price levels. */
export function eventPageOnWire(event: EventPage): EventDetail {
  const summary = eventOnWire(event);
  return {
    ...summary,
    venue: { ...summary.venue, address: event.venueAddress, ...event.visitors },
    pictures: event.pictures,
    doors_time: event.doorsAt,
    sales_end_time: event.salesEndAt,
    layout_hash: event.layoutHash,
    seats_per_reservation_max: event.seatsPerHoldMax,
    seats_per_buyer_max: event.seatsPerBuyerMax,
    hold_seconds: event.holdSeconds,
    refund_until_hours: event.refundUntilHours,
    ticket_names: event.ticketNames,
    age_min: event.ageMin,
    change: event.lastChange && { ...changeOnWire(event.lastChange), refundable_until: event.returnUntil },
    seller: event.seller.name,
    seller_details: event.seller,
    price_levels: event.levels.map((level) => ({
      id: level.id,
      name: level.name,
      price: toMajor(level.priceMinor, event.currency),
      fee: toMajor(level.feeMinor, event.currency),
      available_seats: level.left,
      total_seats: level.total,
      layout_categories: level.layoutCategories,
    })),
  };
}

/** What changed of an event, in the API's form. */
export function changeOnWire({ parts, before, at }: LastChange): ChangeWire {
  const { startsAt, endsAt, doorsAt, performers, venue, title = null, subtitle = null } = before;
  const times = { start_time: startsAt, end_time: endsAt, doors_time: doorsAt };
  return {
    parts,
    before: { ...times, performers, venue: venue ? placeOnWire(venue) : null, title, subtitle },
    changed_at: at,
  };
}

function placeOnWire({ name, address, city, country, timeZone }: Place) {
  return { name, address, city, country, time_zone: timeZone };
}
