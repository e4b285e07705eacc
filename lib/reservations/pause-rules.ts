/** How long the reason of a pause may be. Apart from its contract, so that the browser loads no schema for it. */
export const PAUSE_REASON_MAX = 300;
