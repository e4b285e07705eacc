import { useTranslations } from "next-intl";
import { Choice, type LevelName, RuleRow, Text } from "#components/prices/rule-row";
import { RuleSection } from "#components/prices/rule-section";
import { Checkbox } from "#components/ui/checkbox";
import type { TypeDraft } from "./rules-draft.ts";
import type { ProblemOf } from "./use-rule-words.ts";
import type { RuleList } from "./use-rules-form.ts";

const KINDS = ["percent", "amount", "fixed"] as const;

/** Concessions: child, student, senior, companion. */
export function TypeFields(props: {
  list: RuleList<TypeDraft>;
  levels: readonly LevelName[];
  currency: string;
  problem: ProblemOf;
}) {
  const t = useTranslations("prices.types");
  const { list, levels, currency, problem } = props;
  return (
    <RuleSection
      id="types"
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      add={t("add")}
      count={list.rows.length}
      onAdd={() =>
        list.add({ name: "", levels: null, kind: "percent", value: "", perOrderMax: "", isCompanion: false })
      }
    >
      {list.rows.map((type, i) => {
        const id = `price-${type.key}`;
        const path = `ticket_types.${i}`;
        return (
          <RuleRow
            key={type.key}
            rule={type}
            path={path}
            unnamed={t("new")}
            levels={levels}
            problem={problem}
            onChange={(part) => list.change(type.key, part)}
            onRemove={() => list.remove(type.key)}
          >
            <Choice
              id={`${id}-kind`}
              label={t("kind")}
              value={type.kind}
              options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              onChange={(kind) => list.change(type.key, { kind })}
            />
            <Text
              id={`${id}-value`}
              label={t(`value.${type.kind}`, { currency })}
              value={type.value}
              onChange={(value) => list.change(type.key, { value })}
              error={problem(`${path}.value`)}
              inputMode="decimal"
            />
            <Text
              id={`${id}-max`}
              label={t("perOrder")}
              value={type.perOrderMax}
              onChange={(perOrderMax) => list.change(type.key, { perOrderMax })}
              error={problem(`${path}.per_order_max`)}
              inputMode="numeric"
            />
            <div className="sm:col-span-2">
              <Checkbox
                id={`${id}-companion`}
                name={`${id}-companion`}
                checked={type.isCompanion}
                onChange={({ target }) => list.change(type.key, { isCompanion: target.checked })}
                label={t("companion")}
                error={problem(`${path}.needs_wheelchair`)}
              />
            </div>
          </RuleRow>
        );
      })}
    </RuleSection>
  );
}
