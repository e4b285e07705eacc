"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { ExampleQuote } from "#components/prices/example-quote";
import { Choice } from "#components/prices/rule-row";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Checkbox } from "#components/ui/checkbox";
import { type ExampleSeats, type PricedLevel, quoteExample } from "./quote-example.ts";
import type { RulesDraft } from "./rules-draft.ts";

const COUNTS = Array.from({ length: 20 }, (_, i) => i + 1);
const LINES_MAX = 5;

type Props = { draft: RulesDraft; levels: readonly PricedLevel[]; currency: string };
type Line = ExampleSeats & { readonly key: number };

/** What a buyer would pay by the rules that stand in the form: seats are chosen by level and ticket type, and priced at once. */
export function PriceExample({ draft, levels, currency }: Props) {
  const t = useTranslations("prices.example");
  const made = useRef(0);
  const first = { count: 2, levelId: levels[0]?.id ?? 0, typeKey: "", isWheelchair: false };
  const [lines, setLines] = useState<readonly Line[]>([{ ...first, key: 0 }]);
  const change = (key: number, part: Partial<ExampleSeats>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  // A type that was removed meanwhile is full price here.
  const asked = lines.map((line) =>
    draft.types.some(({ key }) => key === line.typeKey) ? line : { ...line, typeKey: "" },
  );
  return (
    <Card className="xl:sticky xl:top-4">
      <section aria-labelledby="prices-example" className="flex flex-col gap-4">
        <h2 id="prices-example" className="text-heading">
          {t("title")}
        </h2>
        <p className="text-ink-soft text-sm">{t("lead")}</p>
        <ul className="flex flex-col gap-4">
          {asked.map((line, i) => (
            <ExampleSeatsRow
              key={line.key}
              line={line}
              place={i + 1}
              draft={draft}
              levels={levels}
              onChange={(part) => change(line.key, part)}
              onRemove={lines.length > 1 ? () => setLines(lines.filter(({ key }) => key !== line.key)) : undefined}
            />
          ))}
        </ul>
        {lines.length < LINES_MAX ? (
          <Button
            variant="quiet"
            className="self-start"
            onClick={() => setLines([...lines, { ...first, count: 1, key: ++made.current }])}
          >
            {t("more")}
          </Button>
        ) : null}
        <div aria-live="polite">
          <ExampleQuote
            example={quoteExample(asked, { draft, levels, currency })}
            levels={levels}
            currency={currency}
          />
        </div>
      </section>
    </Card>
  );
}

function ExampleSeatsRow(props: {
  line: Line;
  place: number;
  draft: RulesDraft;
  levels: readonly PricedLevel[];
  onChange: (part: Partial<ExampleSeats>) => void;
  onRemove: (() => void) | undefined;
}) {
  const t = useTranslations("prices.example");
  const { line, place, draft, levels, onChange } = props;
  const id = `prices-example-${line.key}`;
  const types = draft.types.map(({ key, name }, i) => ({
    value: key,
    label: name.trim() || t("unnamed", { place: i + 1 }),
  }));
  return (
    <li>
      <fieldset className="flex min-w-0 flex-col gap-3 rounded-card bg-sunken p-3">
        <legend className="sr-only">{t("seats", { place })}</legend>
        <Choice
          id={`${id}-level`}
          label={t("level")}
          value={String(line.levelId)}
          options={levels.map((level) => ({ value: String(level.id), label: level.name }))}
          onChange={(levelId) => onChange({ levelId: Number(levelId) })}
        />
        <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-3">
          <Choice
            id={`${id}-count`}
            label={t("count")}
            value={String(line.count)}
            options={COUNTS.map((count) => ({ value: String(count), label: String(count) }))}
            onChange={(count) => onChange({ count: Number(count) })}
          />
          <Choice
            id={`${id}-type`}
            label={t("type")}
            value={line.typeKey}
            options={[{ value: "", label: t("full") }, ...types]}
            onChange={(typeKey) => onChange({ typeKey })}
          />
        </div>
        {draft.types.some(({ isCompanion }) => isCompanion) ? (
          <Checkbox
            id={`${id}-wheelchair`}
            checked={line.isWheelchair}
            onChange={({ target }) => onChange({ isWheelchair: target.checked })}
            label={t("wheelchair")}
          />
        ) : null}
        {props.onRemove ? (
          <Button
            variant="quiet"
            className="self-start"
            aria-label={t("removeSeats", { place })}
            onClick={props.onRemove}
          >
            {t("remove")}
          </Button>
        ) : null}
      </fieldset>
    </li>
  );
}
