import { useTranslations } from "next-intl";
import { ConflictNotice } from "#components/ui/conflict-notice";
import type { RulesDraft } from "./rules-draft.ts";
import { useRuleWords } from "./use-rule-words.ts";
import type { RulesConflict } from "./use-rules-form.ts";

/** What another person saved of the rules since they were opened; where both changed something, either can be kept. */
export function RulesConflictNotice(props: {
  conflict: RulesConflict;
  both: readonly (keyof RulesDraft)[];
  currency: string;
  onDecide: (part: keyof RulesDraft, theirs: Partial<RulesDraft>) => void;
}) {
  const t = useTranslations("prices.conflict");
  const words = useRuleWords(props.currency);
  const { theirs, changedBy } = props.conflict;
  const textOf = {
    types: theirs.types?.map(words.type).join("; "),
    groups: theirs.groups?.map(words.group).join("; "),
    taxes:
      theirs.taxes &&
      [t(theirs.taxes.isIncluded ? "included" : "added"), ...theirs.taxes.rates.map(words.rate)].join("; "),
  };
  return (
    <ConflictNotice
      title={t("title", { name: changedBy ?? t("nobody") })}
      text={t("text")}
      fields={(Object.keys(theirs) as (keyof RulesDraft)[]).map((part) => ({
        ...{ key: part, label: t(`parts.${part}`), lead: t(`parts.${part}`), value: textOf[part] || t("none") },
        choices: !props.both.includes(part)
          ? []
          : [
              { word: t("keep"), onChoose: () => props.onDecide(part, {}) },
              { word: t("take"), onChoose: () => props.onDecide(part, { [part]: theirs[part] }) },
            ],
      }))}
    />
  );
}
