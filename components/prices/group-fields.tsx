import { useTranslations } from "next-intl";
import { Choice, type LevelName, RuleRow, Text } from "#components/prices/rule-row";
import { RuleSection } from "#components/prices/rule-section";
import type { GroupDraft } from "./rules-draft.ts";
import type { ProblemOf } from "./use-rule-words.ts";
import type { RuleList } from "./use-rules-form.ts";

const KINDS = ["buy_pay", "percent"] as const;

/** Prices for groups. Of several, an order gets the one that is worth most. */
export function GroupFields(props: { list: RuleList<GroupDraft>; levels: readonly LevelName[]; problem: ProblemOf }) {
  const t = useTranslations("prices.groups");
  const { list, levels, problem } = props;
  return (
    <RuleSection
      id="groups"
      title={t("title")}
      lead={t("lead")}
      empty={t("empty")}
      add={t("add")}
      count={list.rows.length}
      onAdd={() => list.add({ name: "", levels: null, kind: "buy_pay", seats: "", value: "" })}
    >
      {list.rows.map((group, i) => {
        const id = `price-${group.key}`;
        const path = `group_discounts.${i}`;
        return (
          <RuleRow
            key={group.key}
            rule={group}
            path={path}
            unnamed={t("new")}
            levels={levels}
            problem={problem}
            onChange={(part) => list.change(group.key, part)}
            onRemove={() => list.remove(group.key)}
          >
            <Choice
              id={`${id}-kind`}
              label={t("kind")}
              value={group.kind}
              options={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              onChange={(kind) => list.change(group.key, { kind })}
            />
            <Text
              id={`${id}-seats`}
              label={t(`seats.${group.kind}`)}
              value={group.seats}
              onChange={(seats) => list.change(group.key, { seats })}
              error={problem(`${path}.seats`)}
              inputMode="numeric"
            />
            <Text
              id={`${id}-value`}
              label={t(`value.${group.kind}`)}
              value={group.value}
              onChange={(value) => list.change(group.key, { value })}
              error={problem(`${path}.value`)}
              inputMode="numeric"
            />
          </RuleRow>
        );
      })}
    </RuleSection>
  );
}
