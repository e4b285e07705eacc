import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Icon } from "#components/ui/icon";

/** Moves a line up or down. The focus stays on the button of the moved line, so that it can be pressed again and again. */
export function MoveButtons(props: {
  id: string;
  name: string;
  place: number;
  count: number;
  onMove: (step: -1 | 1) => void;
}) {
  const t = useTranslations("ui");
  const { id, name, place, count, onMove } = props;
  const button = (step: -1 | 1, isAtEnd: boolean) => (
    <Button
      id={`move-${step}-${id}`}
      variant="quiet"
      aria-label={t(step < 0 ? "moveUp" : "moveDown", { name })}
      aria-disabled={isAtEnd}
      className="aria-disabled:opacity-30"
      onClick={() => {
        onMove(step);
        requestAnimationFrame(() => document.getElementById(`move-${step}-${id}`)?.focus());
      }}
    >
      <Icon name="chevron-down" className={step < 0 ? "size-5 rotate-180" : "size-5"} />
    </Button>
  );
  return (
    <span className="inline-flex">
      {button(-1, place === 0)}
      {button(1, place === count - 1)}
    </span>
  );
}
