/** The step of the form that ends an order's links: before it is asked for, asked once more, and done. */
export type LinksFormState = {
  step: "start" | "confirm" | "done";
  problem?: "gone" | "forbidden" | "two_factor_required" | "proof_required";
  /** Seconds to wait, when it was tried too often. */
  wait?: number;
};

export type LinksAction = (state: LinksFormState, form: FormData) => Promise<LinksFormState>;
