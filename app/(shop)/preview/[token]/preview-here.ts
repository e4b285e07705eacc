import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { EventPage } from "#lib/catalog/contract";
import { eventPage } from "#lib/catalog/find-event";
import type { OwnEvent } from "#lib/catalog/organizer-event";
import { findPreview } from "#lib/catalog/preview/find-preview";
import { previewSeats } from "#lib/seating/preview-seats";

export type Previewed = OwnEvent & { event: EventPage; states: string };

/** The draft of a preview link as fans will see it. A link of a published event leads to its page; one that shows nothing looks missing. */
export const previewHere = cache(async (token: string): Promise<Previewed> => {
  const own = await findPreview(token);
  if (!own) notFound();
  if (own.row.status !== "DRAFT") redirect(`/events/${own.row.slug}`);
  const { states, left } = await previewSeats(own);
  const event = await eventPage(own, Date.now(), async () => new Map([[own.row.id, left]]));
  // Without prices nothing is left, which is not the same as sold out.
  const isUnpriced = event.saleState === "sold_out" && left.total === 0;
  return { ...own, states, event: isUnpriced ? { ...event, saleState: "upcoming" } : event };
});
