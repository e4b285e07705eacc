import type { z } from "zod";
import { uuidv7 } from "#lib/platform/ids";

/** What an endpoint takes, as the tests of all endpoints send it. */
export type Spec = {
  /** Existing path parameters, so that a refusal has another reason. */
  params?: () => Record<string, string>;
  /** A body the contract takes. Without one the endpoint reads none. */
  body?: () => Record<string, unknown>;
  /** Fields of a query the contract takes. */
  query?: () => Record<string, string>;
  /** Headers without which the endpoint does not look at anything else. */
  headers?: () => Record<string, string>;
  /** Headers with which only the body stands between the request and its effect; those of the hold's owner where absent. */
  allowed?: () => Record<string, string>;
  /** The contract of a body to which anyone gets an answer, and of which nothing is kept: only a wrong one is refused. */
  forAnyone?: z.ZodType;
};

export const GUEST = { cookie: "" };
export const known = {
  event: "",
  closed: "",
  reservation: "",
  layout: "",
  venue: "",
  order: "ORD-2026-1-AAAAAA",
  organization: "",
  bearer: "",
  admin: "",
};

export const event = () => ({ id: known.event });
export const asOwner = () => ({ cookie: GUEST.cookie });
/** An owner with a second factor, but of another organization than the known one: the endpoints answer and nothing is there. */
export const asStaff = () => ({ authorization: `Bearer ${known.bearer}` });
/** An administrator of the platform, with a second factor. */
export const asAdministrator = () => ({ authorization: `Bearer ${known.admin}` });
export const organization = () => ({ id: known.organization });
export const aPage = () => ({ page: "1", limit: "5" });
export const HOLD = () => ({ client_reservation_id: uuidv7(), seat_ids: [1, 2], ttl_seconds: 600 });
