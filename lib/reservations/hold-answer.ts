import type { Refused } from "#lib/platform/http/refusals";
import type { ReservationWire } from "./contract.ts";

/** What a hold answers. `isReplay`: the same request got this answer before. */
export type HoldAnswer = { ok: true; reservation: ReservationWire; isReplay: boolean } | HoldRefusal;

export type HoldRefusal = Refused<
  | "not_found"
  | "invalid_request"
  | "sale_closed"
  | "presale_access_required"
  | "seats_not_on_sale"
  | "sale_stopped"
  | "sale_paused"
  | "queue_required"
  | "wrong_browser"
  | "seat_unavailable"
  | "seat_limit_exceeded"
  | "challenge_required"
  | "too_many_holds"
  | "refused_by_organizer"
  | "orphan_seat"
  | "email_unproven"
  | "amount_not_payable"
  | "not_enough_seats"
  | "idempotency_mismatch"
  | "request_in_progress"
> & { isReplay?: boolean };
