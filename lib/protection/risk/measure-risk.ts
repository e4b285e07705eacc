import { reputationStrengths } from "../reputation/reputation-strengths.ts";
import { clientStrengths } from "./client-strengths.ts";
import { crowdStrengths } from "./crowd-strengths.ts";
import { headerStrengths } from "./header-strengths.ts";
import { judgeRisk, ORDER_SIGNALS, type Risk } from "./judge-risk.ts";
import type { ClientSignals } from "./signals.ts";

export type Measured = {
  readonly headers: Headers;
  /** The client's address as `addressOf` answers it. */
  readonly address: string;
  readonly eventId: number;
  /** The buyer key that the proof will be for. */
  readonly actor: string;
  /** What the browser said of itself; undefined when it said nothing. */
  readonly given: ClientSignals | undefined;
  /** The buyer's mail address where it is known. */
  readonly mail?: string | undefined;
  /** How many holds of this event the buyer gave back or let lapse within the last minutes, where it is known. */
  readonly abandonedHolds?: number | undefined;
  /** Reasons for which the buyer is on the organizer's list. Those of orders count again; those of requests are measured by each request. */
  readonly pastReasons?: readonly string[] | undefined;
};

/** The risk of a request by all signals that there are, counting its buyer as one of their network. Never throws. */
export async function measureRisk(measured: Measured): Promise<Risk> {
  const { headers, address, given, mail, abandonedHolds = 0, pastReasons = [] } = measured;
  const [crowd, reputation] = await Promise.all([crowdStrengths(measured), reputationStrengths(address, mail)]);
  // A program that says who it is by a token has no page that could say anything.
  const client = given || !headers.has("authorization") ? clientStrengths(given) : {};
  const churn = { hold_churn: (abandonedHolds - CHURN_FREE) / CHURN_FREE };
  const orders = Object.fromEntries(ORDER_SIGNALS.map((name) => [name, pastReasons.includes(name) ? 1 : 0]));
  return judgeRisk({ ...headerStrengths(headers), ...client, ...crowd, ...reputation, ...churn, ...orders });
}

/** A person who looks around gives seats back a few times; twice as often is the whole signal. */
const CHURN_FREE = 6;
