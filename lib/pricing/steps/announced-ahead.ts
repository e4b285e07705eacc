/**
 * Countries of venues where Fairseat asks that a higher price is announced 24 hours ahead; elsewhere the organizer decides. No law that we know names
 * a time. GB: the CMA accepted undertakings in September 2025 (Ticketmaster, Oasis Live '25) to tell fans 24 hours before a sale that
 * tickets of one kind have several prices; the 24 hours bind that seller only, and we take them as the fair practice for all. What the
 * law itself asks there is the total price from the beginning, fees and taxes included (Digital Markets, Competition and Consumers
 * Act 2024, s. 230), which every shown price is anyway.
 */
const ANNOUNCED_IN: readonly string[] = ["GB"];

export const ANNOUNCED_AHEAD_MS = 24 * 3_600_000;

export function mustAnnounce(country: string): boolean {
  return ANNOUNCED_IN.includes(country);
}
