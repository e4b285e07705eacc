import { EventDate } from "#components/ui/event-date";

/** A moment (ISO 8601) to the second, in UTC: what happened in no one place. */
export function RowMoment({ at }: { at: string }) {
  return <EventDate at={at} timeZone="UTC" style="exact" className="tabular whitespace-nowrap text-ink-soft text-sm" />;
}
