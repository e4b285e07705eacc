import { VisuallyHidden } from "#components/ui/visually-hidden";

/** Announces its text to screen readers when it changes. `assertive` interrupts, so use it only for losses. */
export function LiveRegion({ text, assertive = false }: { text: string; assertive?: boolean }) {
  return (
    <VisuallyHidden>
      <span role={assertive ? "alert" : "status"} aria-live={assertive ? "assertive" : "polite"}>
        {text}
      </span>
    </VisuallyHidden>
  );
}
