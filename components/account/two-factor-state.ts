import type { RefusalCode } from "#lib/platform/http/refusals";

/** What the forms of the second factor remember between attempts. */
export type TwoFactorState = {
  /** Which form was sent. */
  step?: TwoFactorStep;
  problem?:
    | Extract<
        RefusalCode,
        "code_wrong" | "too_many_tries" | "sign_in_lapsed" | "set_up_lapsed" | "already_on" | "two_factor_required"
      >
    | "code_missing"
    | "slow_down";
  /** Seconds to wait after too many tries. */
  wait?: number;
  /** New recovery codes, to be shown this once. */
  recoveryCodes?: readonly string[];
  isOff?: true;
};

export type TwoFactorAction = (state: TwoFactorState, form: FormData) => Promise<TwoFactorState>;

export const NOTHING_YET: TwoFactorState = {};

/** The steps of the page on which the second factor is kept. */
export const TWO_FACTOR_STEPS = ["begin", "confirm", "renew", "off"] as const;
export type TwoFactorStep = (typeof TWO_FACTOR_STEPS)[number];
