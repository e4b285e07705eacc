import { useCallback, useEffect, useState } from "react";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import {
  checkInvoice,
  type InvoiceField,
  type InvoiceProblems,
  type InvoiceValues,
  NO_INVOICE,
  valuesOfInvoice,
} from "./invoice-values.ts";
import type { CommitBody } from "./pay-client.ts";
import { tickedEarly } from "./typed-early.ts";

/** The id of the box that asks for the invoice. */
export const INVOICE_BOX = "invoice-wanted";

export type WantedInvoice = {
  isWanted: boolean;
  values: InvoiceValues;
  problems: InvoiceProblems;
  want: (isWanted: boolean) => void;
  set: (field: InvoiceField, value: string) => void;
  /** Takes the details of a request that was sent before. */
  restore: (body: CommitBody["invoice"]) => void;
  refuse: (problems: InvoiceProblems) => void;
  /** Judges the details, where they are wanted, and shows what is wrong. */
  check: () => InvoiceProblems;
};

/** The invoice that a buyer asks for with the order. What was typed stays when the box is not ticked any more, in case it is again. */
export function useInvoice({ kept }: CheckoutView["invoice"]): WantedInvoice {
  const [isWanted, want] = useState(false);
  const [values, setValues] = useState(() => (kept ? valuesOfInvoice(kept) : NO_INVOICE));
  const [problems, refuse] = useState<InvoiceProblems>({});

  useEffect(() => {
    if (tickedEarly(INVOICE_BOX)) want(true);
  }, []);

  const restore = useCallback((body: CommitBody["invoice"]) => {
    if (!body) return;
    want(true);
    setValues(valuesOfInvoice(body));
  }, []);
  return {
    ...{ isWanted, values, problems, want, restore, refuse },
    set: (field, value) => {
      setValues((before) => ({ ...before, [field]: value }));
      // Whether a VAT number is right depends on the country.
      refuse(({ [field]: _solved, vat_id, ...others }) =>
        field === "country" || field === "vat_id" || !vat_id ? others : { ...others, vat_id },
      );
    },
    check: () => {
      const found = isWanted ? checkInvoice(values) : {};
      refuse(found);
      return found;
    },
  };
}
