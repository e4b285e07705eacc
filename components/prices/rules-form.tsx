"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { GroupFields } from "#components/prices/group-fields";
import { PriceExample } from "#components/prices/price-example";
import { RulesConflictNotice } from "#components/prices/rules-conflict";
import { TaxFields } from "#components/prices/tax-fields";
import { TypeFields } from "#components/prices/type-fields";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { toMinor } from "#lib/platform/money";
import type { PriceRulesWire } from "#lib/pricing/rules/price-rules-contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { useRuleWords } from "./use-rule-words.ts";
import { useRulesForm } from "./use-rules-form.ts";

/** Ticket types, group discounts and taxes of an event, saved together, with an example that is priced while they are typed. */
export function RulesForm({ eventId, read }: { eventId: number; read: PriceRulesWire }) {
  const t = useTranslations("prices");
  const toast = useToast();
  const rules = useRulesForm(eventId, read, () => toast({ text: t("saved") }));
  const { draft, answer, conflict } = rules;
  const { currency, price_levels: levels, proposed_taxes: proposed } = read;
  const words = useRuleWords(currency);
  const problem = words.problemIn(answer.wrong);
  const isWrong = Object.keys(answer.wrong).length > 0;
  const form = useFocusOnWrong(answer, isWrong);
  // The button is far below what was refused.
  useEffect(() => {
    if (answer.trouble || conflict) form.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }, [answer, conflict, form]);
  const priced = levels.map(({ id, name, price, fee }) => {
    return { id, name, priceMinor: toMinor(price, currency) ?? 0, feeMinor: toMinor(fee, currency) ?? 0 };
  });
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <form
        ref={form}
        noValidate
        className="flex min-w-0 flex-col gap-5"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          void rules.save();
        }}
      >
        <UnsavedGuard
          key={rules.revision}
          isRefused={isWrong || answer.trouble !== undefined || conflict !== undefined}
        />
        {answer.trouble ? (
          <Notice tone="bad" urgent>
            {t(`refusals.${answer.trouble}`)}
          </Notice>
        ) : null}
        {conflict ? (
          <RulesConflictNotice conflict={conflict} both={rules.both} currency={currency} onDecide={rules.decide} />
        ) : null}
        <TypeFields list={rules.types} levels={levels} currency={currency} problem={problem} />
        <GroupFields list={rules.groups} levels={levels} problem={problem} />
        <TaxFields
          list={rules.rates}
          isIncluded={draft.taxes.isIncluded}
          onInclude={rules.include}
          proposed={rules.revision === 0 ? proposed : null}
          onPropose={() => proposed && rules.propose(proposed)}
          levels={levels}
          problem={problem}
        />
        <div className="flex flex-col gap-2">
          <p className="text-ink-soft text-sm">{t("held")}</p>
          <Button type="submit" size="lg" className="self-start" aria-disabled={rules.isPending || undefined}>
            {t(rules.isPending ? "pending" : "save")}
          </Button>
        </div>
      </form>
      <PriceExample draft={draft} levels={priced} currency={currency} />
    </div>
  );
}
