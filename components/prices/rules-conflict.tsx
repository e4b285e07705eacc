import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
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
    <Notice tone="warn" urgent title={t("title", { name: changedBy ?? t("nobody") })}>
      <p>{t("text")}</p>
      <ul className="mt-2 flex flex-col gap-3">
        {(Object.keys(theirs) as (keyof RulesDraft)[]).map((part) => (
          <li key={part} className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0">
              {t(`parts.${part}`)} <strong className="break-words">{textOf[part] || t("none")}</strong>
            </p>
            {props.both.includes(part) ? (
              <span className="flex flex-wrap gap-2">
                {(["keep", "take"] as const).map((choice) => (
                  <Button
                    key={choice}
                    variant="secondary"
                    aria-label={`${t(choice)}: ${t(`parts.${part}`)}`}
                    onClick={() => props.onDecide(part, choice === "take" ? { [part]: theirs[part] } : {})}
                  >
                    {t(choice)}
                  </Button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
