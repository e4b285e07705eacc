import { randomUUID } from "node:crypto";
import {
  type AuthorizeRequest,
  type GatewayPaymentStatus,
  GatewayRejected,
  GatewayUnavailable,
  type PaymentGateway,
  type RefundRequest,
} from "../gateway.ts";
import { createLedger } from "./memory-ledger.ts";

/** What a gateway can do; every combination is one that may exist. */
export type MemoryGatewayOptions = {
  readonly takes: "authorize" | "sale";
  readonly voids: boolean;
  readonly lost: "search" | "repeat";
  readonly authorizationSeconds?: number;
};

/** What goes wrong with a request: it never arrives, or its answer is lost on the way back. */
export type Trouble = "none" | "request_lost" | "answer_lost";

/**
 * A gateway in memory that lacks what its options name, with a ledger to compare our books with. The method
 * `pm_declined` is declined, `pm_challenge` asks the buyer first, any other is good.
 */
export function createMemoryGateway(options: MemoryGatewayOptions) {
  const books = new Map<string | null, Ledger>();
  const at = (account: string | null) => {
    const ledger = books.get(account) ?? createLedger(options.takes === "sale" ? "captured" : "authorized");
    books.set(account, ledger);
    return ledger;
  };
  const troubles: Trouble[] = [];
  const all = () => [...books].flatMap(([account, ledger]) => ledger.all().map((payment) => ({ ...payment, account })));
  const accountOf = (gatewayId: string) => all().find((payment) => payment.gatewayId === gatewayId)?.account ?? null;
  const move = (gatewayId: string, from: readonly GatewayPaymentStatus[], to: GatewayPaymentStatus) =>
    at(accountOf(gatewayId)).move(gatewayId, from, to);
  return {
    gateway: connecting((account) => gatewayOver({ ledger: at(account), account }, options, troubles)),
    /** The payments of all accounts, each with its own; null is the platform's. */
    payments: all,
    /** The next requests go wrong, one for each. */
    trouble: (...next: Trouble[]) => {
      troubles.push(...next);
    },
    /** The buyer's answer to the bank, on a page that we do not see and that may be tried again after a failure. */
    passChallenge: (gatewayId: string) =>
      move(gatewayId, ["requires_action", "failed"], at(accountOf(gatewayId)).taken),
    failChallenge: (gatewayId: string) => move(gatewayId, ["requires_action"], "failed"),
    /** The gateway lets reserved money go by itself. */
    expireAuthorization: (gatewayId: string) => move(gatewayId, ["authorized"], "canceled"),
    /** The webhook that tells of a payment as it is now. */
    webhookOf(gatewayId: string) {
      const account = accountOf(gatewayId);
      const { payment } = at(account).load(gatewayId);
      const event = { id: `evt_${randomUUID()}`, type: "payment.changed", payment, ...(account ? { account } : {}) };
      const headers = new Headers({ "memory-signature": SIGNATURE });
      return { rawBody: Buffer.from(JSON.stringify(event)), headers };
    },
    /** What the gateway still has of buyers' money: reserved, or taken and not given back. */
    keptMinor: () =>
      all().reduce((sum, { status, amountMinor, amountRefundedMinor = 0 }) => {
        return status === "authorized" || status === "captured" ? sum + amountMinor - amountRefundedMinor : sum;
      }, 0),
  };
}

export type MemoryGateway = ReturnType<typeof createMemoryGateway>;

const SIGNATURE = "signed-by-the-memory-gateway";

/** The gateway of the platform's own account, which opens that of every connected one. */
function connecting(at: (account: string | null) => PaymentGateway): PaymentGateway {
  return {
    ...at(null),
    connects: true,
    on: at,
    createAccount: async () => accountNow(`memacct_${randomUUID()}`),
    onboardingUrl: async (account) => `https://memory.example/${account}`,
    findAccount: async (account) => accountNow(account),
  };
}

const accountNow = (id: string) => ({ id, isSubmitted: true, takesPayments: true, paysOut: true, due: [] });

type Ledger = ReturnType<typeof createLedger>;

function gatewayOver(
  { ledger, account }: { ledger: Ledger; account: string | null },
  options: MemoryGatewayOptions,
  troubles: Trouble[],
): PaymentGateway {
  const reached = async <T>(work: () => T): Promise<T> => {
    const trouble = troubles.shift();
    if (trouble === "request_lost") throw new GatewayUnavailable("the request never arrived");
    const answer = work();
    if (trouble === "answer_lost") throw new GatewayUnavailable("the answer was lost");
    return answer;
  };
  const capture = (gatewayId: string) => reached(() => ledger.move(gatewayId, ["authorized"], "captured"));
  const cancel = (gatewayId: string) =>
    reached(() => ledger.move(gatewayId, ["authorized", "requires_action", "failed"], "canceled"));
  const findByMetadata = ({ payment_id }: { payment_id: string }) =>
    reached(() => ledger.all().find((payment) => payment.metadata.payment_id === payment_id));
  const { takes, voids, lost, authorizationSeconds = null } = options;
  return {
    name: "memory",
    ...(takes === "sale" ? { takes } : { takes, authorizationSeconds, capture }),
    ...(voids ? { voids, cancel } : { voids }),
    ...(lost === "search" ? { lost, findByMetadata } : { lost, keysLastSeconds: 86_400 }),
    authorize: (request: AuthorizeRequest) => {
      refuseFee(account, request.applicationFeeMinor !== undefined);
      return reached(() => ledger.authorize(request));
    },
    find: (gatewayId) => reached(() => ledger.find(gatewayId)),
    refund: (request: RefundRequest) => {
      refuseFee(account, request.returnsApplicationFee === true);
      return reached(() => ledger.refund(request));
    },
    findDispute: async () => undefined,
    listRefunds: (gatewayId) => reached(() => ledger.load(gatewayId).refunds),
    listsMovements: false,
    connects: false,
    readWebhook: async ({ rawBody, headers }) => {
      if (headers.get("memory-signature") !== SIGNATURE) return { ok: false };
      return { ok: true, event: JSON.parse(Buffer.from(rawBody).toString()) };
    },
    amountStepMinor: () => 1,
  };
}

/** The platform takes no fee of what is its own. */
function refuseFee(account: string | null, isAsked: boolean): void {
  if (account === null && isAsked) throw new GatewayRejected("parameter_unknown", "a fee outside a connected account");
}
