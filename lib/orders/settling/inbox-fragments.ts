/** Whether a gateway's message, `{ gateway, id, type }`, took effect before. Asked behind the payment's lock. */
export const isKnownMessage = (message: string) =>
  `EXISTS (SELECT FROM webhook_inbox w
      WHERE w.event_id = sold_event AND w.gateway = ${message}->>'gateway' AND w.gateway_event_id = ${message}->>'id')`;

/** Writes a gateway's message into the inbox behind the payment's lock; no row where it is there already. */
export const appendMessage = (message: string) =>
  `INSERT INTO webhook_inbox (event_id, gateway, gateway_event_id, type)
    VALUES (sold_event, ${message}->>'gateway', ${message}->>'id', ${message}->>'type') ON CONFLICT DO NOTHING`;
