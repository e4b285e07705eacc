import { useTranslations } from "next-intl";
import { useState } from "react";
import { BuyerFields } from "#components/price-steps/buyer-fields";
import { SimulationResult } from "#components/price-steps/simulation-result";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import { SALE_SHAPES, type SaleShape } from "#lib/pricing/steps/sale-curve";
import type { SimulationWire } from "#lib/pricing/steps/simulation-contract";
import type { StepWire } from "#lib/pricing/steps/step-contract";
import { call } from "../api/call.ts";
import { readShares, type ShareDrafts } from "./buyer-shares.ts";
import { type SteppedEvent, type StepWrong, wrongOf } from "./step-draft.ts";
import type { PastEvent } from "./steps-form.tsx";

type Props = {
  event: SteppedEvent;
  pastEvents: readonly PastEvent[];
  announces: boolean;
  /** The steps as they stand in the form. */
  read: () => { steps: StepWire[] } | { wrong: StepWrong };
  /** Shows what is wrong with them, or that nothing is. */
  onWrong: (wrong: StepWrong) => void;
};

/** Plays the sale by the steps of the form before they are saved: on a model, or on another event's sale. */
export function SimulationPanel({ event, pastEvents, announces, read, onWrong }: Props) {
  const t = useTranslations("price-steps.simulation");
  const [sale, setSale] = useState<SaleShape | `${number}`>("steady");
  const [shares, setShares] = useState<ShareDrafts>({});
  const [percent, setPercent] = useState("80");
  const [result, setResult] = useState<SimulationWire | "failed" | "percent" | "types">();
  const [isPending, setPending] = useState(false);
  const isModel = SALE_SHAPES.some((shape) => shape === sale);

  async function play() {
    const steps = read();
    onWrong("wrong" in steps ? steps.wrong : {});
    if ("wrong" in steps) return;
    const soldPercent = /^\s*\d{1,3}\s*$/.test(percent) ? Number(percent) : Number.NaN;
    if (isModel && !(soldPercent <= 100)) return setResult("percent");
    const types = readShares(shares);
    if (types === "wrong") return setResult("types");
    setPending(true);
    const wanted = isModel
      ? { kind: "model" as const, shape: sale as SaleShape, sold_percent: soldPercent }
      : { kind: "event" as const, event_id: Number(sale) };
    const played = await call("POST /api/v1/events/{id}/price-steps/simulation", {
      params: { id: event.id },
      body: { announces, steps: steps.steps, sale: wanted, ...(types ? { ticket_types: types } : {}) },
    });
    setPending(false);
    if (played.ok) return setResult(played.value);
    if (played.refusal.code === "price_steps_invalid") return onWrong(wrongOf(played.refusal.fields));
    setResult("failed");
  }

  return (
    <section aria-labelledby="simulation-title" className="flex flex-col gap-4">
      <div className="flex max-w-prose flex-col gap-1.5">
        <h2 id="simulation-title" className="text-heading">
          {t("title")}
        </h2>
        <p className="text-ink-soft">{t("lead")}</p>
      </div>
      <Card className="flex flex-col gap-6">
        <div className="flex flex-wrap items-start gap-4">
          <div className="min-w-56 max-w-96 flex-1">
            <Field id="simulation-sale" label={t("sale")}>
              {(control) => (
                <Select
                  {...control}
                  value={sale}
                  onChange={({ target }) => setSale(target.value as SaleShape | `${number}`)}
                >
                  {SALE_SHAPES.map((shape) => (
                    <option key={shape} value={shape}>
                      {t(`shapes.${shape}`)}
                    </option>
                  ))}
                  {pastEvents.map(({ id, title, sold }) => (
                    <option key={id} value={id}>
                      {t("past", { title, count: sold })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          {isModel ? (
            <div className="w-40">
              <Field
                id="simulation-percent"
                label={t("percent")}
                error={result === "percent" ? t("percentWrong") : undefined}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    value={percent}
                    onChange={({ target }) => setPercent(target.value)}
                    inputMode="numeric"
                    maxLength={3}
                    autoComplete="off"
                    className="tabular text-right"
                  />
                )}
              </Field>
            </div>
          ) : null}
        </div>
        {event.ticketTypes.length > 0 ? (
          <BuyerFields
            {...{ ticketTypes: event.ticketTypes, isModel }}
            drafts={shares}
            onChange={setShares}
            isWrong={result === "types"}
          />
        ) : null}
        <Button
          variant="secondary"
          className="self-start"
          aria-disabled={isPending || undefined}
          onClick={() => {
            if (!isPending) void play();
          }}
        >
          {t(isPending ? "playing" : "play")}
        </Button>
        <div aria-live="polite" className="empty:hidden">
          {result === "failed" ? <Notice tone="bad">{t("failed")}</Notice> : null}
          {result && typeof result === "object" ? <SimulationResult {...{ event, result }} /> : null}
        </div>
      </Card>
    </section>
  );
}
