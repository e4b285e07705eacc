"use client";

import { type DialogProps, ModalFrame } from "#components/ui/dialog";

/** Detail without leaving the page: rises from the thumb on a phone, comes in from the side on a desktop. */
export function Sheet(props: DialogProps) {
  return (
    <ModalFrame
      {...props}
      className="mx-0 mt-auto mb-0 w-full max-w-full animate-sheet-rise rounded-t-card pb-[env(safe-area-inset-bottom)] sm:my-0 sm:mr-0 sm:ml-auto sm:h-dvh sm:max-h-dvh sm:w-[26rem] sm:animate-sheet-slide sm:rounded-none"
    />
  );
}
