import type { Appearance } from "@stripe/stripe-js";
import { useEffect, useState } from "react";

/** Our colours for Stripe's frame, which cannot read our variables: they are resolved here, in the theme that is on. */
export function useStripeLook(): Appearance {
  const [look, setLook] = useState<Appearance>({ theme: "stripe" });
  useEffect(() => {
    const probe = document.createElement("span");
    document.body.append(probe);
    const colour = (token: string) => {
      probe.style.color = `var(--${token})`;
      return getComputedStyle(probe).color;
    };
    setLook({
      theme: "stripe",
      variables: {
        colorPrimary: colour("accent"),
        colorBackground: colour("raised"),
        colorText: colour("ink"),
        colorTextSecondary: colour("ink-soft"),
        colorDanger: colour("bad"),
        borderRadius: "8px",
        spacingUnit: "4px",
        fontSizeBase: "16px",
      },
    });
    probe.remove();
  }, []);
  return look;
}
