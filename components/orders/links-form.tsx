"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { ConfirmButtons, ReviewButton } from "#components/ui/step-buttons";
import type { LinksAction, LinksFormState } from "#lib/orders/linking/links-form-state";
import { useFormAction } from "../ui/use-form-action.ts";

/** Ends all links to an order: asked, asked once more, done. Every step is a post, so it works without JavaScript. */
export function LinksForm(props: { number: string; linkKey: string | undefined; email: string; action: LinksAction }) {
  const t = useTranslations("orders.links");
  const { number, linkKey, email } = props;
  const [state, send] = useFormAction(props.action, { step: "start" });
  if (state.step === "done")
    return (
      <Notice tone="good" urgent title={t("done")}>
        {t("doneText", { email })}
      </Notice>
    );
  return (
    <form action={send} className="flex max-w-2xl flex-col gap-4">
      <input type="hidden" name="number" value={number} />
      {linkKey ? <input type="hidden" name="key" value={linkKey} /> : null}
      <Problem state={state} />
      {state.step === "start" ? (
        <ReviewButton value="ask" pending={t("pending")}>
          {t("end")}
        </ReviewButton>
      ) : (
        <>
          <p role="alert" className="font-semibold">
            {t("confirmText", { email })}
          </p>
          <ConfirmButtons confirm={t("confirm")} back={t("keep")} backValue="keep" pending={t("pending")} />
        </>
      )}
    </form>
  );
}

function Problem({ state }: { state: LinksFormState }) {
  const t = useTranslations("orders.links");
  const said = state.wait ? t("slowDown", { seconds: state.wait }) : state.problem && t(`problem.${state.problem}`);
  return said ? (
    <Notice tone="bad" urgent>
      {said}
    </Notice>
  ) : null;
}
