"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { SendFailure } from "./use-form-action.ts";

/** Says below a form's button that no answer came, and that nothing typed is lost. It takes a line of its own in rows and grids. */
export function SendFailed({ failure, again }: { failure: SendFailure; again: () => void }) {
  const t = useTranslations("ui.sendFailed");
  return (
    <div className="col-span-full min-w-0 basis-full">
      <Notice
        tone="bad"
        urgent
        title={t(`${failure}.title`)}
        action={
          failure === "unanswered" ? (
            <Button variant="secondary" onClick={again}>
              {t("again")}
            </Button>
          ) : null
        }
      >
        {t(`${failure}.text`)}
      </Notice>
    </div>
  );
}
