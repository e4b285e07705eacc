"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { AddOns } from "#components/checkout/add-ons";
import { BasketPanel } from "#components/checkout/basket-panel";
import { BuyerFields } from "#components/checkout/buyer-fields";
import { AgeConfirmation, BuyerQuestions } from "#components/checkout/buyer-questions";
import { CardSection } from "#components/checkout/card-section";
import { CheckoutOver } from "#components/checkout/checkout-over";
import { CheckoutSection } from "#components/checkout/checkout-section";
import { type Country, InvoiceDetails } from "#components/checkout/invoice-details";
import { PayButton } from "#components/checkout/pay-button";
import { PayProblem } from "#components/checkout/pay-problem";
import { TermsAgreement } from "#components/checkout/terms-agreement";
import type { CheckoutView } from "#lib/orders/placing/checkout-contract";
import { toMajor } from "#lib/platform/money";
import { isLocale } from "../layout/locales.ts";
import { type Buyer, type BuyerProblems, checkBuyer } from "./buyer-check.ts";
import type { CardSource, PaymentSetup } from "./card-source.ts";
import { firstOnPage, wrongFields } from "./first-wrong.ts";
import { formOnWire, valuesOfBody } from "./form-values.ts";
import { invoiceOnWire } from "./invoice-values.ts";
import { readAttempt } from "./pay-attempt.ts";
import type { PayProblemFact } from "./pay-state.ts";
import { withAddOn } from "./price-state.ts";
import { typedEarly } from "./typed-early.ts";
import { useBuyerForm } from "./use-buyer-form.ts";
import { useInvoice } from "./use-invoice.ts";
import { usePayment } from "./use-payment.ts";
import { usePrice } from "./use-price.ts";
import { useTerms } from "./use-terms.ts";

export type CheckoutProps = {
  checkout: CheckoutView;
  setup: PaymentSetup;
  /** The signed-in buyer's name and address. */
  account: { name: string; email: string } | undefined;
  countries: readonly Country[];
  cameBack: boolean;
};

