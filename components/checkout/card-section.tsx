"use client";

import { useTranslations } from "next-intl";
import { lazy, type Ref, Suspense } from "react";
import { SandboxCardForm } from "#components/checkout/sandbox-card-form";
import { Icon } from "#components/ui/icon";
import { Notice } from "#components/ui/notice";
import { Skeleton } from "#components/ui/skeleton";
import type { CardSource, PaymentSetup } from "./card-source.ts";

// Stripe's script is heavy and talks to Stripe: it is fetched only where a real account is set up.
const StripeCardForm = lazy(() => import("#components/checkout/stripe-card-form"));

/** The card form that this server's configuration asks for. */
export function CardSection(props: {
  ref: Ref<CardSource>;
  setup: PaymentSetup;
  amountMinor: number;
  currency: string;
}) {
  const t = useTranslations("checkout.card");
  const { ref, setup, amountMinor, currency } = props;
  if (setup.kind === "none") return <Notice tone="warn">{t("notSetUp")}</Notice>;
  if (setup.kind === "unable") return <Notice tone="warn">{t("sellerUnable")}</Notice>;
  return (
    <div className="flex flex-col gap-4">
      {setup.kind === "sandbox" ? (
        <SandboxCardForm
          ref={ref}
          amountMinor={amountMinor}
          currency={currency}
          url={setup.url}
          account={setup.account}
        />
      ) : (
        <Suspense fallback={<CardSkeleton label={t("loading")} />}>
          <StripeCardForm
            ref={ref}
            amountMinor={amountMinor}
            currency={currency}
            publishableKey={setup.publishableKey}
            account={setup.account}
          />
        </Suspense>
      )}
      <p className="flex items-start gap-2 text-ink-soft text-sm">
        <Icon name="lock" className="mt-0.5 size-4.5 shrink-0" />
        {t("secure")}
      </p>
    </div>
  );
}

function CardSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-4">
      <Skeleton className="h-18" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-18" />
        <Skeleton className="h-18" />
      </div>
    </div>
  );
}
