import { refuseWith } from "#lib/platform/http/refusals";
import { paymentRefusals } from "../refusals.ts";

export const refuse = refuseWith(paymentRefusals);
