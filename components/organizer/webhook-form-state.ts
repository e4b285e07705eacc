import type { TargetProblem } from "#lib/notifications/webhooks/webhook-target";
import type { BulkAction, BulkState } from "../desk/table/bulk.ts";

export type WebhookRefusal =
  | "not_found"
  | "forbidden"
  | "two_factor_required"
  | "rate_limit_exceeded"
  | "webhook_limit_reached"
  | "webhook_disabled";

/** What sending messages again says. */
export type ReplayState = BulkState<WebhookRefusal>;
export type ReplayAction = BulkAction<WebhookRefusal>;

/** What a form about webhooks says after it was sent. */
export type WebhookFormState = {
  values?: { url: string; events: string[] };
  wrong?: { url?: TargetProblem | "empty"; events?: true };
  refusal?: WebhookRefusal;
  done?: "changed" | "switched" | "sent";
  /** A secret just made: here and in no later answer. */
  made?: { url: string; secret: string };
};

export type WebhookAction = (state: WebhookFormState, form: FormData) => Promise<WebhookFormState>;
