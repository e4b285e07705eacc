import { create } from "zustand";

/** Short news that pass by themselves: what happened, and perhaps one thing to do about it. */
export type Toast = {
  readonly id: number;
  readonly tone: "neutral" | "good" | "bad";
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};

type ToastState = { readonly toasts: readonly Toast[] };

export const useToasts = create<ToastState>(() => ({ toasts: [] }));

const TOASTS_MAX = 3;
let lastId = 0;

/** Shows a toast; the oldest makes room beyond three. Answers its id. */
export function showToast(toast: Omit<Toast, "id">): number {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }].slice(-TOASTS_MAX) }));
  return id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
