import type { MapController } from "./map-controller.ts";

export type GestureTargets = {
  /** A press that did not move, at a point of the frame. */
  readonly onTap: (px: number, py: number, isTouch: boolean) => void;
  /** The same place again within 300 ms. */
  readonly onDoubleTap: (px: number, py: number) => void;
  /** A mouse over the map without a button, or undefined when it left. */
  readonly onHover: (at: readonly [px: number, py: number] | undefined) => void;
  /** Asked once when a press at a point becomes a drag: what answers takes the drag, otherwise the map moves. */
  readonly takeDrag?: (from: readonly [px: number, py: number], event: PointerEvent) => PointerDrag | undefined;
};

/** A drag that something else than the map takes. A second finger cancels it. */
export type PointerDrag = {
  readonly move: (px: number, py: number, event: PointerEvent) => void;
  readonly end: () => void;
  readonly cancel: () => void;
};

/** How far a press may wander and still be a tap: a thumb rolls more than a mouse. */
const TAP_SLACK_PX = { mouse: 4, pen: 6, touch: 10 } as const;
const DOUBLE_TAP_MS = 300;
/** Share of its speed that a thrown map keeps after each frame of 60 Hz. */
const GLIDE = 0.92;

type Pointer = { x: number; y: number };

/** Turns drag, pinch, wheel and taps on the frame into moves of the map. Answers how to stop listening. */
export function listenToGestures(frame: HTMLElement, map: MapController, targets: GestureTargets): () => void {
  const pointers = new Map<number, Pointer>();
  let pressed: (Pointer & { slack: number; isTap: boolean }) | undefined;
  let taken: PointerDrag | undefined;
  let lastTap = { at: 0, x: 0, y: 0 };
  let speed = { x: 0, y: 0, at: 0 };
  let glide = 0;

  const at = (event: PointerEvent | WheelEvent): Pointer => {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  function down(event: PointerEvent): void {
    if (event.button !== 0 && !(event.button === 1 && targets.takeDrag)) return;
    cancelAnimationFrame(glide);
    const point = at(event);
    pointers.set(event.pointerId, point);
    taken?.cancel();
    taken = undefined;
    pressed =
      pointers.size === 1 ? { ...point, slack: slackOf(event), isTap: true } : pressed && { ...pressed, isTap: false };
    speed = { x: 0, y: 0, at: event.timeStamp };
  }

  function moved(event: PointerEvent): void {
    const before = pointers.get(event.pointerId);
    const point = at(event);
    if (!before) {
      if (event.pointerType === "mouse") targets.onHover([point.x, point.y]);
      return;
    }
    if (pressed?.isTap && Math.hypot(point.x - pressed.x, point.y - pressed.y) > pressed.slack) {
      pressed.isTap = false;
      // Captured only now: a drag goes on outside of the frame, a tap needs no capture.
      frame.setPointerCapture(event.pointerId);
      targets.onHover(undefined);
      if (pointers.size === 1) taken = targets.takeDrag?.([pressed.x, pressed.y], event);
    }
    if (pressed?.isTap && pointers.size === 1) return;
    if (pointers.size === 2) pinch(event.pointerId, before, point);
    else if (taken) taken.move(point.x, point.y, event);
    else drag(before, point, event.timeStamp);
    pointers.set(event.pointerId, point);
  }

  function drag(before: Pointer, point: Pointer, time: number): void {
    const dx = point.x - before.x;
    const dy = point.y - before.y;
    const elapsed = Math.max(1, time - speed.at) / 16.7;
    speed = { x: dx / elapsed, y: dy / elapsed, at: time };
    map.pan(dx, dy);
  }

  function pinch(id: number, before: Pointer, point: Pointer): void {
    const other = [...pointers].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const distance = Math.hypot(before.x - other.x, before.y - other.y) || 1;
    const factor = Math.hypot(point.x - other.x, point.y - other.y) / distance;
    map.pan((point.x - before.x) / 2, (point.y - before.y) / 2);
    map.zoom(factor, (point.x + other.x) / 2, (point.y + other.y) / 2);
  }

  function up(event: PointerEvent): void {
    if (!pointers.delete(event.pointerId)) return;
    if (pointers.size > 0) return;
    if (taken) {
      if (event.type === "pointerup") taken.end();
      else taken.cancel();
    } else if (pressed?.isTap && event.type === "pointerup") tap(at(event), event);
    else if (event.timeStamp - speed.at < 50) glideOn();
    taken = undefined;
    pressed = undefined;
  }

  function tap(point: Pointer, event: PointerEvent): void {
    const isDouble =
      event.timeStamp - lastTap.at < DOUBLE_TAP_MS && Math.hypot(point.x - lastTap.x, point.y - lastTap.y) < 30;
    lastTap = { at: isDouble ? 0 : event.timeStamp, ...point };
    if (isDouble) targets.onDoubleTap(point.x, point.y);
    else targets.onTap(point.x, point.y, event.pointerType === "touch");
  }

  function glideOn(): void {
    if (Math.hypot(speed.x, speed.y) < 2 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const step = () => {
      speed = { ...speed, x: speed.x * GLIDE, y: speed.y * GLIDE };
      map.pan(speed.x, speed.y);
      if (Math.hypot(speed.x, speed.y) > 0.5) glide = requestAnimationFrame(step);
    };
    glide = requestAnimationFrame(step);
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault();
    cancelAnimationFrame(glide);
    const point = at(event);
    const pixels = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    map.zoom(Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0022)), point.x, point.y);
  }

  // A finger leaves the screen with every tap, so only a mouse hides the touched seat again.
  const left = (event: PointerEvent) => event.pointerType === "mouse" && targets.onHover(undefined);
  frame.addEventListener("pointerdown", down);
  frame.addEventListener("pointermove", moved);
  frame.addEventListener("pointerup", up);
  frame.addEventListener("pointercancel", up);
  frame.addEventListener("pointerleave", left);
  frame.addEventListener("wheel", wheel, { passive: false });
  return () => {
    cancelAnimationFrame(glide);
    frame.removeEventListener("pointerdown", down);
    frame.removeEventListener("pointermove", moved);
    frame.removeEventListener("pointerup", up);
    frame.removeEventListener("pointercancel", up);
    frame.removeEventListener("pointerleave", left);
    frame.removeEventListener("wheel", wheel);
  };
}

function slackOf(event: PointerEvent): number {
  return TAP_SLACK_PX[event.pointerType as keyof typeof TAP_SLACK_PX] ?? TAP_SLACK_PX.mouse;
}
