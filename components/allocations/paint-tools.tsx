"use client";

import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { useStore } from "zustand";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import type { MapModel } from "../seat-map/map-geometry.ts";
import { classNames } from "../ui/class-names.ts";
import { type PaintStore, UNITS } from "./paint-store.ts";
import { typedSeats } from "./typed-seats.ts";

/** How seats are chosen: what one press takes, drawing around them, or a typed list. */
export function PaintTools(props: {
  model: MapModel;
  store: PaintStore;
  typedField: RefObject<HTMLInputElement | null>;
}) {
  const { model, store } = props;
  const t = useTranslations("allocations.tools");
  const unit = useStore(store, (state) => state.unit);
  const isLasso = useStore(store, (state) => state.isLasso);
  const look = (isOn: boolean) => classNames(isOn && "border-ink bg-sunken");
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex min-w-0 flex-wrap items-center gap-2">
        <legend className="sr-only">{t("label")}</legend>
        {UNITS.map((each) => (
          <Button
            key={each}
            variant="secondary"
            aria-pressed={unit === each}
            className={look(unit === each)}
            onClick={() => store.setUnit(each)}
          >
            {t(`units.${each}`)}
          </Button>
        ))}
        <Button
          variant="secondary"
          aria-pressed={isLasso}
          className={look(isLasso)}
          onClick={() => store.setLasso(!isLasso)}
        >
          {t("lasso")}
        </Button>
      </fieldset>
      <TypedSeats model={model} store={store} field={props.typedField} />
    </div>
  );
}

function TypedSeats(props: { model: MapModel; store: PaintStore; field: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations("allocations.tools");
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const take = () => {
    const { ids, unknown } = typedSeats(props.model, text);
    props.store.add(ids);
    if (ids.length === 0 && unknown.length === 0) setProblem(t("typedNothing"));
    else if (unknown.length > 0) setProblem(t("typedUnknown", { parts: unknown.slice(0, 3).join("; ") }));
    else {
      setProblem(undefined);
      setText("");
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Field id="typed-seats" label={t("typed")} hint={t("typedHint")} error={problem}>
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              ref={props.field}
              name="seats"
              maxLength={2_000}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            <Button type="submit" variant="secondary" className="shrink-0">
              {t("take")}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
