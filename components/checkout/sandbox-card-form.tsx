"use client";

import { useTranslations } from "next-intl";
import { useEffect, useImperativeHandle, useState } from "react";
import { TestCards } from "#components/checkout/test-cards";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import {
  type CardField,
  type CardInput,
  type CardProblem,
  checkCard,
  formatCardNumber,
  formatExpiry,
} from "./card-input.ts";
import type { BillingDetails, CardFormProps, CardResult } from "./card-source.ts";
import { sendCard } from "./sandbox-card.ts";
import { typedEarly } from "./typed-early.ts";

/** The card form of the simulator: the browser gives the card to it directly, as a real gateway's own fields would. */
export function SandboxCardForm({ ref, url, account }: CardFormProps & { url: string; account: string | null }) {
  const t = useTranslations("checkout.card");
  const [card, setCard] = useState<CardInput>({ number: "", expiry: "", cvc: "" });
  const [problems, setProblems] = useState<Partial<Record<CardField, CardProblem>>>({});

  useEffect(() => {
    setCard((before) => ({
      number: typedEarly("card-number") ?? before.number,
      expiry: typedEarly("card-expiry") ?? before.expiry,
      cvc: typedEarly("card-cvc") ?? before.cvc,
    }));
  }, []);

  useImperativeHandle(ref, () => ({
    async createMethod(billing: BillingDetails): Promise<CardResult> {
      const found = checkCard(card, new Date());
      setProblems(found);
      const [first] = Object.keys(found);
      if (first) {
        document.getElementById(`card-${first}`)?.focus();
        return { kind: "invalid" };
      }
      const result = await sendCard({ url, account }, card, billing);
      if (result.kind === "invalid") setProblems(result.problems);
      return result;
    },
  }));

  function write(field: CardField, value: string) {
    setCard((before) => ({ ...before, [field]: value }));
    setProblems(({ [field]: _solved, ...others }) => others);
  }

  const problemText = (field: CardField) => {
    const problem = problems[field];
    return problem ? t(`problems.${problem}`) : undefined;
  };
  return (
    <div className="flex flex-col gap-4">
      <Field id="card-number" label={t("number")} error={problemText("number")}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            autoComplete="cc-number"
            placeholder="1234 1234 1234 1234"
            className="tabular"
            value={card.number}
            onChange={(event) => write("number", formatCardNumber(event.target.value))}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field id="card-expiry" label={t("expiry")} hint={t("expiryHint")} error={problemText("expiry")}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="cc-exp"
              className="tabular"
              value={card.expiry}
              onChange={(event) => write("expiry", formatExpiry(event.target.value, card.expiry))}
            />
          )}
        </Field>
        <Field id="card-cvc" label={t("cvc")} hint={t("cvcHint")} error={problemText("cvc")}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              autoComplete="cc-csc"
              maxLength={4}
              className="tabular"
              value={card.cvc}
              onChange={(event) => write("cvc", event.target.value.replace(/\D/g, ""))}
            />
          )}
        </Field>
      </div>
      <TestCards
        onChoose={(chosen) => {
          setCard(chosen);
          setProblems({});
        }}
      />
    </div>
  );
}
