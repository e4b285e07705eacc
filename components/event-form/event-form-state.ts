import type { ChangedPart } from "#lib/catalog/event-move";
import type { EventDraft, EventStep } from "./event-draft.ts";
import type { EventProblems } from "./read-draft.ts";

/** What others saved of an event since its form was opened, by the names of the draft. */
export type TheirDraft = Partial<EventDraft>;

/** What saving a change would cause for those who hold tickets. Times are ISO 8601. */
export type ChangeEffects = {
  parts: readonly ChangedPart[];
  orders: number;
  tickets: number;
  returnUntil: string | null;
  takesOffSale: boolean;
  /** When the waiting room draws its order then; null where that stays. */
  drawAt: string | null;
};

/** What the form of an event says after it was sent. */
export type EventFormState = {
  values?: EventDraft;
  /** The step that is shown next. */
  step?: EventStep;
  wrong?: EventProblems;
  refusal?:
    | "not_found"
    | "forbidden"
    | "two_factor_required"
    | "rate_limit_exceeded"
    | "event_has_sales"
    | "organization_not_approved";
  conflict?: { revision: number; changedBy: string | null; theirs: TheirDraft };
  /** Asked before it is saved. */
  effects?: ChangeEffects;
  isSaved?: boolean;
};

export type EventFormAction = (state: EventFormState, form: FormData) => Promise<EventFormState>;
