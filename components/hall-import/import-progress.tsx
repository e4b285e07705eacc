"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Progress } from "#components/ui/progress";

/** How much of a file has left, and then that it is being read; both can be stopped. `sent` is undefined while it is read. */
export function ImportProgress(props: { sent: number | undefined; size: number; stop: () => void }) {
  const t = useTranslations("hall-import.progress");
  const format = useFormatter();
  const share = props.sent === undefined ? 1 : props.sent / Math.max(1, props.size);
  const words =
    props.sent === undefined
      ? t("reading")
      : t("sending", { share: format.number(share, { style: "percent", maximumFractionDigits: 0 }) });
  return (
    <Card className="flex flex-wrap items-center gap-4">
      <div className="min-w-0 flex-1 basis-56">
        <p className="mb-2 font-medium">{words}</p>
        <Progress label={t("label")} value={share * 100} text={words} />
      </div>
      <Button variant="quiet" onClick={props.stop}>
        {t("stop")}
      </Button>
    </Card>
  );
}
