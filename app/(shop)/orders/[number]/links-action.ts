"use server";

import { z } from "zod";
import { endOrderLinks } from "#lib/orders/linking/end-order-links";
import type { LinksFormState } from "#lib/orders/linking/links-form-state";
import { buyer } from "#lib/organizations/authority";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import { action } from "../../../action.ts";

/** Ends the links to an order in earlier mails, after it was asked once more. */
export const endLinksAction = action(
  {
    route: "/orders/{number}#links",
    authority: buyer,
    limit: limitTo("buy"),
    input: z.object({
      number: text(40),
      key: text(200).optional(),
      intent: z.enum(["ask", "confirm", "keep"]).catch("ask"),
    }),
    refused: (refusal): LinksFormState => ({
      step: "start",
      ...(refusal.code === "rate_limit_exceeded" ? { wait: refusal.wait } : { problem: "gone" }),
    }),
  },
  async ({ who, input: { number, key, intent } }): Promise<LinksFormState> => {
    if (intent !== "confirm") return { step: intent === "ask" ? "confirm" : "start" };
    const ended = await endOrderLinks(who, { number, linkKey: key });
    if (ended.ok) return { step: "done" };
    const { code } = ended.refusal;
    return { step: "start", problem: code === "not_found" ? "gone" : code };
  },
);
