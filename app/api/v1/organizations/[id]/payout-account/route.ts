import { staff } from "#lib/organizations/authority";
import { organizationParams } from "#lib/organizations/contract";
import { connectPayouts } from "#lib/payments/payouts/connect-payouts";
import { disconnectPayouts } from "#lib/payments/payouts/disconnect-payouts";
import { onboardingAnswer, payoutAccountWire } from "#lib/payments/payouts/payout-contract";
import { readPayoutAccount } from "#lib/payments/payouts/read-payout-account";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";

const here = {
  route: "/api/v1/organizations/{id}/payout-account",
  limit: limitTo("manage"),
  params: organizationParams,
};

/** Where the organization's buyers pay. */
export const GET = endpoint(
  {
    ...here,
    authority: staff("organization.manage"),
    operation: {
      summary: "Read the payout account",
      description: "Where buyers pay, and what the gateway still asks for.",
      tag: "Organizations",
      answers: { 200: { description: "The account.", body: payoutAccountWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const read = await readPayoutAccount(who, params.id);
    return read.ok ? json(read.payout) : read;
  },
);

/** Connects an account, or goes on with it. */
export const POST = endpoint(
  {
    ...here,
    authority: staff("payout.manage"),
    operation: {
      summary: "Connect a payout account",
      description:
        "Makes an account of the organization's own at the gateway, or goes on with the one there is: open the address in a browser. Once it is active, buyers pay straight to it.",
      tag: "Organizations",
      answers: { 200: { description: "The gateway's page to go on at.", body: onboardingAnswer } },
      refuses: ["not_found", "forbidden", "payouts_not_offered"],
    },
  },
  async ({ who, params }) => {
    const connected = await connectPayouts(who, params.id);
    return connected.ok ? json({ url: connected.url }) : connected;
  },
);

/** Disconnects the account. */
export const DELETE = endpoint(
  {
    ...here,
    authority: staff("payout.manage"),
    operation: {
      summary: "Disconnect the payout account",
      description:
        "New buyers pay to the platform. What was paid to the account is refunded and disputed there as before.",
      tag: "Organizations",
      answers: { 200: { description: "The account as it stands.", body: payoutAccountWire } },
      refuses: ["not_found", "forbidden"],
    },
  },
  async ({ who, params }) => {
    const ended = await disconnectPayouts(who, params.id);
    return ended.ok ? json(ended.payout) : ended;
  },
);
