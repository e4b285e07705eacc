import type { Ref } from "react";

/** What a form knows of the buyer when the card is handed over. */
export type BillingDetails = { name: string; email: string; phone?: string };

export type CardResult =
  | { kind: "method"; id: string }
  /** The form shows the problems beside its fields. */
  | { kind: "invalid" }
  | { kind: "unreachable" };

/** A form that turns a card into the gateway's name for it, so that the card itself never comes near our server. */
export type CardSource = {
  createMethod: (billing: BillingDetails) => Promise<CardResult>;
  /** Shows the bank's question on this page; left out where the gateway has a page of its own for that. */
  answerChallenge?: (clientSecret: string) => Promise<void>;
};

export type CardFormProps = { ref: Ref<CardSource>; amountMinor: number; currency: string };

/** Which card form this server has, and the connected account that the card is given to: null is the platform's own. */
export type PaymentSetup =
  | { kind: "sandbox"; url: string; account: string | null }
  | { kind: "stripe"; publishableKey: string; account: string | null }
  /** The organizer can take no payments at present. */
  | { kind: "unable" }
  | { kind: "none" };