/** From held seats to tickets: buyer, card, terms, one button. Every failure keeps the form's content. */
export function Checkout({ checkout, setup, account, countries, cameBack }: CheckoutProps) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const [buyer, setBuyer] = useState<Buyer>({ name: account?.name ?? "", email: account?.email ?? "", phone: "" });
  const { terms, hasAgreed, show: showTerms, agree } = useTerms(checkout.terms);
  const [problems, setProblems] = useState<BuyerProblems>({});
  const pricing = usePrice(checkout, isLocale(locale) ? locale : "en");
  const seatIds = checkout.seats.map(({ id }) => id);
  const filled = useBuyerForm(checkout.form, seatIds);
  const { restore } = filled;
  const invoice = useInvoice(checkout.invoice);
  const { restore: restoreInvoice } = invoice;
  const card = useRef<CardSource>(null);
  const { wish, price, asked } = pricing.state;
  const { totalMinor } = price;
  const isFree = totalMinor === 0;
  const { state, hasOwnAttempt, pay, resume, expire } = usePayment(checkout.reservationId, card, { cameBack, isFree });
  const { event, reservationId, order } = checkout;
  const isBegunElsewhere = Boolean(order?.isPaymentUnderWay) && hasOwnAttempt === false;

  // A declined attempt changes the hold's deadline and fixes the order's price, so both are read again.
  const router = useRouter();
  const { problem: lastProblem } = state.phase === "ready" ? state : {};
  const isDeclined = lastProblem?.kind === "declined" || lastProblem?.kind === "unpayable";
  useEffect(() => {
    setBuyer((before) => ({
      name: typedEarly("buyer-name") ?? before.name,
      email: typedEarly("buyer-email") ?? before.email,
      phone: typedEarly("buyer-phone") ?? before.phone,
    }));
  }, []);
  useEffect(() => {
    if (isDeclined) router.refresh();
  }, [isDeclined, router]);

  // What the server took back at payment lowers no price any more: the page asks what the rest costs.
  const refusedChoice = lastProblem && refusedAtPayment(lastProblem);
  const { choose } = pricing;
  const chooseAgain = useEffectEvent((what: ReturnType<typeof refusedAtPayment>) => {
    if (what === "code") void choose((before) => ({ ...before, code: undefined }));
    if (what === "types") void choose((before) => ({ ...before, tickets: {} }));
    if (what === "price") void choose((before) => before);
  });
  useEffect(() => chooseAgain(refusedChoice), [refusedChoice]);

  const changedTerms = state.phase === "ready" && state.problem?.kind === "terms" ? state.problem.terms : undefined;
  useEffect(() => {
    if (changedTerms) showTerms(changedTerms);
  }, [changedTerms, showTerms]);

  // Restores the form after a 3-D Secure redirect.
  useEffect(() => {
    const written = readAttempt(reservationId)?.body;
    if (!written) return;
    setBuyer({ ...written.billing_details, phone: written.billing_details.phone ?? "" });
    agree(written.terms);
    restore(valuesOfBody(written));
    restoreInvoice(written.invoice);
  }, [reservationId, agree, restore, restoreInvoice]);

  const refusedForm = useEffectEvent((what: PayProblemFact | undefined) => {
    if (what?.kind === "questions") filled.ask(what.form);
    if (what?.kind === "answers") filled.refuse(what.problems);
    if (what?.kind === "fields") invoice.refuse(what.invoice);
  });
  useEffect(() => refusedForm(lastProblem), [lastProblem]);

  if (state.phase === "expired") return <CheckoutOver kind={state.over ?? "expired"} eventSlug={event.slug} />;

  const isLocked = state.phase !== "ready";
  // The order keeps what its buyer answered: a further card changes nothing of it.
  const isAsked = order === null;
  // An order of nothing has no invoice.
  const isInvoiceOffered = checkout.invoice.isOffered && !isFree;
  const refusedPromo = lastProblem?.kind === "promo" ? lastProblem.why : undefined;
  const problem = state.phase === "ready" ? state.problem : undefined;
  // The first attempt to pay fixes the order's price: a code entered after a declined card would change nothing.
  const isPriceFixed = order !== null || problem?.kind === "declined";
  const shown = problem?.kind === "fields" ? { ...problem.problems, ...problems } : problems;

  async function submit(form: SubmitEvent<HTMLFormElement>) {
    form.preventDefault();
    if (state.phase === "unsettled" || state.phase === "at_bank") return await resume();
    // Enter in a field submits, too, while the price is being asked.
    if (asked) return;
    const found = checkBuyer(buyer, hasAgreed);
    setProblems(found);
    const wrong = wrongFields({
      ...{ buyer: found, asked: isAsked ? filled.check() : {} },
      invoice: isInvoiceOffered ? invoice.check() : {},
    });
    if (wrong.length > 0) return firstOnPage(wrong)?.focus();
    const phone = buyer.phone.trim();
    const billing = { name: buyer.name.trim(), email: buyer.email.trim(), ...(phone ? { phone } : {}) };
    await pay({
      paymentAccount: "account" in setup ? setup.account : undefined,
      billing,
      wish,
      expectedTotal: toMajor(totalMinor, checkout.currency),
      locale: isLocale(locale) ? locale : "en",
      terms,
      form: isAsked ? formOnWire(filled.form, seatIds, filled.values) : {},
      invoice: isInvoiceOffered && invoice.isWanted ? invoiceOnWire(invoice.values, billing.name) : undefined,
    });
  }

  return (
    <form noValidate onSubmit={submit} className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <BasketPanel
        checkout={checkout}
        pricing={pricing}
        refusedPromo={refusedPromo}
        isPriceFixed={isPriceFixed}
        isPaying={isLocked}
        onTimeUp={expire}
      />
      <div className="flex min-w-0 flex-col gap-8 lg:order-1">
        {isPriceFixed || (pricing.state.offers.length === 0 && !pricing.state.addOnProblem) ? null : (
          <CheckoutSection title={t("steps.addOns")}>
            <AddOns
              offers={pricing.state.offers}
              chosen={(asked ?? wish).addOns}
              currency={checkout.currency}
              problem={pricing.state.addOnProblem}
              isLocked={isLocked}
              onChoose={(addOnId, quantity) => choose((before) => withAddOn(before, addOnId, quantity))}
            />
          </CheckoutSection>
        )}
        <CheckoutSection title={t("steps.who")}>
          <BuyerFields
            buyer={buyer}
            problems={shown}
            accountEmail={account?.email}
            signInHref={`/sign-in?next=${encodeURIComponent(`/checkout/${reservationId}`)}`}
            isLocked={isLocked}
            hasTicketNames={isAsked && filled.form.ticket_names !== "off"}
            onChange={(field, value) => {
              setBuyer((before) => ({ ...before, [field]: value }));
              setProblems(({ [field]: _solved, ...others }) => others);
            }}
          />
        </CheckoutSection>
        {isAsked ? (
          <BuyerQuestions seats={checkout.seats} filled={filled} isLocked={isLocked} />
        ) : asksAnything(checkout.form) ? (
          <p className="text-ink-soft">{t("answersKept")}</p>
        ) : null}
        {isInvoiceOffered ? (
          <InvoiceDetails {...{ invoice, countries, isLocked }} kept={checkout.invoice.kept} />
        ) : null}
        <CheckoutSection title={t("steps.card")}>
          {isFree ? (
            <p>{t("card.none")}</p>
          ) : (
            <CardSection ref={card} setup={setup} amountMinor={totalMinor} currency={checkout.currency} />
          )}
          <PayProblem
            state={state}
            eventSlug={event.slug}
            currency={checkout.currency}
            orderBegun={isBegunElsewhere ? order?.number : undefined}
          />
        </CheckoutSection>
        <div className="flex flex-col gap-4">
          {isAsked ? <AgeConfirmation filled={filled} isLocked={isLocked} /> : null}
          <TermsAgreement
            terms={terms}
            hasAgreed={hasAgreed}
            isMissing={problems.terms !== undefined}
            onChange={(isTicked) => agree(isTicked ? terms : undefined)}
          />
          <p className="text-ink-soft text-sm">
            {event.refundUntilHours === null ? t("refundNever") : t("refundUntil", { hours: event.refundUntilHours })}{" "}
            {t("seller", { name: event.sellerName })}
          </p>
        </div>
        <PayButton
          state={state}
          totalMinor={totalMinor}
          currency={checkout.currency}
          isDisabled={
            asked !== undefined ||
            (setup.kind === "none" && !isFree) ||
            (problem?.kind === "declined" && !problem.retryAllowed)
          }
        />
      </div>
    </form>
  );
}

/** Whether the event asks its buyers for anything: after a declined card the order keeps it, and the fields are gone. */
function asksAnything({ questions, ticket_names, age_min }: CheckoutView["form"]): boolean {
  return questions.length > 0 || ticket_names !== "off" || age_min !== null;
}

/** Which of the buyer's choices a refused payment takes back, or that only the price is another. */
function refusedAtPayment(problem: PayProblemFact): "code" | "types" | "price" | undefined {
  if (problem.kind === "promo") return "code";
  if (problem.kind === "price") return "price";
  if (problem.kind !== "refused") return undefined;
  // Asked again, the quote says which add-on is gone, and the page lets go of that one alone.
  if (problem.code === "add_on_unavailable") return "price";
  return problem.code === "ticket_type_unavailable" ? "types" : undefined;
}
