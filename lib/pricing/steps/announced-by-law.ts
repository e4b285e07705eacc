/**
 * Countries of venues where a higher price must be announced 24 hours ahead. GB: what the CMA accepted as fair for tickets whose
 * price changes during the sale (undertakings of 2025). Elsewhere the organizer decides.
 */
const ANNOUNCED_IN: readonly string[] = ["GB"];

export const ANNOUNCED_AHEAD_MS = 24 * 3_600_000;

export function mustAnnounce(country: string): boolean {
  return ANNOUNCED_IN.includes(country);
}
