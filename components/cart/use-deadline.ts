import { useSession } from "#components/seat-map/seat-room";
import { useTimeInside } from "#components/waiting-room/time-inside";
import { type Countdown, useCountdown } from "../ui/use-countdown.ts";
import { type Deadline, deadlineOf } from "../waiting-room/deadline.ts";

/** The buyer's one deadline on the seats page, and what is left until it: of the hold, or of the time inside where that ends first. */
export function useDeadline(): (Countdown & Deadline) | undefined {
  const hold = useSession((state) => state.hold);
  const clockOffset = useSession((state) => state.clockOffset);
  const inside = useTimeInside();
  const deadline = deadlineOf({ holdUntilMs: hold?.expiresAt, insideUntilMs: inside?.untilMs });
  const offsetMs = deadline?.ends === "inside" ? (inside?.offsetMs ?? 0) : clockOffset;
  const countdown = useCountdown(deadline?.atMs, offsetMs);
  return deadline && { ...deadline, ...countdown };
}
