import { VisuallyHidden } from "#components/ui/visually-hidden";

/** Reads its text out when it changes. `assertive` interrupts: only for what is being lost. */
export function LiveRegion({ text, assertive = false }: { text: string; assertive?: boolean }) {
  return (
    <VisuallyHidden>
      <span role={assertive ? "alert" : "status"} aria-live={assertive ? "assertive" : "polite"}>
        {text}
      </span>
    </VisuallyHidden>
  );
}
