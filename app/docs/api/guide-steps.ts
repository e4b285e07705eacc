/**
 * The guide's journey as curl commands. guide.db.test.ts sends exactly these texts to a server, one after the other, so the page
 * cannot promise anything that does not work.
 */
export type GuideStep = {
  readonly id: "token" | "find" | "choose" | "hold" | "pay" | "order" | "refund";
  readonly command: string;
  /** What of the answer the next steps need: the shell's name for it, and where it stands. */
  readonly keep: Readonly<Record<string, string>>;
};

export const GUIDE_ACCOUNT = { email: "you@example.com", password: "your own password" } as const;

export const GUIDE_STEPS: readonly GuideStep[] = [
  {
    id: "token",
    command: `curl -s "$API/auth/token" \\
  -H 'content-type: application/json' \\
  -d '{"grant_type": "password", "email": "${GUIDE_ACCOUNT.email}", "password": "${GUIDE_ACCOUNT.password}"}'`,
    keep: { TOKEN: "access_token" },
  },
  {
    id: "find",
    command: `curl -s "$API/events?city=Madrid&sort=date&limit=5"`,
    keep: { EVENT: "data.0.id" },
  },
  {
    id: "choose",
    command: `curl -s "$API/events/$EVENT/best-available?quantity=2"`,
    keep: { SEAT_A: "seats.0.id", SEAT_B: "seats.1.id" },
  },
  {
    id: "hold",
    command: `curl -s "$API/events/$EVENT/reservations" \\
  -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' \\
  -d '{"client_reservation_id": "0192f0c1-5b7e-4d6a-9c3f-2a1b0c9d8e7f", "seat_ids": ['$SEAT_A', '$SEAT_B']}'`,
    keep: { RESERVATION: "reservation_id" },
  },
  {
    id: "pay",
    command: `curl -s "$API/reservations/$RESERVATION/commit" \\
  -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' \\
  -d '{
    "payment_method_id": "pm_card_visa",
    "idempotency_key": "first-try-'$RESERVATION'",
    "billing_details": {"name": "Ada Lovelace", "email": "${GUIDE_ACCOUNT.email}"}
  }'`,
    keep: { ORDER: "order_id", TICKET: "tickets.0.ticket_number" },
  },
  {
    id: "order",
    command: `curl -s "$API/orders/$ORDER" -H "authorization: Bearer $TOKEN"`,
    keep: {},
  },
  {
    id: "refund",
    command: `curl -s "$API/orders/$ORDER/refunds" \\
  -H "authorization: Bearer $TOKEN" \\
  -H 'content-type: application/json' \\
  -H "idempotency-key: refund-$TICKET" \\
  -d '{"tickets": ["'$TICKET'"]}'`,
    keep: {},
  },
];
