import type { RefusalCode } from "#lib/platform/http/refusals";

/** A reservation as the API answers it. Prices are decimal numbers of the major unit, times ISO 8601. */
export type HoldAnswer = {
  reservation_id: string;
  status: string;
  seats: { id: number; section: string; row: string; number: string; price: number }[];
  total_price: number;
  currency: string;
  expires_at: string;
  extensions_remaining: number;
};

/**
 * The value or the refusal of a request. `code` is the API's own, or `network` without an answer; `details` is the body of the
 * refusal. `serverNow` is the server's clock in epoch milliseconds, to the second.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly serverNow: number | undefined }
  | { readonly ok: false; readonly code: RefusalCode | "network"; readonly details: Readonly<Record<string, unknown>> };

export type ApiClient = ReturnType<typeof createApiClient>;

/** The calls of the seats page. None of them throws: trouble is an answer like any other. */
export function createApiClient(eventId: number, base = "") {
  const events = `${base}/api/v1/events/${eventId}`;
  const reservations = `${base}/api/v1/reservations`;
  return {
    /** Holds the seats, all or none. The same `clientReservationId` answers the first answer again. */
    hold: (clientReservationId: string, seatIds: readonly number[]) =>
      call<HoldAnswer>("POST", `${events}/reservations`, {
        client_reservation_id: clientReservationId,
        seat_ids: seatIds,
      }),
    find: (reservationId: string) => call<HoldAnswer>("GET", `${reservations}/${encodeURIComponent(reservationId)}`),
    extend: (reservationId: string, seconds: number) =>
      call<{ expires_at: string; extensions_remaining: number }>(
        "PATCH",
        `${reservations}/${encodeURIComponent(reservationId)}/extend`,
        { additional_seconds: seconds },
      ),
    release: (reservationId: string) =>
      call<undefined>("DELETE", `${reservations}/${encodeURIComponent(reservationId)}`),
  };
}

async function call<T>(method: string, url: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(url, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const value: unknown = text === "" ? undefined : JSON.parse(text);
    if (response.ok) return { ok: true, value: value as T, serverNow: dateOf(response) };
    const details = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    return {
      ok: false,
      code: (typeof details.error === "string" ? details.error : "unavailable") as RefusalCode,
      details,
    };
  } catch {
    return { ok: false, code: "network", details: {} };
  }
}

/** The Date header names the second that has begun; half a second later is the best guess. */
function dateOf(response: Response): number | undefined {
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? undefined : date + 500;
}

/** Seat ids in a refusal's field; an empty list when the field holds anything else. */
export function seatIdsIn(details: Readonly<Record<string, unknown>>, field: string): number[] {
  const value = details[field];
  return Array.isArray(value) ? value.filter((id): id is number => Number.isInteger(id)) : [];
}
