"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button";
import { Progress } from "#components/ui/progress";

// Quick at first, when nearly every payment ends; then slower and slower. After three minutes only the button asks.
const PAUSES_MS = [
  1_000, 1_500, 2_000, 2_000, 3_000, 3_000, 5_000, 5_000, 8_000, 10_000, 15_000, 20_000, 30_000, 30_000, 45_000,
];

/** A payment without an outcome yet. The page refreshes automatically until there is one. */
export function PendingOrder({ email }: { email: string }) {
  const t = useTranslations("orders.pending");
  const router = useRouter();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const pause = PAUSES_MS[asked];
    if (pause === undefined) return;
    const timer = setTimeout(() => {
      router.refresh();
      setAsked((count) => count + 1);
    }, pause);
    return () => clearTimeout(timer);
  }, [asked, router]);
  return (
    <section role="status" className="flex max-w-2xl flex-col gap-4 rounded-card border border-line bg-raised p-6">
      <h2 className="text-heading">{t("title")}</h2>
      <p>{asked < 8 ? t("text", { email }) : t("slow")}</p>
      <Progress label={t("title")} value={Math.min(90, 25 + asked * 9)} text={t("title")} />
      <Button variant="secondary" className="w-fit" onClick={() => router.refresh()}>
        {t("check")}
      </Button>
    </section>
  );
}
