"use client";

import { useLocale, useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import type { CodeFormState, EnterCode } from "#lib/seating/access/code-form-state";
import { dateText } from "../ui/date-text.ts";
import { useFormAction } from "../ui/use-form-action.ts";

type Event = { readonly slug: string; readonly timeZone: string };

/** The one field for a code, closed until it is wanted. */
export function CodeField({ event, enter }: { event: Event; enter: EnterCode }) {
  const t = useTranslations("access");
  const [state, send] = useFormAction<CodeFormState>(enter, { code: "" });
  const problem = useProblem(state, event);
  return (
    <details className="group" open={problem ? true : undefined}>
      <summary className="flex min-h-touch w-fit items-center font-semibold text-[0.9375rem] underline decoration-line-strong underline-offset-4">
        {t("open")}
      </summary>
      <form action={send} className="flex max-w-md flex-col gap-3 pb-2">
        <input type="hidden" name="slug" value={event.slug} />
        <Field id="access-code" label={t("label")} error={problem}>
          {(control) => (
            <TextInput
              {...control}
              name="code"
              key={state.code}
              defaultValue={state.code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={64}
            />
          )}
        </Field>
        <SubmitButton variant="secondary" className="w-fit" pendingText={t("entering")}>
          {t("enter")}
        </SubmitButton>
      </form>
    </details>
  );
}

/** The button behind a link. A press enters the code, because programs that preview links only open the page. */
export function LinkForm({ event, code, enter }: { event: Event; code: string; enter: EnterCode }) {
  const t = useTranslations("access");
  const [state, send] = useFormAction<CodeFormState>(enter, { code });
  const problem = useProblem(state, event);
  return (
    <form action={send} className="flex flex-col items-start gap-4">
      <input type="hidden" name="slug" value={event.slug} />
      <input type="hidden" name="code" value={code} />
      {problem ? (
        <Notice tone="bad" urgent>
          {problem}
        </Notice>
      ) : null}
      <SubmitButton size="lg" pendingText={t("entering")}>
        {t(problem ? "again" : "use")}
      </SubmitButton>
    </form>
  );
}

function useProblem(state: CodeFormState, { timeZone }: Event): string | undefined {
  const t = useTranslations("access.problem");
  const locale = useLocale();
  if (!state.problem) return undefined;
  const at = state.at ? dateText(state.at, { timeZone, style: "full", locale }) : "";
  return t(state.problem, { at, seconds: Math.ceil(state.wait ?? 0) });
}
