"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import { readableMail } from "#lib/platform/mail-address";
import type { Buyer, BuyerField, BuyerProblems } from "./buyer-check.ts";

/** The buyer's name, mail and phone. Filled in for signed-in buyers, who may correct them. */
export function BuyerFields(props: {
  buyer: Buyer;
  problems: BuyerProblems;
  /** The signed-in buyer's address, to which the tickets are sent. */
  accountEmail: string | undefined;
  signInHref: string;
  isLocked: boolean;
  /** Each ticket carries the name of who comes, so this one is the order's alone. */
  hasTicketNames: boolean;
  onChange: (field: keyof Buyer, value: string) => void;
}) {
  const t = useTranslations("checkout");
  const { buyer, problems, accountEmail, signInHref, isLocked, onChange } = props;
  const problemText = (field: BuyerField) => {
    const problem = problems[field];
    return problem ? t(`problems.${problem}`) : undefined;
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">
        {accountEmail
          ? t.rich("signedInAs", {
              email: readableMail(accountEmail),
              mail: (text) => <strong className="text-ink">{text}</strong>,
            })
          : t.rich("guest", {
              link: (text) => (
                <Link href={signInHref} className="font-semibold text-ink underline underline-offset-4">
                  {text}
                </Link>
              ),
            })}
      </p>
      <Field
        id="buyer-name"
        label={t("name")}
        hint={t(props.hasTicketNames ? "nameHintOrder" : "nameHint")}
        error={problemText("name")}
      >
        {(control) => (
          <TextInput
            {...control}
            autoComplete="name"
            value={buyer.name}
            readOnly={isLocked}
            onChange={(event) => onChange("name", event.target.value)}
          />
        )}
      </Field>
      {accountEmail ? null : (
        <Field id="buyer-email" label={t("email")} hint={t("emailHint")} error={problemText("email")}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="email"
              value={buyer.email}
              readOnly={isLocked}
              onChange={(event) => onChange("email", event.target.value)}
            />
          )}
        </Field>
      )}
      <Field
        id="buyer-phone"
        label={t("phone")}
        note={t("optional")}
        hint={t("phoneHint")}
        error={problemText("phone")}
      >
        {(control) => (
          <TextInput
            {...control}
            type="tel"
            autoComplete="tel"
            value={buyer.phone}
            readOnly={isLocked}
            onChange={(event) => onChange("phone", event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
