"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ColumnFields, DrawingFields } from "#components/hall-import/map-fields";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Icon } from "#components/ui/icon";
import { controlClass, TextInput } from "#components/ui/text-input";
import type { ImportField, ImportOptions as Options } from "#lib/seating/import/import-contract";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { readOptions, type WrongOption } from "./read-options.ts";

type Props = { fileName: string; fields: readonly ImportField[]; isBusy: boolean; read: (options: Options) => void };

/** What a drawing may say of its shapes; the columns of a list are called otherwise. */
const OF_A_DRAWING = /^(id|class|text|group|data-.+)$/;

/** What the file cannot say itself; sending it reads the file again. Only what fits the kind of the file is asked. */
export function ImportOptions({ fileName, fields, isBusy, read }: Props) {
  const t = useTranslations("hall-import.options");
  const [answer, setAnswer] = useState<{ wrong?: WrongOption }>({});
  const form = useFocusOnWrong(answer, answer.wrong !== undefined);
  const isDrawing = fields.length > 0 && fields.every(({ name }) => OF_A_DRAWING.test(name));
  const wrong = (option: WrongOption) => (answer.wrong === option ? t(`wrong.${option}`) : undefined);

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const asked = readOptions(new FormData(event.currentTarget));
    setAnswer(asked.ok ? {} : { wrong: asked.wrong });
    if (asked.ok && !isBusy) read(asked.options);
  }

  return (
    <Card>
      <details className="group">
        <summary className="flex min-h-touch cursor-pointer list-none items-center justify-between gap-3 font-semibold">
          {t("title")}
          <Icon
            name="chevron-down"
            className="size-5 text-ink-soft transition-transform duration-fast group-open:rotate-180"
          />
        </summary>
        <form ref={form} onSubmit={send} noValidate className="mt-3 flex flex-col gap-5">
          {fields.length > 0 && !isDrawing ? <ColumnFields fields={fields} /> : null}
          {isDrawing ? <DrawingFields fields={fields} error={wrong("seat")} /> : null}
          {/\.xlsx$/i.test(fileName) ? <SheetField /> : null}
          <PlaceFields focus={wrong("focus")} standing={wrong("standing")} />
          <div className="flex flex-col">
            {fields.length === 0 ? <Checkbox id="split-blocks" name="split_blocks" label={t("splitBlocks")} /> : null}
            <Checkbox id="y-up" name="y_up" label={t("yUp")} />
          </div>
          <div>
            <Button type="submit" variant="secondary" aria-disabled={isBusy || undefined}>
              {t("submit")}
            </Button>
          </div>
        </form>
      </details>
    </Card>
  );
}

function SheetField() {
  const t = useTranslations("hall-import.options");
  return (
    <Field id="sheet" label={t("sheet")} hint={t("sheetHint")}>
      {(control) => <TextInput {...control} name="sheet" autoComplete="off" maxLength={120} />}
    </Field>
  );
}

function PlaceFields({ focus, standing }: Record<"focus" | "standing", string | undefined>) {
  const t = useTranslations("hall-import.options");
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <fieldset>
        <legend className="font-semibold text-[0.9375rem]">{t("focus")}</legend>
        <p className="mb-2 text-ink-soft text-sm">{t("focusHint")}</p>
        <div className="grid grid-cols-2 items-start gap-3">
          <Field id="focus-x" label={t("focusX")} error={focus}>
            {(control) => <TextInput {...control} name="focus.x" inputMode="decimal" autoComplete="off" />}
          </Field>
          <Field id="focus-y" label={t("focusY")}>
            {(control) => <TextInput {...control} name="focus.y" inputMode="decimal" autoComplete="off" />}
          </Field>
        </div>
      </fieldset>
      <Field id="standing" label={t("standing")} hint={t("standingHint")} error={standing}>
        {(control) => (
          <textarea {...control} name="standing" rows={3} placeholder={t("standingExample")} className={controlClass} />
        )}
      </Field>
    </div>
  );
}
