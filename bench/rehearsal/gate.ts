import { triesMaxFor } from "#lib/protection/challenges/difficulty";
import { BUSY_PER_SECOND } from "#lib/protection/challenges/load";
import { POLICIES } from "#lib/protection/policies";
import { crowdOf } from "#lib/protection/risk/crowd-strengths";
import { judgeRisk, type Signals } from "#lib/protection/risk/judge-risk";
import type { RiskBand } from "#lib/protection/risk/signals";
import { AlikeCounts } from "./alike-counts.ts";

/**
 * What stands between an arrival and a place in the queue, by the product's own rules on the rehearsal's clock: limits of an address, the
 * risk of a request, the work that its challenge asks for, and the lane. Without challenges each cookie is a buyer, as before them.
 */
export type Challenges = "on" | "off";

export type Requester = {
  /** A network that others come from as well; undefined for a household, in which nobody is a crowd. */
  network: number | undefined;
  device: number;
  hasAccount: boolean;
  solves: boolean;
  signals: Signals;
};

export type Verdict =
  | { kind: "in"; tries: number; band: RiskBand | undefined }
  | { kind: "refused"; by: "challenge" | "limit" };

/** A challenge is asked for and its solution sent: two requests. */
const REQUESTS_OF_A_CHALLENGE = 2;
const LOAD_WINDOW_MS = 10_000;

export class Gate {
  private readonly challenges: Challenges;
  private readonly processes: number;
  private readonly random: () => number;
  private readonly crowds = new AlikeCounts();
  private readonly minutes = new Map<string, { minute: number; requests: number }>();
  private readonly load = { window: -1, made: 0, before: 0 };
  /** Requests by what became of them, for the report. */
  readonly requests = { join: { passed: 0, refused: 0 }, challenge: { passed: 0, refused: 0 } };

  constructor({ challenges, processes, random }: { challenges: Challenges; processes: number; random: () => number }) {
    this.challenges = challenges;
    this.processes = processes;
    this.random = random;
  }

  judge(who: Requester, atMs: number): Verdict {
    if (this.challenges === "off" || who.hasAccount) return this.join(who, atMs, { tries: 0, band: undefined });
    if (!who.solves) return { kind: "refused", by: "challenge" };
    if (!this.isWithin("challenge", who.network, { atMs, requests: REQUESTS_OF_A_CHALLENGE }))
      return { kind: "refused", by: "limit" };
    const [ofNetwork, ofDevice] = who.network === undefined ? [1, 1] : this.crowds.count(who.network, who.device, atMs);
    const { band } = judgeRisk({ ...who.signals, ...crowdOf(ofNetwork, ofDevice) });
    const triesMax = triesMaxFor({ band, load: this.noteChallenge(atMs), skipsCheck: false });
    // The number is drawn from 0 to `triesMax` - 1, and each one up to it is tried.
    return this.join(who, atMs, { tries: Math.floor(this.random() * triesMax) + 1, band });
  }

  private join(who: Requester, atMs: number, passed: { tries: number; band: RiskBand | undefined }): Verdict {
    return this.isWithin("join", who.network, { atMs, requests: 1 })
      ? { kind: "in", ...passed }
      : { kind: "refused", by: "limit" };
  }

  /** The limit of an address, by whole minutes: the product's bucket refills evenly and gives as many a minute. */
  private isWithin(
    policy: "join" | "challenge",
    network: number | undefined,
    { atMs, requests }: { atMs: number; requests: number },
  ): boolean {
    const counted = this.requests[policy];
    if (network !== undefined) {
      const { address } = POLICIES[policy];
      const minute = Math.floor(atMs / (address.seconds * 1_000));
      const key = `${policy} ${network}`;
      const now = this.minutes.get(key);
      const used = now?.minute === minute ? now.requests : 0;
      if (used + requests > address.requests) {
        counted.refused += requests;
        return false;
      }
      this.minutes.set(key, { minute, requests: used + requests });
    }
    counted.passed += requests;
    return true;
  }

  /** `noteChallenge` of one of the processes, over which people are spread evenly. */
  private noteChallenge(atMs: number): 1 | 2 {
    const window = Math.floor(atMs / LOAD_WINDOW_MS);
    if (window !== this.load.window)
      Object.assign(this.load, { before: window === this.load.window + 1 ? this.load.made : 0, made: 0, window });
    this.load.made += 1;
    const ofOne = Math.max(this.load.made, this.load.before) / this.processes;
    return ofOne > (BUSY_PER_SECOND * LOAD_WINDOW_MS) / 1_000 ? 2 : 1;
  }
}
