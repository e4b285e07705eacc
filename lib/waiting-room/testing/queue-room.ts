/** A waiting room as the model keeps it; times in milliseconds of the model's clock. */
export type ModelRoom = {
  mode: "OFF" | "ALWAYS" | "AUTOMATIC";
  opensAt: number;
  ratePerMinute: number;
  places: number;
  claimMs: number;
  leaseMs: number;
  isPaused: boolean;
  isClosed: boolean;
  isDrawn: boolean;
  queueingSince: number | undefined;
  calmSince: number | undefined;
  tokens: number;
  steppedAt: number;
  serving: number;
  calledCount: number;
  pacePerSecond: number;
};

export type RoomOptions = Pick<ModelRoom, "mode" | "opensAt" | "ratePerMinute" | "places" | "claimMs" | "leaseMs">;
export type RoomChange = Partial<Omit<RoomOptions, "opensAt"> & Pick<ModelRoom, "isPaused">>;

/** `openWaitingRoom` of a sale that has begun. */
export function newRoom(options: RoomOptions, now: number): ModelRoom {
  const queueingSince = options.mode === "ALWAYS" ? now : undefined;
  const counts = { tokens: 0, steppedAt: now, serving: 0, calledCount: 0, pacePerSecond: 0 };
  const state = { isPaused: false, isClosed: false, isDrawn: false, queueingSince, calmSince: undefined };
  return { ...options, ...counts, ...state };
}

/** A change by the organizer; what it leaves out stays. One that changes nothing does not disturb a begun calm. */
export function changeRoom(room: ModelRoom, change: RoomChange, now: number): void {
  const mode = change.mode ?? room.mode;
  const isPaused = mode !== "OFF" && (change.isPaused ?? room.isPaused);
  const queues = mode === "ALWAYS" || (mode === "AUTOMATIC" && (isPaused || room.queueingSince !== undefined));
  const next = { ...change, mode, isPaused };
  if (Object.entries(next).every(([name, value]) => room[name as keyof ModelRoom] === value)) return;
  const queueingSince = queues ? (room.queueingSince ?? now) : undefined;
  Object.assign(room, next, { queueingSince, calmSince: undefined });
  if (mode === "AUTOMATIC" && !room.isDrawn) room.opensAt = Math.min(room.opensAt, now);
}
