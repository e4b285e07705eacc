import { reputationStrengths } from "../reputation/reputation-strengths.ts";
import { clientStrengths } from "./client-strengths.ts";
import { crowdStrengths } from "./crowd-strengths.ts";
import { headerStrengths } from "./header-strengths.ts";
import { judgeRisk, type Risk } from "./judge-risk.ts";
import type { ClientSignals } from "./signals.ts";

export type Assessed = {
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
};

/** The risk of one person's request for a challenge of one event. Never throws and never refuses: a risk decides only how much is asked. */
export async function assessRisk(assessed: Assessed): Promise<Risk> {
  const { headers, address, given, mail } = assessed;
  const [crowd, reputation] = await Promise.all([crowdStrengths(assessed), reputationStrengths(address, mail)]);
  // A program that says who it is by a token has no page that could say anything.
  const client = given || !headers.has("authorization") ? clientStrengths(given) : {};
  return judgeRisk({ ...headerStrengths(headers), ...client, ...crowd, ...reputation });
}
