"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { MomentField } from "#components/event-form/moment-field";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";
import { TextInput } from "#components/ui/text-input";
import { ADD_ON_LANGUAGES, type AddOnTerms } from "#lib/pricing/add-ons/add-on-contract";
import { momentDraft, NO_MOMENT } from "../event-form/moment-draft.ts";
import { KEEP_TAX, type WrongAddOn } from "./read-add-on.ts";

/** The event whose add-ons are sold. `rates` are its tax rates on add-ons. */
export type AddOnEvent = {
  readonly id: number;
  readonly currency: string;
  readonly timeZone: string;
  readonly rates: readonly { readonly id: string; readonly name: string; readonly rateMilli: number }[];
};

type Props = { event: AddOnEvent; terms: AddOnTerms | undefined; wrong: WrongAddOn };

/** What is wrong with a field of the form, in words. */
function useWrongWords(wrong: WrongAddOn) {
  const t = useTranslations("add-ons.wrong");
  const moments = useTranslations("event-form.problems.moment");
  return (name: string): string | undefined => {
    const found = wrong[name];
    if (!found) return undefined;
    return "moment" in found ? moments(found.moment) : t(found.word as "step", { limit: found.limit ?? 0 });
  };
}

/** The terms of an add-on. The form keeps what was typed whatever the answer is. */
export function AddOnFields(props: Props) {
  const { event, terms, wrong } = props;
  const t = useTranslations("add-ons.form");
  const words = useWrongWords(wrong);
  const field = (name: "price" | "stock" | "per_order_max" | "position", label: string, hint?: string) => (
    <Field id={`add-on-${name}`} label={label} hint={hint} error={words(name)}>
      {(control) => (
        <TextInput
          {...control}
          name={name}
          inputMode={name === "price" ? "decimal" : "numeric"}
          maxLength={16}
          autoComplete="off"
          defaultValue={String(terms?.[name] ?? "")}
        />
      )}
    </Field>
  );
  return (
    <>
      <Names {...props} />
      <Group title={t("money")}>
        {field("price", t("price", { currency: event.currency }), t("priceHint"))}
        <TaxChoice {...props} />
      </Group>
      <Group title={t("howMany")}>
        {field("stock", t("stock"), t("stockHint"))}
        {field("per_order_max", t("perOrder"), t("perOrderHint"))}
        <Field id="add-on-counting" label={t("counting")}>
          {(control) => (
            <Select {...control} name="counting" defaultValue={terms?.counting ?? "free"}>
              <option value="free">{t("free")}</option>
              <option value="per_ticket">{t("perTicket")}</option>
            </Select>
          )}
        </Field>
        {field("position", t("position"), t("positionHint"))}
      </Group>
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="mb-1.5 font-bold font-display text-heading">{t("window")}</legend>
        <p className="text-ink-soft text-sm">{t("windowHint", { zone: event.timeZone.replaceAll("_", " ") })}</p>
        <Moment name="sale_from" label={t("from")} {...{ event, terms }} error={words("sale_from")} />
        <Moment name="sale_until" label={t("until")} {...{ event, terms }} error={words("sale_until")} />
        <Checkbox id="add-on-active" name="active" defaultChecked={terms?.active ?? true} label={t("active")} />
      </fieldset>
    </>
  );
}

function Names({ terms, wrong }: Props) {
  const t = useTranslations("add-ons.form");
  const words = useWrongWords(wrong);
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1.5 font-bold font-display text-heading">{t("what")}</legend>
      <p className="text-ink-soft text-sm">{t("whatHint")}</p>
      {ADD_ON_LANGUAGES.map((language, i) => (
        <div key={language} className="grid gap-4 sm:grid-cols-2">
          <Field
            id={`add-on-name-${language}`}
            label={t(`name.${language}`)}
            error={i === 0 ? words("name") : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                name={`name_${language}`}
                maxLength={60}
                defaultValue={terms?.name[language] ?? ""}
              />
            )}
          </Field>
          <Field
            id={`add-on-description-${language}`}
            label={t(`description.${language}`)}
            error={words(`description`)}
          >
            {(control) => (
              <TextArea
                {...control}
                name={`description_${language}`}
                rows={2}
                maxLength={500}
                defaultValue={terms?.description[language] ?? ""}
              />
            )}
          </Field>
        </div>
      ))}
    </fieldset>
  );
}

function TaxChoice({ event, terms, wrong }: Props) {
  const t = useTranslations("add-ons.form");
  const words = useWrongWords(wrong);
  const { rates } = event;
  const before = terms?.tax_rate_ids ?? null;
  const [only] = before ?? [];
  const isOne = before?.length === 1 && rates.some(({ id }) => id === only);
  const chosen = before === null ? "all" : before.length === 0 ? "none" : isOne ? only : KEEP_TAX;
  return (
    <Field
      id="add-on-tax"
      label={t("tax")}
      hint={rates.length === 0 ? t("noRates") : undefined}
      error={words("tax_rate_ids")}
    >
      {(control) => (
        <Select {...control} name="tax" defaultValue={chosen}>
          <option value="all">{t("allTaxes")}</option>
          {rates.map(({ id, name, rateMilli }) => (
            <option key={id} value={id}>
              {t("oneTax", { name, percent: rateMilli / 1_000 })}
            </option>
          ))}
          <option value="none">{t("noTax")}</option>
          {chosen === KEEP_TAX ? (
            <option value={KEEP_TAX}>{t("keptTax", { count: before?.length ?? 0 })}</option>
          ) : null}
        </Select>
      )}
    </Field>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-bold font-display text-heading">{title}</legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

type MomentProps = Pick<Props, "event" | "terms"> & {
  name: "sale_from" | "sale_until";
  label: string;
  error: string | undefined;
};

function Moment({ name, label, event, terms, error }: MomentProps) {
  const iso = terms?.[name];
  const [typed, setTyped] = useState(iso ? momentDraft(iso, event.timeZone) : NO_MOMENT);
  return <MomentField {...{ name, label, error, timeZone: event.timeZone }} value={typed} onChange={setTyped} />;
}
