"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "../ui/class-names.ts";
import { POPUP_BELOW_BAR } from "./popup-place.ts";

/**
 * A panel that a button with `popoverTarget={id}` opens. It is the browser's own popover: it works without JavaScript, a click
 * beside it or Escape closes it, and the focus goes back to the button. Going to another page closes it as well.
 */
export function Popup({
  id,
  className,
  anchor,
  children,
}: {
  id: string;
  className?: string;
  /** The name of its button as an anchor, where no class can say it. */
  anchor?: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const path = usePathname();
  const openedAt = useRef(path);
  useEffect(() => {
    if (openedAt.current !== path && ref.current?.matches(":popover-open")) ref.current.hidePopover();
    openedAt.current = path;
  }, [path]);
  return (
    <div
      ref={ref}
      id={id}
      popover="auto"
      style={anchor ? { positionAnchor: anchor } : undefined}
      className={classNames(
        "border border-line bg-raised p-0 text-ink shadow-overlay open:animate-arrive",
        className ?? POPUP_BELOW_BAR,
      )}
    >
      {children}
    </div>
  );
}
