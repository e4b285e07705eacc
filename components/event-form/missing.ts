import type { ShownStep } from "./event-stepper.tsx";

/** What keeps a draft from being put on sale. */
export type Missing = { what: "prices" | "past" | "saleOver" | "approval"; step: ShownStep | undefined };

/** What is missing of a draft; empty when it can be published. Times are ISO 8601. */
export function missingOf(
  event: { price_levels: readonly unknown[]; start_time: string; sales_end_time: string },
  { isApproved, nowMs }: { isApproved: boolean; nowMs: number },
): Missing[] {
  const isPast = Date.parse(event.start_time) <= nowMs;
  return [
    ...(event.price_levels.length === 0 ? [{ what: "prices", step: "prices" } as const] : []),
    ...(isPast ? [{ what: "past", step: "when" } as const] : []),
    ...(!isPast && Date.parse(event.sales_end_time) <= nowMs ? [{ what: "saleOver", step: "when" } as const] : []),
    ...(isApproved ? [] : [{ what: "approval", step: undefined } as const]),
  ];
}
