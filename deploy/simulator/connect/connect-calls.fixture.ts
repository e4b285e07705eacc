import { expect } from "vitest";
import type { Stripe, TestDesk } from "#lib/payments/stripe/desk.fixture";

const URLS = { refresh_url: "http://127.0.0.1/again", return_url: "http://127.0.0.1/back" };

/** A connected account that may take payments, through the pages of its onboarding. */
export async function aConnectedAccount({ stripe }: TestDesk): Promise<string> {
  const { id } = await stripe.accounts.create({ country: "DE", email: "hall@example.org" });
  const { url } = await stripe.accountLinks.create({ account: id, type: "account_onboarding", ...URLS });
  await fetch(url, { method: "POST", body: "outcome=complete", redirect: "manual" });
  return id;
}

/** A payment of 45.00 EUR in that account, of which the platform takes 2.25. */
export async function aDirectCharge(
  { stripe }: TestDesk,
  stripeAccount: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  const params = { amount: 4500, currency: "eur", payment_method: "pm_card_visa", confirm: true };
  const wanted = { ...params, return_url: "http://127.0.0.1/", application_fee_amount: 225, ...more };
  return stripe.paymentIntents.create(wanted, { stripeAccount });
}

/** The calls of connected accounts and application fees by their names in Stripe's SDK. */
export function connectCalls(open: () => TestDesk): Readonly<Record<string, () => Promise<unknown>>> {
  const stripe = () => open().stripe;
  const feeOf = async () => {
    const intent = await aDirectCharge(open(), await aConnectedAccount(open()));
    return (await stripe().applicationFees.list({ charge: String(intent.latest_charge) })).data[0]?.id ?? "";
  };
  return {
    "accounts.create": async () => {
      const account = await stripe().accounts.create({ country: "ES", metadata: { organization_id: "1" } });
      expect(account).toMatchObject({ charges_enabled: false, details_submitted: false, country: "ES" });
      expect(account.requirements?.currently_due).toContain("external_account");
    },
    "accounts.retrieve": async () =>
      expect(await stripe().accounts.retrieve(await aConnectedAccount(open()))).toMatchObject({
        charges_enabled: true,
        payouts_enabled: true,
        requirements: { currently_due: [], disabled_reason: null },
      }),
    "accounts.list": async () => {
      const id = await aConnectedAccount(open());
      expect((await stripe().accounts.list({ limit: 1 })).data.map((account) => account.id)).toEqual([id]);
    },
    "accountLinks.create": async () => {
      const { id } = await stripe().accounts.create({ country: "DE" });
      const link = await stripe().accountLinks.create({ account: id, type: "account_onboarding", ...URLS });
      expect(link.expires_at).toBe(link.created + 300);
      expect((await fetch(link.url)).status).toBe(200);
    },
    "applicationFees.list": async () => {
      await feeOf();
      expect((await stripe().applicationFees.list({ limit: 1 })).data).toMatchObject([{ amount: 225 }]);
    },
    "applicationFees.retrieve": async () =>
      expect(await stripe().applicationFees.retrieve(await feeOf())).toMatchObject({ amount: 225, amount_refunded: 0 }),
    "applicationFees.createRefund": async () => {
      const id = await feeOf();
      expect(await stripe().applicationFees.createRefund(id, { amount: 25 })).toMatchObject({ amount: 25, fee: id });
      expect(await stripe().applicationFees.retrieve(id)).toMatchObject({ amount_refunded: 25, refunded: false });
      await expect(stripe().applicationFees.createRefund(id, { amount: 201 })).rejects.toMatchObject({
        param: "amount",
      });
    },
    "applicationFees.listRefunds": async () => {
      const id = await feeOf();
      for (const amount of [10, 20]) await stripe().applicationFees.createRefund(id, { amount });
      expect((await stripe().applicationFees.listRefunds(id)).data.map(({ amount }) => amount)).toEqual([20, 10]);
    },
  };
}
