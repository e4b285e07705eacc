import { Button } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";

/** A button that moves or removes one row of a list of fields; without `onClick` it is disabled. */
export function RowButton(props: {
  label: string;
  onClick: (() => void) | undefined;
  icon: "chevron-down" | "close";
  className?: string;
}) {
  return (
    <Button variant="quiet" aria-label={props.label} disabled={!props.onClick} onClick={props.onClick}>
      <Icon name={props.icon} className={classNames("size-5", props.className)} />
    </Button>
  );
}
