"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, Pair, PanelButton, SelectField, TextField } from "#components/hall-designer/fields";
import { type SeatRule, selectSeats } from "#lib/seating/plan/edits/select-seats";
import { KIND_NAMES } from "../plan-lookup.ts";

const ANY = "";

/** Selects seats by a rule: all of row C, every wheelchair space, seat 12 of every row. */
export function SeatRuleForm() {
  const t = useTranslations("designer");
  const { store, say } = useRoom();
  const plan = useDesigner((state) => state.plan);
  const [rule, setRule] = useState({ section: ANY, row: ANY, number: ANY, kind: ANY, category: ANY });
  const set = (change: Partial<typeof rule>) => setRule({ ...rule, ...change });
  const any = { value: ANY, label: t("seats.any") };
  const choose = () => {
    const kind = KIND_NAMES.find((one) => one === rule.kind);
    const wanted: SeatRule = {
      ...(rule.section === ANY ? {} : { section: rule.section }),
      ...(rule.row === ANY ? {} : { row: rule.row }),
      ...(rule.number === ANY ? {} : { number: rule.number }),
      ...(rule.category === ANY ? {} : { category: rule.category }),
      ...(kind === undefined ? {} : { kind }),
    };
    const keys = selectSeats(plan, wanted);
    store.selectSeats(keys);
    say(t("seats.many", { count: keys.length }));
  };
  return (
    <Group title={t("seats.rule")}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          choose();
        }}
      >
        <Pair>
          <SelectField
            label={t("fields.section")}
            value={rule.section}
            isWide
            options={[
              any,
              ...plan.sections.map(({ id, name }) => ({ value: id, label: name || t("sections.nameless") })),
            ]}
            onChange={(section) => set({ section })}
          />
          <TextField label={t("fields.row")} value={rule.row} maxLength={80} onChange={(row) => set({ row })} />
          <TextField
            label={t("fields.number")}
            value={rule.number}
            maxLength={80}
            onChange={(number) => set({ number })}
          />
          <SelectField
            label={t("fields.kind")}
            value={rule.kind}
            options={[any, ...KIND_NAMES.map((value) => ({ value, label: t(`kinds.${value}`) }))]}
            onChange={(kind) => set({ kind })}
          />
          <SelectField
            label={t("fields.category")}
            value={rule.category}
            options={[
              any,
              ...plan.categories.map(({ id, name }) => ({ value: id, label: name || t("categories.nameless") })),
            ]}
            onChange={(category) => set({ category })}
          />
        </Pair>
        <PanelButton onClick={choose}>{t("seats.select")}</PanelButton>
      </form>
    </Group>
  );
}
