import type { EventChange } from "#lib/catalog/event-contract";
import { planEventChange } from "#lib/catalog/plan-event-change";
import type { Staff } from "#lib/organizations/authority";
import type { Refused } from "#lib/platform/http/refusals";
import { countLiveTickets } from "#lib/tickets/queries";
import { eventSales } from "../withdrawing/event-sales.ts";
import type { EventChangeEffects } from "./change-effects-contract.ts";
import { countOrdersToTell } from "./queries.ts";

type PreviewRefusal = Refused<"not_found" | "forbidden" | "invalid_request" | "event_has_sales" | "event_edited">;

/** What a change of an event would cause for those who hold tickets; nothing is changed. Refuses what the change would refuse. */
export async function previewEventChange(
  person: Staff,
  id: number,
  change: EventChange,
): Promise<{ ok: true; effects: EventChangeEffects } | PreviewRefusal> {
  const plan = await planEventChange(person, id, { change, sales: eventSales });
  if (!plan.ok) return plan;
  const { news, isTakenOffSale, draw } = plan;
  const [orders, tickets] = news ? await Promise.all([countOrdersToTell(id), countLiveTickets(id)]) : [0, 0];
  const returnUntil = news?.kind === "moved" ? news.returnUntil : undefined;
  return {
    ok: true,
    effects: {
      parts: news?.kind === "moved" ? news.change.parts : [],
      ...{ orders, tickets },
      refundable_until: returnUntil?.toISOString() ?? null,
      taken_off_sale: isTakenOffSale,
      draw: draw ? { from: draw.from.toISOString(), to: draw.to.toISOString() } : null,
    },
  };
}
