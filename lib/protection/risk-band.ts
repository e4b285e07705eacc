/** How likely a request is to come from a program, as the risk score groups it. */
export const RISK_BANDS = ["low", "middle", "high"] as const;
export type RiskBand = (typeof RISK_BANDS)[number];
