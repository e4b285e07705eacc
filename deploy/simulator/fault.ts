/** A refusal in Stripe's shape: status, type, code, message, and what else the error object carries. */
export class StripeFault extends Error {
  override name = "StripeFault";
  readonly status: number;
  readonly fields: ErrorFields;
  constructor(status: number, fields: ErrorFields) {
    super(fields.message);
    this.status = status;
    this.fields = fields;
  }
}

export type ErrorFields = {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: unknown;
  /** An id in our records, the whole method on the wire. */
  readonly payment_method?: unknown;
};

/** An error as it is sent, with the address of the page about its code. */
export function errorOnWire(fields: ErrorFields) {
  if (fields.code === undefined) return fields;
  return { ...fields, doc_url: `https://docs.stripe.com/error-codes/${fields.code.replaceAll("_", "-")}` };
}

export function invalidRequest(
  message: string,
  about: { code?: string; param?: string; payment_intent?: unknown } = {},
) {
  return new StripeFault(400, { type: "invalid_request_error", message, ...about });
}

export function missingParam(param: string) {
  return invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** Stripe answers 404 for an object in the path and 400 for one named in a parameter. */
export function noSuch(kind: string, id: string, where: { param: string; status: 400 | 404 }) {
  const fields = { type: "invalid_request_error", code: "resource_missing", param: where.param } as const;
  return new StripeFault(where.status, { ...fields, message: `No such ${kind}: '${id}'` });
}
