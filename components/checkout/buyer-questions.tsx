"use client";

import { useTranslations } from "next-intl";
import { CheckoutSection } from "#components/checkout/checkout-section";
import { useAnswerProblem } from "#components/questions/answer-problem";
import { QuestionField } from "#components/questions/question-field";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import { answerKey } from "#lib/catalog/questions/asked-questions";
import type { CheckoutSeat } from "#lib/orders/placing/checkout-contract";
import { seatWordsOf } from "#lib/seating/seat-words";
import { AGE_KEY, askedOf, fieldId, nameKey } from "./form-values.ts";
import type { FilledForm } from "./use-buyer-form.ts";

type BuyerQuestionsProps = { seats: readonly CheckoutSeat[]; filled: FilledForm; isLocked: boolean };

/** What the event asks for the order and for each ticket. Questions come and go with the answers that they depend on. */
export function BuyerQuestions({ seats, filled, isLocked }: BuyerQuestionsProps) {
  const t = useTranslations("questions");
  const name = useTranslations("seat-name.short");
  const { form, values } = filled;
  const seatIds = seats.map(({ id }) => id);
  const asked = askedOf(form, seatIds, values);
  const isNamed = form.ticket_names !== "off";
  const fields = (seatId: number | null) =>
    asked
      .filter((each) => each.seatId === seatId)
      .map(({ question }) => <AskedField key={question.id} {...{ question, seatId, filled, isLocked }} />);
  return (
    <>
      {form.questions.some((question) => question.for === "order") ? (
        <CheckoutSection title={t("forOrder")}>{fields(null)}</CheckoutSection>
      ) : null}
      {isNamed || form.questions.some((question) => question.for === "ticket") ? (
        <CheckoutSection title={t("forTickets")}>
          {seats.map((seat) => (
            <fieldset key={seat.id} className="flex min-w-0 flex-col gap-4 rounded-card border border-line p-4">
              <legend className="px-1 font-semibold">
                {name(seatWordsOf(seat), { row: seat.row, number: seat.number })}
              </legend>
              {isNamed ? <NameField {...{ seatId: seat.id, filled, isLocked }} /> : null}
              {fields(seat.id)}
            </fieldset>
          ))}
        </CheckoutSection>
      ) : null}
    </>
  );
}

function AskedField(props: {
  question: FilledForm["form"]["questions"][number];
  seatId: number | null;
  filled: FilledForm;
  isLocked: boolean;
}) {
  const { question, seatId, filled, isLocked } = props;
  const key = answerKey(question.id, seatId);
  const problem = useAnswerProblem()(filled.problems[key]);
  return (
    <QuestionField
      id={fieldId(key)}
      question={question}
      value={filled.values[key]}
      error={problem}
      isLocked={isLocked}
      onChange={(value) => filled.set(key, value)}
    />
  );
}

function NameField({ seatId, filled, isLocked }: { seatId: number; filled: FilledForm; isLocked: boolean }) {
  const t = useTranslations("questions");
  const key = nameKey(seatId);
  const problem = useAnswerProblem()(filled.problems[key]);
  const isOptional = filled.form.ticket_names === "optional";
  return (
    <Field
      id={fieldId(key)}
      label={t("holder")}
      hint={isOptional ? t("holderHintOptional") : t("holderHint")}
      note={isOptional ? t("optional") : undefined}
      error={problem}
    >
      {(control) => (
        <TextInput
          {...control}
          autoComplete="off"
          maxLength={200}
          value={String(filled.values[key] ?? "")}
          readOnly={isLocked}
          onChange={(event) => filled.set(key, event.target.value)}
        />
      )}
    </Field>
  );
}

/** The buyer's word that everyone is old enough; nothing where the event asks for no age. */
export function AgeConfirmation({ filled, isLocked }: Omit<BuyerQuestionsProps, "seats">) {
  const t = useTranslations("questions");
  const problem = useAnswerProblem()(filled.problems[AGE_KEY]);
  const { age_min: ageMin } = filled.form;
  if (ageMin === null) return null;
  return (
    <Checkbox
      id={fieldId(AGE_KEY)}
      checked={filled.values[AGE_KEY] !== undefined}
      disabled={isLocked}
      onChange={(event) => filled.set(AGE_KEY, event.target.checked ? "yes" : undefined)}
      label={t("age", { age: ageMin })}
      error={problem}
    />
  );
}
