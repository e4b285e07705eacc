"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useDesigner, useRoom } from "#components/hall-designer/designer-room";
import { Group, NumberField, Pair, PanelButton, SelectField, TextField } from "#components/hall-designer/fields";
import { gatherRows, gatherSeats } from "#lib/seating/plan/edits/gather-seats";
import { newId } from "#lib/seating/plan/new-id";
import { SEAT_PRESETS } from "#lib/seating/plan/numbering-presets";
import { rowNames } from "#lib/seating/plan/row-names";

type Preset = keyof typeof SEAT_PRESETS;
const PRESETS = Object.keys(SEAT_PRESETS) as Preset[];
const STARTS = { min: -100_000, max: 100_000 } as const;

/** Makes a section of the chosen seats, with the rows they stand in, their names and numbers: for seats that were found in a picture. */
export function GatherForm() {
  const t = useTranslations("designer");
  const { store, canEdit, say } = useRoom();
  const plan = useDesigner((state) => state.plan);
  const seats = useDesigner((state) => state.seats);
  const [name, setName] = useState("");
  const [names, setNames] = useState("");
  const [preset, setPreset] = useState<Preset>("leftToRight");
  const [start, setStart] = useState<number>(SEAT_PRESETS.leftToRight.start);
  const rows = useMemo(() => gatherRows(plan, seats), [plan, seats]);
  const called = rowNames(names, rows.length);
  const isFine = names.trim() === "" || called.ok;
  const canMake = canEdit && rows.length > 0 && name.trim() !== "" && isFine;
  const make = () => {
    if (!canMake) return;
    store.edit("gather", (now) =>
      gatherSeats(now, {
        ...{ keys: seats, name: name.trim(), rowNames: called.ok ? called.names : [], newId },
        ...{ seatScheme: { ...SEAT_PRESETS[preset], start }, floor: store.getState().floor },
      }),
    );
    store.selectSeats([]);
    say(t("gather.made", { name: name.trim(), rows: rows.length }));
  };
  return (
    <Group title={t("gather.title")}>
      <p className="text-ink-soft text-sm tabular-nums">{t("gather.text", { rows: rows.length, seats: seats.size })}</p>
      {plan.focal === null ? <p className="text-ink-soft text-sm">{t("gather.noFocal")}</p> : null}
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <Pair>
          <TextField
            label={t("gather.name")}
            value={name}
            maxLength={80}
            isWide
            disabled={!canEdit}
            onChange={setName}
          />
          <TextField
            label={t("gather.rows")}
            value={names}
            maxLength={500}
            isWide
            disabled={!canEdit}
            onChange={setNames}
          />
        </Pair>
        <p role="status" className={isFine ? "text-ink-soft text-sm" : "font-medium text-bad text-sm"}>
          <RowWords text={names} count={rows.length} />
        </p>
        <Pair>
          <SelectField
            label={t("fields.seatNumbering")}
            value={preset}
            isWide
            disabled={!canEdit}
            options={PRESETS.map((value) => ({ value, label: t(`seatPresets.${value}`) }))}
            onChange={(value) => {
              const next = PRESETS.find((one) => one === value) ?? "leftToRight";
              setPreset(next);
              setStart(SEAT_PRESETS[next].start);
            }}
          />
          <NumberField
            label={t("gather.start")}
            value={start}
            {...STARTS}
            error={t("errors.between", STARTS)}
            disabled={!canEdit}
            onChange={setStart}
          />
        </Pair>
        <PanelButton disabled={!canMake} onClick={make}>
          {t("gather.make")}
        </PanelButton>
      </form>
    </Group>
  );
}

/** What the typed names make of the rows, or what does not fit. */
function RowWords({ text, count }: { text: string; count: number }) {
  const t = useTranslations("designer.gather");
  if (text.trim() === "") return t("hint");
  const called = rowNames(text, count);
  if (called.ok) return t("called", { first: called.names[0] ?? "", last: called.names.at(-1) ?? "" });
  return called.why === "span"
    ? t("badSpan", { span: called.span })
    : t("badCount", { names: called.count, rows: count });
}
