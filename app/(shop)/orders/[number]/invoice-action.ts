"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { askForInvoice } from "#lib/orders/invoicing/ask-for-invoice";
import { billingBody } from "#lib/orders/invoicing/billing-contract";
import { buyer } from "#lib/organizations/authority";
import { text } from "#lib/platform/input";
import { limitTo } from "#lib/protection/limits";
import type { InvoiceFormState } from "../../../../components/orders/invoice-form-state.ts";
import { action, type Fields } from "../../../action.ts";

/** Invoices an order to the details of the form. */
export const askForInvoiceAction = action(
  {
    route: "/orders/{number}#invoice",
    authority: buyer,
    limit: limitTo("buy"),
    input: z.object({ ...billingBody.shape, number: text(40), key: text(200).optional() }),
    refused: (refusal, fields): InvoiceFormState => ({ values: typedIn(fields), ...stateOf(refusal) }),
  },
  async ({ who, input: { number, key, ...details }, fields }): Promise<InvoiceFormState> => {
    const asked = await askForInvoice(who, { number, linkKey: key, details });
    if (asked.ok) {
      revalidatePath(`/orders/${number}`);
      return { values: typedIn(fields), done: true };
    }
    const { refusal } = asked;
    if (refusal.code === "invalid_request") return { values: typedIn(fields), wrong: wrongOf(refusal.fields ?? []) };
    const problem = refusal.code === "not_invoiceable" ? refusal.reason : refusal.code;
    return { values: typedIn(fields), problem };
  },
);

function wrongOf(fields: readonly { path: string }[]): string[] {
  return fields.map(({ path }) => path);
}

type ActionRefused = { code: string; wrong?: readonly string[]; wait?: number };

function stateOf(refusal: ActionRefused): InvoiceFormState {
  if (refusal.wrong) return { wrong: refusal.wrong };
  return refusal.wait === undefined ? { problem: "forbidden" } : { wait: refusal.wait };
}

function typedIn(fields: Fields): Record<string, string> {
  const texts = Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}
