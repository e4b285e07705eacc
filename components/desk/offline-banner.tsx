"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Icon } from "#components/ui/icon";

const RETRY_MS = 5_000;

/**
 * While the connection is lost it says so, asks the server again every five seconds, and keeps forms from being sent. What was
 * stopped is not sent by itself afterwards.
 */
export function OfflineBanner() {
  const t = useTranslations("desk.offline");
  const [isLost, setLost] = useState(false);
  const [wasStopped, setStopped] = useState(false);
  const lost = useRef(false);
  lost.current = isLost;
  useEffect(() => {
    const onOffline = () => setLost(true);
    const onSubmit = (event: SubmitEvent) => {
      if (!lost.current && navigator.onLine) return;
      event.preventDefault();
      event.stopPropagation();
      setLost(true);
      setStopped(true);
    };
    window.addEventListener("offline", onOffline);
    window.addEventListener("submit", onSubmit, { capture: true });
    return () => {
      window.removeEventListener("offline", onOffline);
      window.removeEventListener("submit", onSubmit, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (!isLost) return;
    const ask = () =>
      void isReachable().then((isBack) => {
        if (!isBack) return;
        setLost(false);
        setStopped(false);
      });
    const timer = setInterval(ask, RETRY_MS);
    window.addEventListener("online", ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", ask);
    };
  }, [isLost]);
  return (
    <div role="status" aria-live="polite">
      {isLost ? (
        <p className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 text-center text-ink">
          <Icon name="alert" className="size-5 shrink-0 text-warn" />
          <span>
            <strong className="font-semibold">{t("title")}</strong> {t(wasStopped ? "stopped" : "text")}
          </span>
        </p>
      ) : null}
    </div>
  );
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch("/api/health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
