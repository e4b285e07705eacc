"use client";

import { useTranslations } from "next-intl";
import { useToast } from "#components/desk/toast/toaster";
import { Button } from "#components/ui/button";

/** Copies the address of a link that gives access. Where the browser keeps its clipboard to itself, the address is said. */
export function CopyLink({ path, name }: { path: string; name: string }) {
  const t = useTranslations("presales.codes");
  const toast = useToast();
  const copy = () => {
    const address = new URL(path, location.origin).href;
    navigator.clipboard.writeText(address).then(
      () => toast({ text: t("copied") }),
      () => toast({ text: address }),
    );
  };
  return (
    <Button variant="secondary" aria-label={t("copyNamed", { name })} onClick={copy}>
      {t("copy")}
    </Button>
  );
}
