/** A seller's account that is connected to the platform's, as the simulator remembers it. */
export type AccountRecord = {
  readonly id: string;
  readonly created: number;
  readonly country: string;
  readonly currency: string;
  readonly email: string | null;
  readonly businessName: string | null;
  readonly metadata: Record<string, string>;
  /** The seller went through the pages of the onboarding to their end. */
  isSubmitted: boolean;
  /** What Stripe still asks for. With any of it the account can take no payments. */
  currentlyDue: string[];
  disabledReason: string | null;
  /** The seller took the platform's access away. */
  isRevoked?: boolean;
};

/** The address of an onboarding: good for one visit and some minutes. */
export type LinkRecord = {
  /** The secret part of the address. */
  readonly id: string;
  readonly created: number;
  readonly accountId: string;
  readonly returnUrl: string;
  readonly refreshUrl: string;
  isUsed: boolean;
};

/** What the platform took of a charge of a connected account. */
export type ApplicationFeeRecord = {
  readonly id: string;
  readonly created: number;
  readonly accountId: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly currency: string;
  readonly transactionId: string;
  amountRefunded: number;
  refunds: FeeRefundRecord[];
};

export type FeeRefundRecord = {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly transactionId: string;
  readonly metadata: Record<string, string>;
};

/** What a new account has to give before it can take payments. */
export const FIRST_REQUIREMENTS = [
  ...["business_profile.mcc", "business_profile.url", "business_type", "external_account"],
  ...["representative.first_name", "representative.last_name", "tos_acceptance.date", "tos_acceptance.ip"],
] as const;

/** Whether an account may take payments: everything was given, and nothing stands against it. */
export function canCharge(account: AccountRecord): boolean {
  return account.isSubmitted && account.currentlyDue.length === 0 && account.disabledReason === null;
}
