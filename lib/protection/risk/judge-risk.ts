import type { RiskBand } from "./signals.ts";

/**
 * The table of all signals. `weight` is what a signal adds to the score when it is fully there. A soft signal describes a group that people
 * share without knowing each other (a network, a model of phone, a domain of mail): none of them alone leads to `high`.
 */
export const SIGNALS = {
  // What the request says.
  script_user_agent: { weight: 50, says: "the user agent is missing, a script's or a headless browser's" },
  missing_headers: { weight: 20, says: "headers that every browser sends are missing" },
  hints_disagree: { weight: 25, says: "user agent and client hints name different browsers or systems" },
  silent_page: { weight: 15, says: "the page said nothing of its browser" },
  // What the browser says of itself. Absent pointers, keys or touches are no signal: assistive technology causes none.
  webdriver: { weight: 40, says: "the browser says that a program drives it" },
  automation_marks: { weight: 35, says: "the browser has marks that only automated browsers have" },
  odd_browser: { weight: 15, says: "the browser lacks what its kind has" },
  impossible_timing: { weight: 25, says: "more keys and presses than hands can make in that time" },
  no_web_crypto: { weight: 5, says: "the browser cannot keep a key" },
  // What the files of reputation say of the network.
  bot_network: { weight: 45, isSoft: true, says: "the network is on the list of known bots" },
  tor_network: { weight: 35, isSoft: true, says: "the network is an exit of Tor" },
  hosting_network: { weight: 35, isSoft: true, says: "the network belongs to a data centre" },
  vpn_network: { weight: 20, isSoft: true, says: "the network belongs to a VPN" },
  // How many buyers of this event came alike within ten minutes.
  network_crowd: { weight: 15, isSoft: true, says: "many buyers came from this network" },
  device_crowd: { weight: 30, isSoft: true, says: "many buyers came from this network with the same kind of device" },
  uniform_crowd: { weight: 25, isSoft: true, says: "nearly all buyers of this network have the same kind of device" },
  // Mail.
  disposable_mail: { weight: 20, isSoft: true, says: "the mail address is of a domain for throw-away addresses" },
  mail_crowd: { weight: 25, isSoft: true, says: "several buyers came with variants of one mail address" },
  // What was bought by the group that an order belongs to. Several people may share a card or a mailbox.
  card_over_limit: { weight: 40, isSoft: true, says: "one card paid for more seats than one person may buy" },
  mail_over_limit: {
    weight: 40,
    isSoft: true,
    says: "variants of one mail address bought more seats than one person may",
  },
  promo_over_limit: {
    weight: 20,
    isSoft: true,
    says: "one card or mailbox used a promo code more often than one person may",
  },
  // What the person did before.
  hold_churn: { weight: 30, says: "seats were held again and again without buying" },
} as const satisfies Record<string, { weight: number; isSoft?: true; says: string }>;

export type SignalName = keyof typeof SIGNALS;
/** The signals that orders alone give. */
export const ORDER_SIGNALS = ["card_over_limit", "mail_over_limit", "promo_over_limit"] as const satisfies SignalName[];
export const SIGNAL_NAMES = Object.keys(SIGNALS) as SignalName[];
/** How strong each signal is, from 0 (absent) to 1. */
export type Signals = { readonly [Name in SignalName]?: number | undefined };

export type Risk = {
  /** From 0 to 100. */
  readonly score: number;
  readonly band: RiskBand;
  /** The names of the signals that added to the score, the heaviest first. */
  readonly reasons: readonly string[];
};

/** The scores at which the bands begin. */
export const BANDS = { middle: 30, high: 65 } as const;

/** The sum of the weights of what is there, and the band and the reasons that follow from it. */
export function judgeRisk(signals: Signals): Risk {
  const parts = SIGNAL_NAMES.map((name) => ({ name, points: SIGNALS[name].weight * clamp(signals[name] ?? 0) }));
  const score = Math.min(100, Math.round(parts.reduce((sum, { points }) => sum + points, 0)));
  const present = parts.filter(({ points }) => points >= 1).sort((a, b) => b.points - a.points);
  return { score, band: bandOf(score), reasons: present.map(({ name }) => name) };
}

function bandOf(score: number): RiskBand {
  if (score >= BANDS.high) return "high";
  return score >= BANDS.middle ? "middle" : "low";
}

function clamp(strength: number): number {
  // A strength that is no number must not make the whole score none.
  return strength > 0 ? Math.min(1, strength) : 0;
}
